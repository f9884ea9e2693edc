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
    // Whatever is added or taken away, the keys go on there.
    const focused = () => coach.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await coach.press('Add hours on Monday');
    await coach.page.locator('select:focus').waitFor();
    expect(await focused()).toBe('Monday, opening 2, from');
    await coach.press('Remove 09:00 to 17:00 on Tuesday');
    await coach.hasFocus('Tuesday');
    await coach.page.getByLabel('A day off').fill('2027-01-12');
    await coach.press('Save the hours');
    await coach.page.getByLabel('A day off').and(coach.page.locator(':focus:invalid')).waitFor();
    await coach.page.getByLabel('A day off').press('Enter');
    await coach.reads('Tuesday 12 January 2027: Closed');
    await coach.press('Remove Tuesday 12 January 2027');
    await coach.hasFocus('Other dates');
    await coach.choose('Monday, opening 2, to', '16:00');
    await coach.press('Save the hours');
    await coach.reads('These hours end before they begin. Choose a later end.');
    expect(await coach.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Monday, opening 2, to',
    );
    await coach.looksAt('backwards', page);

    // What is changed while others are saved stays, and is saved next.
    let arrives: () => void = () => undefined;
    const onItsWay = new Promise<void>((resolve) => (arrives = resolve));
    await coach.page.route('**/availability', async (route) => {
      if (route.request().method() === 'PUT') await onItsWay;
      await route.continue();
    });
    await coach.press('Remove 17:00 to 16:00 on Monday');
    await coach.press('Save the hours');
    await coach.choose('Monday, opening 1, from', '10:00');
    arrives();
    await coach.page.getByRole('button', { name: 'Save the hours' }).and(coach.page.locator(':enabled')).waitFor();
    await coach.reads('Not saved yet.');
    expect(await coach.page.getByLabel('Monday, opening 1, from').inputValue()).toBe('10:00');
    await coach.press('Save the hours');
    await coach.reads('Your hours are saved.');
  });

  it('are shown as clients see them while they are edited, with what is new and what is gone, and so once they are saved (issue 4, item 9)', async () => {
    const practice = await givenOwnPractice(app, free);
    await app.books('Ana', practice, practice.offering, '2027-01-12T15:00:00Z');
    const coach = await screens.open('studio-preview', { size: 'desk', provokes: [400, 412] });
    const { page: at } = coach;
    const isSaid = (words: string) => at.getByRole('status').filter({ hasText: words }).waitFor();
    const publicTimes = async () => {
      const query = 'from=2027-01-12&to=2027-01-12&timeZone=Europe/London';
      const slots = `/api/v1/public/practices/${practice.slug}/offerings/${practice.offering.slug}/slots?${query}`;
      const { days } = (await app.visitor.get(slots)).body as { days: { slots: { local: string }[] }[] };
      return days.flatMap((day) => day.slots.map(({ local }) => local.slice(11)));
    };
    await signsIn(coach, practice);
    await coach.follow('Settings');
    // Of eight a day one is booked.
    await isSaid('55 times are offered in this week.');
    await coach.choose('Tuesday, opening 1, from', '14:00');
    await coach.choose('Tuesday, opening 1, to', '19:00');
    await isSaid('52 times would be offered in this week: 2 new, 5 no longer.');
    const tuesday = at.getByRole('definition').nth(1);
    expect((await tuesday.getByRole('listitem').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))).toEqual([
      ...['09:00', '10:00', '11:00', '12:00', '13:00'].map((time) => `${time} no longer`),
      ...['14:00', '16:00', '17:00 new', '18:00 new'],
    ]);
    expect(await publicTimes()).toContain('09:00');
    await coach.looksAt('changed', page);

    // Leaving is refused, and what was changed is still there, with what it means.
    await coach.follow('Today');
    await coach.press('Stay here');
    await isSaid('52 times would be offered in this week: 2 new, 5 no longer.');
    await coach.press('Save the hours');
    await coach.reads('Your hours are saved.');
    await isSaid('52 times are offered in this week.');
    expect(await publicTimes()).toEqual(['14:00', '16:00', '17:00', '18:00']);

    await coach.press('Copy to weekdays: the hours of Tuesday');
    await isSaid('no longer.');
    await coach.choose('Friday, opening 1, from', '22:00');
    await coach.choose('Friday, opening 1, to', '02:00');
    await isSaid('These hours cannot be shown yet. These hours end before they begin. Choose a later end.');
    await coach.looksAt('not-yet', page);
    await coach.press('Yes, until 02:00 on Saturday');
    await coach.reads('goes on into Saturday');
    await isSaid('no longer.');
    await at.getByLabel('Open for some hours that day').check();
    await at.getByLabel('A date with other hours').fill('2027-01-17');
    await coach.choose('That date, from', '06:00');
    await coach.choose('That date, to', '08:00');
    await coach.press('Add these hours on the date');
    await coach.reads('Sunday 17 January 2027: 06:00–08:00');
    await at.getByRole('definition').nth(6).getByText('07:00 new').waitFor();
    // Somebody else was faster: nothing typed is lost, and theirs is no longer written over unseen.
    const { timeZone } = (await app.as(practice).get(`/coaches/${practice.coach.id}/availability`)).body as {
      timeZone: string;
    };
    await app.given.availability(practice, practice.coach.id, { timeZone, weekly: [], overrides: [] });
    await coach.press('Save the hours');
    await coach.hasFocus('This was changed meanwhile.');
    await coach.press('Keep what I changed, to be saved over it');
    await isSaid('new, 0 no longer.');
    await coach.press('Save the hours');
    await coach.reads('Your hours are saved.');
    await coach.choose('Saturday, opening 2, from', '10:00');
    await isSaid('no longer.');
    await coach.press('Later week');
    await coach.reads('Monday 18 January 2027');
    await at.route('**/availability/preview', (route) => route.abort());
    await coach.press('Earlier week');
    await isSaid('The server does not answer.');
    await at.unroute('**/availability/preview');
    await coach.press('Try again');
    await isSaid('no longer.');
  });

  it('are several for a coach, each with a place and what is booked by them, and an asked why leads to the right ones (issue 4, item 1; J9)', async () => {
    const practice = await givenOwnPractice(app, free);
    const coach = await screens.open('studio-schedules', { size: 'phone', provokes: [400, 409] });
    const { page: at } = coach;
    await signsIn(coach, practice);
    await coach.follow('Settings');
    await at.getByRole('button', { name: 'Add other hours' }).press('Enter');
    await at.keyboard.type('Mill Street');
    await at.keyboard.press('Enter');
    await coach.hasFocus('“Mill Street” is added.');
    for (const day of ['Monday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'])
      await coach.press(`Remove 09:00 to 17:00 on ${day}`);
    await coach.fill('Place, if you meet in person then', 'Mill Street Practice');
    await coach.press('Save the hours');
    await coach.hasFocus('Some of what was sent needs correcting.');
    await coach.reads('Must not be empty.');
    await coach.fill('Its address', '4 Mill Street, Leeds');
    await coach.press('Save the hours');
    await coach.reads('Your hours are saved.');
    await coach.reads('First talk is booked by other hours at present.');
    await at.getByLabel('First talk', { exact: true }).click();
    await coach.reads('First talk is booked by these hours from now on.');
    await coach.looksAt('followed', page);

    await coach.press('Remove these hours');
    await coach.press('Remove them');
    await coach.hasFocus('These hours are followed by: First talk.');
    await coach.press('Keep them');
    await coach.press('Usual hours');
    await coach.reads('First talk is booked by other hours at present.');
    await at.getByLabel('Date', { exact: true }).fill('2027-01-13');
    await at.getByLabel('Time', { exact: true }).fill('10:00');
    await coach.press('Tell me why');
    await coach.reads('There are no hours on a Wednesday. It follows the hours “Mill Street”.');
    await coach.follow('See the weekly hours');
    await at.getByRole('textbox', { name: 'Its address' }).waitFor();
    await at.locator('#hours:focus').waitFor();

    await at.getByLabel('First talk', { exact: true }).click();
    await coach.reads('First talk is booked by the usual hours again.');
    await coach.press('Remove these hours');
    await coach.press('Remove them');
    await coach.hasFocus('“Mill Street” is removed.');
    await at.getByRole('navigation', { name: 'Which hours' }).waitFor({ state: 'detached' });
    await coach.looksAt('removed', page);
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
