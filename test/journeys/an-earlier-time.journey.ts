import { useTestApp } from '../support/test-app.js';
import { linkFrom } from './client-steps.js';
import { signsIn } from './coach-steps.js';
import { givenOwnPractice } from './given-a-practice.js';
import { useScreens } from './screens.js';

const free = { payment: 'none', price: { amount: 0, currency: 'GBP' }, intakeForm: undefined };

describe('An earlier time for somebody who waits, in the browser (issue 4, item 4)', () => {
  const app = useTestApp();
  const screens = useScreens(app);

  it('the waitlist claim: one waits on a phone, another cancels, the mail leads to the time, and it moves without a script', async () => {
    const practice = await givenOwnPractice(app, free);
    const early = await app.books('Max', practice, practice.offering, '2027-01-13T10:00:00Z');
    await app.books('Noa', practice, practice.offering, '2027-01-27T15:00:00Z');
    await app.settle();
    const page = new URL(linkFrom(app, 'noa@example.org', 'Your appointment is confirmed', 'a')).pathname;
    const noa = await screens.open('an-earlier-time', { size: 'phone' });
    await noa.goTo(page);
    await noa.sees('Your time is booked');
    await noa.looksAt('booked');
    await noa.page.getByText('Would you like an earlier time, if one comes free?').click();
    await noa.page.getByRole('checkbox', { name: 'Friday' }).uncheck();
    await noa.page.getByRole('checkbox', { name: 'In the evening' }).uncheck();
    await noa.looksAt('wishes');
    await noa.page.setViewportSize({ width: 1440, height: 900 });
    await noa.looksAt('wishes-desk');
    await noa.page.setViewportSize({ width: 375, height: 812 });
    await noa.press('Put me on the list');
    await noa.reads('You are on the list. If an earlier time comes free that suits you, we write to you.');
    await noa.looksAt('on-the-list');

    const { manageUrl } = early.body as { manageUrl: string };
    await app.visitor.post(`/api/v1/public/appointments/${manageUrl.split('/').at(-1)}/cancel`).send({});
    await app.settle();

    const coach = await screens.open('an-earlier-time-kept', { size: 'desk' });
    const studio = { budget: null, exit: false };
    await signsIn(coach, practice);
    await coach.goTo('/studio/calendar?date=2027-01-13');
    const kept = /^Kept for Noa until Mon 11 Jan, 11:00/;
    await coach.looksAt('calendar', studio);
    await coach.page.setViewportSize({ width: 375, height: 812 });
    await coach.looksAt('calendar-phone', studio);
    await coach.page.getByRole('button', { name: kept }).press('Enter');
    await coach.reads(/If they do not take it, the next who waits is asked/);
    await coach.looksAt('kept', studio);
    await coach.follow('See who waits');
    await coach.sees('Waiting for an earlier time');
    await coach.hasFocus('is kept for them');
    await coach.looksAt('who-it-is-for', studio);

    const link = new URL(linkFrom(app, 'noa@example.org', 'A time has come free', 'w')).pathname;
    const seen = await screens.open('an-earlier-time-seen', { size: 'phone' });
    await seen.goTo(link);
    await seen.sees('A time has come free');
    await seen.definition('Wednesday 27 January at 15:00 (London time)');
    await seen.definition('Wednesday 13 January at 10:00 (London time)');
    await seen.reads(/It is kept for you until 11:00/);
    await seen.looksAt('offered');
    await seen.page.setViewportSize({ width: 1440, height: 900 });
    await seen.looksAt('offered-desk');

    const plain = await screens.open('an-earlier-time-plain', { size: 'phone', scripts: false });
    await plain.goTo(link);
    await plain.press('Take this time');
    await plain.reads('Your appointment has moved. This is its time now.');
    await plain.definition('Wednesday 13 January at 10:00');
    await plain.goTo(link);
    await plain.sees('That time is yours');
    await app.settle();
    expect(app.mailbox.messages('noa@example.org').at(-1)!.subject).toBe('Your appointment has moved');
    const moved = await app.rows<{ start_at: Date; sequence: number; status: string }>(practice, 'appointments');
    expect(moved.map(({ status, sequence }) => [status, sequence])).toEqual([
      ['cancelled', 0],
      ['confirmed', 1],
    ]);
  });

  it('is asked for by somebody who finds none, who confirms it by mail; the coach sees who waits and takes one off the list', async () => {
    const practice = await givenOwnPractice(app, free);
    const lou = await screens.open('to-hear-of-a-time', { size: 'phone' });
    await lou.goTo(`/${practice.slug}/book/${practice.offering.slug}`);
    await lou.follow('No time that suits you? Ask to hear of one that comes free.');
    await lou.sees('Hear of a time that comes free');
    await lou.fill('What should we call you?', 'Lou');
    await lou.fill('Your e-mail address', 'lou@example.org');
    await lou.looksAt('asking');
    await lou.page.setViewportSize({ width: 1440, height: 900 });
    await lou.looksAt('asking-desk');
    await lou.page.setViewportSize({ width: 375, height: 812 });
    await lou.press('Put me on the list');
    await lou.sees('Please look in your inbox');
    await lou.looksAt('sent');
    await app.settle();
    await lou.goTo(new URL(linkFrom(app, 'lou@example.org', 'Please confirm', 'w')).pathname);
    await lou.sees('Would you like to hear of a time that comes free?');
    await lou.looksAt('confirming');
    await lou.press('Yes, write to me');
    await lou.sees('You are on the list');
    await lou.looksAt('waiting');

    const coach = await screens.open('who-waits', { size: 'desk' });
    const studio = { budget: null, exit: false };
    await signsIn(coach, practice);
    await coach.sees('Waiting for an earlier time');
    await coach.reads('Lou');
    await coach.looksAt('today', studio);
    await coach.page.setViewportSize({ width: 375, height: 812 });
    await coach.looksAt('today-phone', studio);
    await coach.press('Take Lou off the list');
    await coach.reads('They are not told, and can join again.');
    await coach.looksAt('take-off', studio);
    await coach.press('Yes, take off');
    await coach.hasFocus('Lou is off the list.');
    await lou.goTo(new URL(linkFrom(app, 'lou@example.org', 'Please confirm', 'w')).pathname);
    await lou.sees('You are not on the list any more');
  });
});
