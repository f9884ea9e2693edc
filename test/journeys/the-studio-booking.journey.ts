/// <reference lib="dom" />
import { useTestApp } from '../support/test-app.js';
import { signsIn } from './coach-steps.js';
import { givenOwnPractice } from './given-a-practice.js';
import { useScreens } from './screens.js';

const free = { payment: 'none', price: { amount: 0, currency: 'GBP' } };
const nia = { name: 'Nia Wood', email: 'nia@example.org', timeZone: 'Europe/Madrid' };

describe('Booking for a client in the studio (issue 4, item 4)', () => {
  const app = useTestApp();
  const screens = useScreens(app);
  const studio = { budget: null, exit: false };

  it('goes by keys from the client to a free time, tells what will happen, and is taken back before anybody is told', async () => {
    const practice = await givenOwnPractice(app, free);
    const { id } = (await app.as(practice).post('/clients').send(nia)).body as { id: string };
    const coach = await screens.open('studio-book', { size: 'desk', provokes: [409] });
    await signsIn(coach, practice);
    const { page } = coach;
    await coach.goTo(`/studio/clients/${id}`);
    await coach.follow('Book for Nia Wood');
    await coach.sees('Book for Nia Wood');
    await coach.reads('It leaves after three minutes. Until then you can take it back, and nobody hears of it.');
    await page.getByRole('radio', { name: 'Monday 11 January 2027, 10:00' }).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await page.getByRole('radio', { name: 'Monday 11 January 2027, 11:00' }).and(page.locator(':checked')).waitFor();
    await coach.looksAt('chosen', studio);
    await page.setViewportSize({ width: 375, height: 812 });
    await coach.looksAt('chosen-phone', studio);
    await page.setViewportSize({ width: 1440, height: 900 });

    await coach.press('Type a time instead');
    await page.getByLabel('Date', { exact: true }).fill('2027-01-11');
    await page.getByLabel('Time', { exact: true }).fill('20:15');
    await coach.press('Book it');
    await coach.hasFocus('This time is not offered:');
    await coach.reads(/On a Monday the hours are 09:00–17:00/);
    await page.getByRole('checkbox', { name: /Book it all the same/ }).check();
    await page.getByRole('textbox', { name: 'Why' }).fill('She works by day.');
    await coach.looksAt('not-offered', studio);
    await coach.press('Book it outside the usual hours');
    await coach.sees('Monday 11 January 2027, 20:15');
    await coach.reads('Booked. You can take this back for three minutes, and nobody is told before.');
    await coach.looksAt('booked', studio);
    await coach.press('Undo');
    await coach.reads('Taken back.');
    app.clock.advance({ minutes: 5 });
    await app.settle();
    expect(app.mailbox.messages(nia.email)).toEqual([]);
  });

  it('makes a series on a phone: each conflict is decided first, then all stand together and may be taken back', async () => {
    const practice = await givenOwnPractice(app, free);
    const { id } = (await app.as(practice).post('/clients').send(nia)).body as { id: string };
    await app.books('Ned', practice, practice.offering, '2027-01-19T10:00:00Z');
    await app.settle();
    const coach = await screens.open('studio-series', { size: 'phone' });
    await signsIn(coach, practice);
    const { page } = coach;
    await coach.goTo(`/studio/appointments/new?client=${id}`);
    await page.getByRole('radio', { name: 'Tuesday 12 January 2027, 10:00' }).check({ force: true });
    await page.getByRole('checkbox', { name: 'Repeat it' }).check();
    await page.getByLabel('How many times in all').fill('4');
    await coach.press('Look at all times');
    await coach.reads('1 time needs your decision.');
    await coach.reads('An appointment from 10:00 to 11:00 is in the way.');
    await coach.looksAt('conflict', studio);
    await page.setViewportSize({ width: 320, height: 700 });
    await coach.looksAt('conflict-narrow', studio);
    await page.setViewportSize({ width: 375, height: 812 });
    await coach.choose('What to do with time 2', 'Tue 19 Jan, 11:00');
    await coach.reads('Everything is decided. Nothing is booked yet.');
    await coach.press('Book 4 appointments');
    await coach.sees('Series, 1 of 4');
    await coach.reads('Made together, every week. What you do here is done with this one alone.');
    await coach.looksAt('made', studio);
    await page.setViewportSize({ width: 1440, height: 900 });
    await coach.looksAt('made-desk', studio);
    await coach.follow('Tue 19 Jan, 11:00');
    await coach.sees('Series, 2 of 4');
    await coach.press('Take back all 4');
    await coach.reads('All of them are taken back. Nobody was told.');
    const rows = await app.rows<{ status: string; taken_back: boolean }>(practice, 'appointments');
    expect(rows.filter(({ taken_back }) => taken_back).map(({ status }) => status)).toEqual(Array(4).fill('cancelled'));
  });
});
