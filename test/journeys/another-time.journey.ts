import { useTestApp } from '../support/test-app.js';
import { signsIn } from './coach-steps.js';
import { linkFrom } from './client-steps.js';
import { givenOwnPractice } from './given-a-practice.js';
import { useScreens } from './screens.js';

const free = { payment: 'none', price: { amount: 0, currency: 'GBP' } };

describe('Another time for an appointment, in the browser (issue 4, items 4 and 9)', () => {
  const app = useTestApp();
  const screens = useScreens(app);
  const studio = { budget: null, exit: false };

  it('is chosen by a client on a phone, in another zone, across the spring change (J4)', async () => {
    app.clock.set('2027-03-22T09:00:00Z');
    const practice = await givenOwnPractice(app, free);
    const client = { name: 'Noa', email: 'noa@example.org', timeZone: 'America/New_York' };
    await app.books('Noa', practice, practice.offering, '2027-03-26T14:00:00Z', { client });
    await app.settle();
    const noa = await screens.open('another-time', { size: 'phone', timeZone: 'America/New_York' });
    const { page } = noa;
    await noa.goTo(new URL(linkFrom(app, client.email, 'Your appointment is confirmed', 'a')).pathname);
    await noa.sees('Your time is booked');
    await noa.reads('Friday 26 March at 10:00');
    await noa.looksAt('booked');
    await noa.follow('Choose another time');

    // London's clocks go forward on the Sunday; New York's did two weeks before.
    await noa.sees('Choose another time');
    await noa.looksAt('week');
    await page.setViewportSize({ width: 1440, height: 900 });
    await noa.looksAt('week-desk');
    await page.setViewportSize({ width: 375, height: 812 });
    await noa.follow('Show later days');
    await page.waitForURL(/from=2027-03-29/);
    const time = (name: string) => page.getByRole('radio', { name, exact: true });
    await time('Monday 29 March at 04:00').focus();
    await page.keyboard.press('ArrowRight');
    await time('Tuesday 30 March at 04:00').and(page.locator(':focus')).waitFor();
    await page.keyboard.press('ArrowDown');
    await time('Tuesday 30 March at 05:00').and(page.locator(':checked')).waitFor();
    await noa.press('Look at both times');

    await noa.sees('Move your appointment?');
    await noa.definition('Friday 26 March at 10:00 (New York time)');
    await noa.definition('Tuesday 30 March at 05:00 (New York time)');
    await noa.looksAt('both-times');
    await noa.press('Move it');
    await noa.reads('Your appointment has moved. This is its time now.');
    await noa.definition('Tuesday 30 March at 05:00');
    await noa.looksAt('moved');

    await app.settle();
    const mail = app.mailbox.messages(client.email).at(-1)!;
    expect(mail.subject).toBe('Your appointment has moved');
    expect(mail.text).toContain('Tuesday 30 March 2027 at 05:00 (America/New York, UTC-04:00)');
    expect(mail.attachments[0]!.text).toContain('DTSTART;TZID=America/New_York:20270330T050000');
    const [row] = await app.rows<{ start_at: Date; sequence: number }>(practice, 'appointments');
    expect(row).toMatchObject({ start_at: new Date('2027-03-30T09:00:00Z'), sequence: 1 });
  });

  it('is given by the coach: a time that does not exist is asked about, one out of hours takes a reason, and it is taken back', async () => {
    app.clock.set('2027-03-22T09:00:00Z');
    const practice = await givenOwnPractice(app, free);
    await app.books('Pat', practice, practice.offering, '2027-03-26T14:00:00Z');
    await app.settle();
    const coach = await screens.open('studio-move', { size: 'desk', timeZone: 'America/New_York', provokes: [409] });
    await signsIn(coach, practice);
    const { page } = coach;
    const [row] = await app.rows<{ id: string }>(practice, 'appointments');
    await coach.goTo(`/studio/appointments/${row!.id}`);
    await coach.sees(/26 March/);
    await coach.press('Move');
    await page.getByLabel('New date').fill('2027-03-28');
    await page.getByLabel('New time').fill('01:30');
    await page.getByRole('checkbox').check();
    await page.getByRole('textbox', { name: 'Why' }).fill('She flies in the morning.');
    await coach.press('Move it');
    await coach.reads('The clocks change that night. Which one do you mean?');
    await coach.looksAt('which-time', studio);
    await coach.press('Sunday 28 March 2027, 02:30 (UTC+01:00)');
    await coach.reads('Moved to Sunday 28 March 2027, 02:30. You can take this back for three minutes.');
    await coach.reads('from Friday 26 March 2027, 14:00');
    await coach.looksAt('moved', studio);
    await page.setViewportSize({ width: 375, height: 812 });
    await coach.looksAt('moved-phone', studio);
    await coach.press('Undo');
    await coach.reads('Taken back.');
    await coach.sees(/26 March/);
    await coach.press('Move');
    await coach.looksAt('form-phone', studio);
    await page.getByLabel('New time').fill('20:00');
    await coach.press('Move it');
    await coach.reads('These times are near it. Press one to move it there:');
    await page.keyboard.press('Escape');
    await page.getByRole('form', { name: 'Move the appointment' }).waitFor({ state: 'detached' });
    await app.settle();
    const subjects = app.mailbox.messages('pat@example.org').map(({ subject }) => subject);
    expect(subjects).toEqual(['Your appointment is confirmed', 'A few questions before we meet']);
  });
});
