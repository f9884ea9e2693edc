import { jest } from '@jest/globals';
import { OpenedHours } from '#booking';
import { Tx } from '#platform';
import { everyDay, type GivenPractice } from '../support/given.js';
import { useTestApp } from '../support/test-app.js';
import { Waiting } from '../support/waiting.js';

const app = useTestApp();
const { given, clock } = app;
const waiting = new Waiting(app);
const timeZone = 'Europe/London';
const wednesday = '2027-01-13';
const evenings = { days: ['wed'], parts: ['evening'] };
const workers = () => [app.worker, app.api].map((one) => one.get(OpenedHours, { strict: false }));

const until = (to: string) => [{ ...everyDay[0]!, to }];
/** That Wednesday alone. */
const onWednesday = (...hours: [string, string][]) => [
  { date: wednesday, hours: hours.map(([from, to]) => ({ from, to })) },
];
const opens = (practice: GivenPractice, hours: { weekly?: unknown[]; overrides?: unknown[] }) =>
  given.availability(practice, practice.coach.id, { timeZone, weekly: everyDay, overrides: [], ...hours });
const offers = (practice: GivenPractice) =>
  app.rows<{ status: string; entry_id: string; start_at: Date }>(practice, 'waitlist_offers');
const changing = (practice: GivenPractice) => app.rows(practice, 'changing_hours');
/** The hours stand: nothing was changed for three minutes. */
const stand = async () => {
  clock.advance({ minutes: 3 });
  await app.settle();
};

