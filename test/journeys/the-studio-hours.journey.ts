/// <reference lib="dom" />
import { ownerPassword } from '../support/given.js';
import { signsIn as asMember } from '../support/insiders.js';
import { useTestApp } from '../support/test-app.js';
import { signsIn } from './coach-steps.js';
import { givenOwnPractice } from './given-a-practice.js';
import { useScreens } from './screens.js';

const page = { budget: { html: 2 * 1024, css: 1024, js: 290 * 1024 }, exit: false };
const free = { payment: 'none', price: { amount: 0, currency: 'GBP' } };

describe('The hours of a coach, in the browser', () => {
  const app = useTestApp();
  const screens = useScreens(app);

  it('say which appointments stay where they are closed, and are not lost without a word', async () => {
    const practice = await givenOwnPractice(app, free);
    await app.books('Ana', practice, practice.offering, '2027-01-12T10:00:00Z');
    await app.books('Ben', practice, practice.offering, '2027-01-12T11:00:00Z');
    const coach = await screens.open('studio-closing', { size: 'phone' });
    await signsIn(coach, practice);
    await coach.follow('Settings');
    await coach.page.getByLabel('A day off').fill('2027-01-12');
    await coach.press('Add the day off');
    await coach.reads('2 appointments lie in hours you close. They stay:');
    await coach.reads('Not saved yet.');
    await coach.looksAt('before', page);

    await coach.follow('Today');
    await coach.reads('Your hours are not saved yet.');
    expect(await coach.page.evaluate(() => document.activeElement?.textContent)).toBe('Stay here');
    await coach.looksAt('asked', page);
    await coach.press('Stay here');
    await coach.press('Save the hours');
    await coach.reads('Your hours are saved.');
    await coach.reads('2 appointments lie in hours you close. They stay:');
    await coach.looksAt('after', page);
    await coach.follow(/Tue 12 Jan, 10:00.*Ana/);
    await coach.sees(/12 January/);

    await coach.follow('Settings');
    await coach.press('Remove 09:00 to 17:00 on Monday');
    await coach.follow('Today');
    await coach.press('Leave without saving');
    await coach.sees('Today');
    await coach.follow('Settings');
    await coach.page.getByRole('button', { name: 'Remove 09:00 to 17:00 on Monday' }).waitFor();
  });

  it('name the opening that ends before it begins, in kind words', async () => {
    const practice = await givenOwnPractice(app);
    const coach = await screens.open('studio-backwards', { size: 'desk', provokes: [400] });
    await signsIn(coach, practice);
    await coach.follow('Settings');
    await coach.press('Add hours on Monday');
    await coach.choose('Monday, opening 2, to', '16:00');
    await coach.press('Save the hours');
    await coach.reads('These hours end before they begin. Choose a later end.');
    expect(await coach.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Monday, opening 2, to',
    );
    await coach.looksAt('backwards', page);
  });

  it('are read and not set by a colleague', async () => {
    const practice = await givenOwnPractice(app);
    const { email } = await asMember(app, practice, { role: 'coach', coach: true, name: 'Nora Next' });
    const nora = await screens.open('studio-colleague', { size: 'desk' });
    await nora.goTo(`/studio/settings?coach=${practice.coach.id}`);
    await nora.fill('E-mail address', email);
    await nora.page.getByLabel('Password').and(nora.page.locator('input')).fill(ownerPassword);
    await nora.press('Sign in');
    await nora.reads('Only Olive Owner, the owner and assistants set these hours.');
    await nora.reads('09:00–17:00');
    expect(await nora.page.getByRole('button', { name: 'Save the hours' }).count()).toBe(0);
    await nora.looksAt('colleague', page);
    await nora.choose('Whose', 'Nora Next');
    await nora.page.getByRole('button', { name: 'Save the hours' }).waitFor();
  });
});
