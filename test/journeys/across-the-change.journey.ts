import { useTestApp } from '../support/test-app.js';
import { givenOwnPractice } from './given-a-practice.js';
import { useScreens } from './screens.js';

const free = { payment: 'none', price: { amount: 0, currency: 'GBP' } };

describe('A client in another zone books across the spring change (issue 4, items 2 and 9)', () => {
  const app = useTestApp();
  const screens = useScreens(app);

  it('and reads the right hour on the page, in the details, the mail and the calendar file', async () => {
    app.clock.set('2027-03-25T09:00:00Z');
    const practice = await givenOwnPractice(app, free);
    const ivy = await screens.open('across-the-change', { size: 'phone', timeZone: 'America/New_York' });
    const { page } = ivy;
    const time = (name: string) => page.getByRole('radio', { name, exact: true });
    await ivy.goTo(`/${practice.slug}/book/first-talk`);
    await ivy.reads('Next free time, in New York time');
    // The coach begins at nine: five o’clock before London's clocks go forward, and four after that.
    await time('Saturday 27 March at 05:00').waitFor();
    await ivy.looksAt('before');
    await time('Sunday 28 March at 04:00').focus();
    await page.keyboard.press('ArrowRight');
    await time('Monday 29 March at 04:00').and(page.locator(':checked')).waitFor();
    await ivy.definition('Monday 29 March at 04:00 (New York time)');

    // Another week is looked at meanwhile; the time stands in whatever zone is chosen, also from the details.
    await page.getByRole('link', { name: 'Show later days' }).click();
    await time('Thursday 1 April at 04:00').waitFor();
    const zone = page.getByLabel('Times are shown in').last();
    await ivy.fill('What should we call you?', 'Ivy');
    await zone.selectOption('Europe/London');
    await ivy.definition('Monday 29 March at 09:00 (London time)');
    await zone.selectOption('Australia/Adelaide');
    await ivy.definition('Monday 29 March at 18:30 (Adelaide time)');
    await ivy.looksAt('elsewhere');
    await zone.selectOption('America/New_York');
    await ivy.definition('Monday 29 March at 04:00 (New York time)');
    await ivy.fill('Your e-mail address', 'ivy@example.org');
    await ivy.press('Book this time');
    await ivy.sees('Your time is booked');
    await ivy.definition('Monday 29 March at 04:00 (New York time)');
    await ivy.looksAt('booked');

    await app.settle();
    const [mail] = app.mailbox.messages('ivy@example.org').filter(({ subject }) => subject.includes('confirmed'));
    expect(mail!.text).toContain('Monday 29 March 2027 at 04:00 (America/New York, UTC-04:00)');
    expect(mail!.attachments[0]!.text).toContain('DTSTART;TZID=America/New_York:20270329T040000');
    const [row] = await app.rows<{ start_at: Date }>(practice, 'appointments');
    expect(row).toMatchObject({ start_at: new Date('2027-03-29T08:00:00Z') });
  });
});