describe('Hours that a coach opens are offered to those who wait (issue 4, item 4)', () => {
  it('once they stand, in order, only what was not there before; many changes are one', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const [first, second, third] = [
      await waiting.joined(practice, offering, '2027-01-20T10:00:00Z'),
      await waiting.joined(practice, offering, '2027-01-19T10:00:00Z'),
      await waiting.joined(practice, offering, '2027-01-18T10:00:00Z'),
    ];
    const told = () => [first, second, third].map(({ email }) => waiting.told(email));
    await opens(practice, { overrides: onWednesday(['09:00', '17:00'], ['18:00', '22:00']) });
    clock.advance({ minutes: 2 });
    await opens(practice, { overrides: onWednesday(['09:00', '17:00'], ['18:00', '20:00']) });
    clock.advance({ minutes: 2 });
    await app.settle();
    expect(told()).toEqual([0, 0, 0]);
    clock.advance({ minutes: 1 });
    await app.settle();
    // Every day had free times from nine, which all of them could have booked.
    expect(told()).toEqual([1, 1, 0]);
    const link = waiting.linkTo(first.email)!;
    expect((await waiting.sees(link)).offer).toMatchObject({ start: '2027-01-13T18:00:00Z' });
    expect((await waiting.sees(waiting.linkTo(second.email)!)).offer).toMatchObject({ start: '2027-01-13T19:00:00Z' });
    expect(await app.books('Zoe', practice, offering, '2027-01-13T18:00:00Z')).toBeProblem(409, '/problems/slot-taken');
    await waiting.acts(link, 'decline', { start: '2027-01-13T18:00:00Z' });
    await app.settle();
    expect(told()).toEqual([1, 1, 1]);
    const taken = await waiting.acts(waiting.linkTo(third.email)!, 'claim', { start: '2027-01-13T18:00:00Z' });
    expect(taken.body).toMatchObject({ moved: true, appointment: { id: third.id, start: '2027-01-13T18:00:00Z' } });
    expect(await changing(practice)).toEqual([]);
  });

  it('by everything that opens them: weekly hours, a date, another schedule, its hours, and looser rules', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const { email } = await waiting.joined(practice, offering, '2027-01-20T10:00:00Z', evenings);
    const next = async (start: string) => {
      await stand();
      const link = waiting.linkTo(email)!;
      expect((await waiting.sees(link)).offer).toMatchObject({ start: `${wednesday}T${start}:00Z` });
      await waiting.acts(link, 'decline', { start: `${wednesday}T${start}:00Z` });
      await app.settle();
    };
    const change = async (method: 'put' | 'patch', path: string, body: object, tag = path) => {
      const { headers } = await app.as(practice).get(tag);
      const answer = await app.as(practice)[method](path).set('If-Match', headers['etag']!).send(body);
      expect([path, answer.status]).toEqual([path, 200]);
    };
    await opens(practice, { weekly: until('18:00') });
    await next('17:00');
    await opens(practice, { weekly: until('18:00'), overrides: onWednesday(['09:00', '19:00']) });
    await next('18:00');
    const late = { name: 'Late', timeZone, weekly: [{ days: ['wed'], from: '19:00', to: '20:00' }], overrides: [] };
    const made = await app.as(practice).post(`/coaches/${practice.coach.id}/schedules`).send(late);
    const { id: schedule } = made.body as { id: string };
    const own = `/offerings/${offering.id}`;
    await change('put', `${own}/coaches/${practice.coach.id}`, { schedule }, own);
    await next('19:00');
    const later = { ...late, weekly: [{ days: ['wed'], from: '19:00', to: '21:00' }] };
    await change('put', `/schedules/${schedule}`, later);
    await next('20:00');
    await change('patch', own, { startEveryMinutes: 30 });
    await next('19:30');
    expect(waiting.told(email)).toBe(5);
    expect(await changing(practice)).toEqual([]);
  });

  it('not what is closed again before it stands, nor where nobody waits, and no time twice', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    await opens(practice, { weekly: until('19:00') });
    expect(await changing(practice)).toEqual([]);
    await opens(practice, {});
    const { email } = await waiting.joined(practice, offering, '2027-01-20T10:00:00Z', evenings);
    await opens(practice, { weekly: until('19:00') });
    clock.advance({ minutes: 1 });
    await opens(practice, {});
    await stand();
    expect([waiting.told(email), await changing(practice)]).toEqual([0, []]);

    await opens(practice, { weekly: until('18:00') });
    await stand();
    await waiting.acts(waiting.linkTo(email)!, 'decline', { start: `${wednesday}T17:00:00Z` });
    await app.settle();
    await opens(practice, {});
    await stand();
    await opens(practice, { weekly: until('18:00') });
    await stand();
    expect(waiting.told(email)).toBe(1);
    expect((await waiting.sees(waiting.linkTo(email)!)).offer).toBeNull();
  });

  it('not at night: who slept is asked in the morning, about what is still open then', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const { email } = await waiting.joined(practice, offering, '2027-01-20T10:00:00Z', evenings);
    clock.set('2027-01-11T23:30:00Z');
    await opens(practice, { weekly: until('20:00') });
    await stand();
    expect(waiting.told(email)).toBe(0);
    await opens(practice, { weekly: until('20:00'), overrides: onWednesday(['09:00', '17:00'], ['19:00', '20:00']) });
    await stand();
    clock.set('2027-01-12T08:00:00Z');
    await app.settle();
    expect(waiting.told(email)).toBe(1);
    expect((await waiting.sees(waiting.linkTo(email)!)).offer).toMatchObject({ start: `${wednesday}T19:00:00Z` });
    expect(await changing(practice)).toEqual([]);
  });

  it('once to each, whoever does it: two workers at once keep one time for each of two', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    for (const hour of [10, 11, 12]) await waiting.joined(practice, offering, `2027-01-20T${hour}:00:00Z`);
    await app.settle();
    await opens(practice, { overrides: onWednesday(['09:00', '17:00'], ['18:00', '20:00']) });
    clock.advance({ minutes: 3 });
    await Promise.all(workers().flatMap((worker) => [1, 2].map(() => worker.offer(practice.id, practice.coach.id))));
    await app.settle();
    const all = await offers(practice);
    expect(all.map(({ status, start_at }) => [status, start_at.toISOString().slice(0, 13)])).toEqual([
      ['open', '2027-01-13T18'],
      ['open', '2027-01-13T19'],
    ]);
    expect(new Set(all.map(({ entry_id }) => entry_id)).size).toBe(2);
  });

  it('with as many questions to the database for two months of evenings as for one', async () => {
    const asked = [];
    for (const hours of [
      { overrides: onWednesday(['09:00', '17:00'], ['18:00', '19:00']) },
      { weekly: until('23:00') },
    ]) {
      const practice = await given.practice();
      const offering = await given.offering(practice, { bookingWindowDays: 365 });
      await waiting.joined(practice, offering, '2027-03-20T10:00:00Z');
      await app.settle();
      await opens(practice, hours);
      clock.advance({ minutes: 3 });
      const questions = jest.spyOn(Tx.prototype, 'query');
      await workers()[0]!.offer(practice.id, practice.coach.id);
      asked.push(questions.mock.calls.length);
      questions.mockRestore();
      expect(await offers(practice)).toHaveLength(1);
    }
    expect(asked).toEqual([asked[0], asked[0]]);
  });
});
