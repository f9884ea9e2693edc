/// <reference lib="dom" />
import type { Locator, Page } from 'playwright-core';
import { useTestApp } from '../support/test-app.js';
import { signsIn } from './coach-steps.js';
import { givenOwnPractice, type OwnPractice } from './given-a-practice.js';
import { useScreens } from './screens.js';

const page = { budget: { html: 2 * 1024, css: 1024, js: 290 * 1024 }, exit: false };
const free = { payment: 'none', price: { amount: 0, currency: 'GBP' } };

describe('The calendar of a coach, in the browser (issue 4, item 9)', () => {
  const app = useTestApp();
  const screens = useScreens(app);

  // By their own names: to ask for the role of everything there is would take long on a page of so many cells.
  const entry = (at: Page, name: string) => at.locator(`button[aria-label="${name}"]`);
  const cell = (at: Page, name: string) => at.locator(`[role=gridcell][aria-label="${name}"]`);
  const drags = async (at: Page, from: Locator, to: Locator, depth = 0.5) => {
    await from.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    const [start, end] = [(await from.boundingBox())!, (await to.boundingBox())!];
    await at.mouse.move(start.x + start.width / 2, start.y + start.height * depth);
    await at.mouse.down();
    await at.mouse.move(end.x + end.width / 2, end.y + 2, { steps: 4 });
    await at.mouse.up();
  };
  const offered = async ({ slug, offering }: OwnPractice, date: string): Promise<string[]> => {
    const asked = `from=${date}&to=${date}&timeZone=Europe/London`;
    const answer = await app.visitor.get(`/api/v1/public/practices/${slug}/offerings/${offering.slug}/slots?${asked}`);
    const [day] = answer.body.days as { slots: { local: string }[] }[];
    return day!.slots.map(({ local }) => local.slice(11));
  };

  it('blocks time by keys and by drag, moves what is booked by drag, keys and a dialog, takes back, and says why', async () => {
    const practice = await givenOwnPractice(app, free);
    await app.books('Ana', practice, practice.offering, '2027-01-12T10:00:00Z');
    await app.books('Ben', practice, practice.offering, '2027-01-11T15:00:00Z');
    const coach = await screens.open('studio-calendar', {
      size: 'desk',
      timeZone: 'America/New_York',
      provokes: [409],
    });
    const { page: at } = coach;
    const { keyboard } = at;
    await signsIn(coach, practice);
    await coach.follow('Calendar');
    await entry(at, 'Ana, First talk, Confirmed, Tuesday 12 January, 10:00–11:00').waitFor();
    await coach.looksAt('week', page);

    // By keys: an hour is chosen, blocked, and taken back.
    await cell(at, 'Tuesday 12 January, 13:00, free').focus();
    await keyboard.press('Shift+ArrowDown');
    await coach.reads('Chosen: Tuesday 12 January, 13:00–14:00');
    await keyboard.press('Enter');
    await coach.sees('Tuesday 12 January, 13:00–14:00');
    await keyboard.press('Enter');
    await coach.reads('Blocked: Tuesday 12 January, 13:00–14:00. It is not offered any more.');
    await cell(at, 'Tuesday 12 January, 13:30, Blocked').and(at.locator(':focus')).waitFor();
    expect(await offered(practice, '2027-01-12')).not.toContain('13:00');
    await keyboard.press('Control+z');
    await coach.reads('Taken back.');
    expect(await offered(practice, '2027-01-12')).toContain('13:00');

    // By drag: two hours, made longer and put on another day.
    await drags(at, cell(at, 'Wednesday 13 January, 14:00, free'), cell(at, 'Wednesday 13 January, 15:30, free'));
    await coach.sees('Wednesday 13 January, 14:00–16:00');
    await coach.looksAt('choice', page);
    await coach.fill('What for, if you like', 'Lunch with a friend');
    await coach.press('Block this time');
    const lunch = (when: string) => entry(at, `Blocked, Lunch with a friend, ${when}`);
    await lunch('Wednesday 13 January, 14:00–16:00').waitFor();
    await drags(
      at,
      lunch('Wednesday 13 January, 14:00–16:00'),
      cell(at, 'Wednesday 13 January, 17:00, outside the hours'),
      0.98,
    );
    await coach.reads('Blocked now: Wednesday 13 January, 14:00–17:00.');
    await lunch('Wednesday 13 January, 14:00–17:00').waitFor();
    expect(await offered(practice, '2027-01-13')).not.toContain('16:00');
    await lunch('Wednesday 13 January, 14:00–17:00').press('Delete');
    await coach.reads('No longer blocked: Wednesday 13 January, 14:00–17:00.');
    await coach.press('Undo');
    await lunch('Wednesday 13 January, 14:00–17:00').waitFor();

    // What is booked: by drag, taken back; by keys; by the dialog.
    const ana = (when: string) => entry(at, `Ana, First talk, Confirmed, ${when}`);
    await drags(at, ana('Tuesday 12 January, 10:00–11:00'), cell(at, 'Thursday 14 January, 12:00, free'), 0.05);
    await coach.reads('Moved to Thursday 14 January 2027, 12:00.');
    await coach.press('Undo');
    await ana('Tuesday 12 January, 10:00–11:00').focus();
    await keyboard.press('Shift+ArrowRight');
    await coach.reads('Move to Wednesday 13 January, 10:00–11:00?');
    await keyboard.press('Enter');
    await ana('Wednesday 13 January, 10:00–11:00').and(at.locator(':focus')).waitFor();
    await keyboard.press('Enter');
    await coach.press('Move');
    await at.getByLabel('New date').fill('2027-01-15');
    await at.getByLabel('New time').fill('09:00');
    await coach.press('Move it');
    await ana('Friday 15 January, 09:00–10:00').waitFor();

    // A time that is not offered: it stays where it is, and reads why, with others.
    await drags(
      at,
      ana('Friday 15 January, 09:00–10:00'),
      cell(at, 'Thursday 14 January, 08:00, outside the hours'),
      0.05,
    );
    await coach.reads('These times are near it. Press one to move it there:');
    await coach.looksAt('refused', page);
    await coach.press('Keep it where it is');
    await at.getByRole('button', { name: 'Move', exact: true }).and(at.locator(':focus')).waitFor();
    await keyboard.press('Escape');
    await ana('Friday 15 January, 09:00–10:00').waitFor();
    await cell(at, 'Thursday 14 January, 08:00, outside the hours').click();
    await coach.press('Why is this time not offered?');
    await at.locator('dialog :focus').waitFor();
    await coach.press('Tell me why');
    await coach.reads('On a Thursday the hours are 09:00–17:00.');
    await coach.press('Close');
    await cell(at, 'Thursday 14 January, 15:00, free').click();
    await coach.follow('Book for a client');
    await coach.sees('Book a time');
    expect(await at.getByLabel('Time', { exact: true }).inputValue()).toBe('15:00');
    await at.goBack();
    await ana('Friday 15 January, 09:00–10:00').waitFor();

    // Days off: what stands in the way is listed, and nothing is blocked before it is moved.
    await coach.press('Time off');
    await at.getByLabel('First day').fill('2027-01-15');
    await at.getByLabel('Last day').fill('2027-01-17');
    await coach.press('Block these days');
    await coach.reads('Nothing was changed. This stands in the way:');
    await coach.reads('Ana, First talk, Confirmed, Friday 15 January, 09:00–10:00');
    await at.getByLabel('First day').fill('2027-01-16');
    await coach.press('Block these days');
    await coach.reads(/^Blocked: 16\s–\s17 January 2027\./);
    expect(await offered(practice, '2027-01-17')).toEqual([]);
    await coach.looksAt('days-off', page);

    // Cancelled elsewhere meanwhile: what was refused is said, though there is nothing left to open.
    const ben = entry(at, 'Ben, First talk, Confirmed, Monday 11 January, 15:00–16:00');
    const [{ id }] = (await app.as(practice).get('/appointments')).body.data as [{ id: string }];
    await ben.click();
    await coach.press('Move');
    await app.as(practice).post(`/appointments/${id}/cancel`).send({});
    await at.getByLabel('New time').fill('16:00');
    await coach.press('Move it');
    await coach.hasFocus('That did not work');
    await ben.waitFor({ state: 'detached' });
  });

  it('is a list on a phone, draws the days on which the clock changes as long as they are, and opens where a reason leads', async () => {
    app.clock.set('2027-03-22T09:00:00Z');
    const practice = await givenOwnPractice(app, free);
    await app.books('Ana', practice, practice.offering, '2027-03-28T09:00:00Z');
    const coach = await screens.open('studio-agenda', { size: 'phone' });
    const { page: at } = coach;
    await signsIn(coach, practice);
    await coach.follow('Calendar');
    await coach.sees('Monday 22 March');
    await coach.looksAt('week', page);
    await coach.press('Block or book a time on Tuesday 23 March');
    await coach.sees('Tuesday 23 March, 09:00–10:00');
    await at.getByLabel('To, time').fill('12:30');
    await coach.looksAt('choice', page);
    await coach.press('Block this time');
    await entry(at, 'Blocked, Tuesday 23 March, 09:00–12:30').waitFor();
    await coach.looksAt('blocked', page);
    await entry(at, 'Ana, First talk, Confirmed, Sunday 28 March, 10:00–11:00').click();
    await coach.press('Move');
    await coach.looksAt('move', page);
    await at.keyboard.press('Escape');

    const blocked = await app.as(practice).get(`/coaches/${practice.coach.id}/blocked-times`);
    const [{ id }] = blocked.body.data as [{ id: string }];
    await coach.goTo(`/studio/calendar?coach=${practice.coach.id}&date=2027-03-23&blocked=${id}`);
    await coach.sees('Tuesday 23 March, 09:00–12:30');
    await at.keyboard.press('Escape');
    await at.waitForURL(/date=2027-03-23$/);

    expect(await at.getByRole('heading', { level: 2 }).nth(1).innerText()).toBe('Tuesday 23 March');
    await at.getByLabel('Go to').fill('2027-03-28');
    await at.waitForURL(/date=2027-03-28$/);

    await at.setViewportSize({ width: 1440, height: 900 });
    await coach.press('Show all 24 hours');
    await coach.reads('The clock goes forward: this day is 60 minutes shorter.');
    await cell(at, 'Sunday 28 March, 01:30, no such time on this day').waitFor();
    await coach.looksAt('spring', page);
    await coach.goTo('/studio/calendar?date=2027-10-31&view=day');
    await coach.press('Show all 24 hours');
    await cell(at, 'Sunday 31 October, 01:30 (UTC+01:00), outside the hours').focus();
    await at.keyboard.press('ArrowDown');
    await cell(at, 'Sunday 31 October, 01:00 (UTC+00:00), outside the hours').and(at.locator(':focus')).waitFor();
    await coach.looksAt('autumn', page);
  });
});
