import { jest } from '@jest/globals';
import type { CalendarView } from '#contracts';
import { newId, Tx } from '#platform';
import type { GivenPractice } from '../support/given.js';
import { signsIn } from '../support/insiders.js';
import { useTestApp } from '../support/test-app.js';
import { Waiting } from '../support/waiting.js';

const app = useTestApp();
const { given } = app;

const weekly = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sun'], from: '09:00', to: '17:00' }];
const inParis = (practice: GivenPractice, overrides: unknown[] = []) =>
  given.availability(practice, practice.coach.id, { timeZone: 'Europe/Paris', weekly, overrides });
const calendar = async (practice: GivenPractice, from: string, to = from): Promise<CalendarView> =>
  (await app.as(practice).get(`/calendar?coach=${practice.coach.id}&from=${from}&to=${to}`)).body;

/** Another calendar of the coach, busy overnight, which is stored in two pieces. */
async function busyElsewhere(practice: GivenPractice, ...pieces: [string, string][]): Promise<void> {
  const feed = newId();
  await app.sql(
    `INSERT INTO calendar_feeds (practice_id, id, coach_id, label, host, sealed_address, created_at) VALUES ($1, $2, $3, 'Family', 'calendar.example', 'sealed', now())`,
    [practice.id, feed, practice.coach.id],
  );
  for (const [start, end] of pieces)
    await app.sql('INSERT INTO feed_busy (practice_id, id, coach_id, start_at, end_at) VALUES ($1, $2, $3, $4, $5)', [
      practice.id,
      feed,
      practice.coach.id,
      start,
      end,
    ]);
}

describe("A coach's calendar (issue 4, item 9)", () => {
  it('is told on the wall of the coach: open hours with their exceptions, and all that stands in it', async () => {
    const practice = await given.practice({ timeZone: 'Europe/Paris' });
    await inParis(practice, [{ date: '2027-01-13', hours: [{ from: '14:00', to: '16:00' }] }]);
    const offering = await given.offering(practice, { name: 'A first talk', bufferAfterMinutes: 15 });
    const booked = await app.books('Ana', practice, offering, '2027-01-12T09:00:00Z');
    const noon = { start: '2027-01-12T12:00:00Z', end: '2027-01-12T13:00:00Z' };
    const blocked = await app
      .as(practice)
      .post(`/coaches/${practice.coach.id}/blocked-times`)
      .send({ ...noon, label: 'Lunch' });
    await busyElsewhere(
      practice,
      ['2027-01-12T20:00Z', '2027-01-13T00:00Z'],
      ['2027-01-13T00:00Z', '2027-01-13T06:00Z'],
    );

    const seen = await calendar(practice, '2027-01-12', '2027-01-13');
    expect(seen).toMatchObject({
      coach: { id: practice.coach.id },
      timeZone: 'Europe/Paris',
      now: { at: '2027-01-11T09:00:00Z', date: '2027-01-11', local: '2027-01-11T10:00', offset: '+01:00' },
    });
    expect(seen.days.map(({ date, hours }) => [date, hours.map(({ from, to }) => `${from}–${to}`)])).toEqual([
      ['2027-01-12', ['09:00–17:00']],
      ['2027-01-13', ['14:00–16:00']],
    ]);
    expect(seen.entries).toEqual([
      {
        kind: 'appointment',
        id: booked.body.appointment.id,
        start: '2027-01-12T09:00:00Z',
        end: '2027-01-12T10:00:00Z',
        startsAt: { date: '2027-01-12', local: '2027-01-12T10:00', offset: '+01:00', doubled: false },
        endsAt: { date: '2027-01-12', local: '2027-01-12T11:00', offset: '+01:00', doubled: false },
        blockedFrom: '2027-01-12T09:00:00Z',
        blockedTo: '2027-01-12T10:15:00Z',
        status: 'confirmed',
        answer: null,
        keptUntil: null,
        title: 'A first talk',
        who: ['Ana'],
        dates: null,
        movable: true,
        revision: null,
      },
      expect.objectContaining({
        kind: 'blocked',
        id: blocked.body.id,
        ...noon,
        title: 'Lunch',
        movable: true,
        revision: 1,
      }),
      expect.objectContaining({
        kind: 'other-calendar',
        id: null,
        start: '2027-01-12T20:00:00Z',
        end: '2027-01-13T06:00:00Z',
        title: 'Family',
        movable: false,
      }),
    ]);
    expect((await calendar(practice, '2027-01-14')).entries).toEqual([]);
  });

  it('has a Sunday of 23 and one of 25 hours, and an entry in the hour that comes twice says which it is in', async () => {
    const practice = await given.practice({ timeZone: 'Europe/Paris' });
    await inParis(practice);
    const path = `/coaches/${practice.coach.id}/blocked-times`;
    await app.as(practice).post(path).send({ start: '2027-10-31T01:00:00Z', end: '2027-10-31T01:30:00Z' });
    const lengths = async (date: string) => {
      const { days, entries } = await calendar(practice, date);
      const [day] = days;
      return {
        hours: (Date.parse(day!.end) - Date.parse(day!.start)) / 3_600_000,
        wall: day!.wall.map(({ from, to, reads }) => `${from}–${to} ${reads}`),
        open: day!.hours.map(({ start, from }) => [start, from]),
        entries: entries.map(({ startsAt }) => startsAt),
      };
    };
    expect(await lengths('2027-03-28')).toEqual({
      hours: 23,
      wall: ['00:00–02:00 once', '03:00–24:00 once'],
      open: [['2027-03-28T07:00:00Z', '09:00']],
      entries: [],
    });
    expect(await lengths('2027-10-31')).toEqual({
      hours: 25,
      wall: ['00:00–02:00 once', '02:00–03:00 first', '02:00–03:00 second', '03:00–24:00 once'],
      open: [['2027-10-31T08:00:00Z', '09:00']],
      entries: [{ date: '2027-10-31', local: '2027-10-31T02:00', offset: '+01:00', doubled: true }],
    });
  });

  it("is one's own where no coach is named, and says so to who has none; what is another coach's is not theirs to move", async () => {
    const practice = await given.practice();
    const coach = await signsIn(app, practice, { role: 'coach', coach: true });
    const assistant = await signsIn(app, practice, { role: 'assistant' });
    const offering = await given.offering(practice);
    await app.books('Ana', practice, offering, '2027-01-12T10:00:00Z');
    const dates = 'from=2027-01-12&to=2027-01-12';
    expect((await coach.get(`/calendar?${dates}`)).body).toMatchObject({ coach: { id: coach.coachId }, entries: [] });
    expect((await assistant.get(`/calendar?${dates}`)).body).toMatchObject({
      status: 400,
      errors: [{ path: 'coach' }],
    });
    const movable = async (who: typeof assistant) =>
      (await who.get(`/calendar?coach=${practice.coach.id}&${dates}`)).body.entries[0].movable;
    expect([await movable(coach), await movable(assistant)]).toEqual([false, true]);
    const stranger = await given.practice();
    expect(await app.as(stranger).get(`/calendar?coach=${practice.coach.id}&${dates}`)).toBeProblem(
      404,
      '/problems/not-found',
    );
  });

  it('shows a time that is kept for somebody who waits: for whom and until when, to everybody who sees appointments, to be moved by nobody', async () => {
    const practice = await given.practice({ timeZone: 'Europe/Paris' });
    const offering = await given.offering(practice, { name: 'A first talk' });
    const waiting = new Waiting(app);
    const early = await waiting.books(practice, offering, '2027-01-12T09:00:00Z');
    const { email } = await waiting.joined(practice, offering, '2027-01-20T10:00:00Z');
    await waiting.cancels(early);
    await app.settle();
    const [{ id: entry }] = (await app.rows<{ id: string }>(practice, 'waitlist_entries')) as [{ id: string }];
    const kept = {
      kind: 'offered',
      id: entry,
      start: '2027-01-12T09:00:00Z',
      end: '2027-01-12T10:00:00Z',
      status: null,
      keptUntil: { date: '2027-01-11', local: '2027-01-11T12:00', offset: '+01:00', doubled: false },
      title: 'A first talk',
      who: ['Wait2'],
      movable: false,
      revision: null,
    };
    expect((await calendar(practice, '2027-01-12')).entries).toMatchObject([kept]);
    for (const role of ['coach', 'assistant'] as const) {
      const who = await signsIn(app, practice, { role, coach: role === 'coach' });
      const seen = await who.get(`/calendar?coach=${practice.coach.id}&from=2027-01-12&to=2027-01-12`);
      expect(seen.body.entries).toMatchObject([kept]);
      const { data } = (await who.get('/waitlist')).body as { data: { id: string }[] };
      expect(data.map(({ id }) => id)).toEqual([entry]);
    }
    await waiting.acts(waiting.linkTo(email)!, 'decline', { start: kept.start });
    await app.settle();
    expect((await calendar(practice, '2027-01-12')).entries).toEqual([]);
  });

  it('asks the database as often for two months with twenty entries as for a day with none', async () => {
    const practice = await given.practice();
    const path = `/coaches/${practice.coach.id}/blocked-times`;
    for (let day = 10; day < 30; day += 1)
      await app
        .as(practice)
        .post(path)
        .send({ from: `2027-06-${day}`, to: `2027-06-${day}`, label: 'Away' });
    const asked = jest.spyOn(Tx.prototype, 'query');
    const statements = async (from: string, to: string) => {
      asked.mockClear();
      const { entries } = await calendar(practice, from, to);
      return [entries.length, asked.mock.calls.length];
    };
    const [none, forADay] = await statements('2027-02-01', '2027-02-01');
    expect([none, forADay]).toEqual([0, expect.any(Number)]);
    expect(await statements('2027-06-01', '2027-08-01')).toEqual([20, forADay]);
    asked.mockRestore();
  });

  it('is read for 62 days at most', async () => {
    const practice = await given.practice();
    expect(await calendar(practice, '2027-01-01', '2027-03-04')).toMatchObject({
      status: 400,
      errors: [{ path: 'to' }],
    });
  });
});
