import { newId } from '#platform';
import type { GivenOffering, GivenPractice } from '../support/given.js';
import { useTestApp } from '../support/test-app.js';

interface Reason {
  readonly rule: string;
  readonly text: string;
  readonly link: string | null;
}

const app = useTestApp();
const { given } = app;

/** It is Monday 11 January 2027, ten o'clock in Paris; the coach works there on weekdays from nine to five. */
const weekly = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }];

async function practiceInParis(): Promise<GivenPractice> {
  const practice = await given.practice({ timeZone: 'Europe/Paris' });
  await given.availability(practice, practice.coach.id, { timeZone: 'Europe/Paris', weekly, overrides: [] });
  return practice;
}

async function why(practice: GivenPractice, offering: GivenOffering, query: string, coach = practice.coach.id) {
  const answer = await app.as(practice).get(`/slots/explain?offering=${offering.id}&coach=${coach}&${query}`);
  return { status: answer.status, ...(answer.body as { outcome: string; reasons: Reason[] }) };
}

describe('Why is this time not offered? (issue 4, item 3)', () => {
  const hours = (practice: GivenPractice) => `/studio/settings?coach=${practice.coach.id}#hours`;
  const offerings = (practice: GivenPractice) => `/studio/settings?coach=${practice.coach.id}#offerings`;
  const one = (rule: string, text: string, link: string | null) => ({
    status: 200,
    outcome: 'not-offered',
    reasons: [{ rule, text, link }],
  });

  it('says of a time that is offered when it is on the wall of the coach', async () => {
    const practice = await practiceInParis();
    const offering = await given.offering(practice);
    expect(await why(practice, offering, 'start=2027-01-12T09:00:00Z')).toEqual({
      status: 200,
      outcome: 'offered',
      reasons: [{ rule: 'offered', text: 'Tuesday 12 January 2027 at 10:00 (Europe/Paris) is offered.', link: null }],
    });
  });

  it('names the past, the notice and the window, and when the notice and the window end', async () => {
    const practice = await practiceInParis();
    const offering = await given.offering(practice, { minimumNoticeMinutes: 1440, bookingWindowDays: 7 });
    expect(await why(practice, offering, 'start=2027-01-08T09:00:00Z')).toEqual(
      one('past', 'Friday 8 January 2027 at 10:00 has passed.', null),
    );
    expect(await why(practice, offering, 'start=2027-01-12T08:00:00Z')).toEqual(
      one(
        'notice',
        'It has to be booked at least 24 hours ahead. The earliest is now Tuesday 12 January 2027 at 10:00.',
        offerings(practice),
      ),
    );
    expect(await why(practice, offering, 'start=2027-01-19T09:00:00Z')).toEqual(
      one(
        'window',
        'It can be booked at most 7 days ahead. The latest is now Monday 18 January 2027 at 10:00.',
        offerings(practice),
      ),
    );
  });

  it('names the hours of the week, those of a date, and the grid', async () => {
    const practice = await practiceInParis();
    const offering = await given.offering(practice);
    const halfHourly = await given.offering(practice, { startEveryMinutes: 30 });
    expect(await why(practice, halfHourly, 'start=2027-01-12T15:30:00Z')).toEqual(
      one(
        'hours',
        'On a Tuesday the hours are 09:00–17:00. 1 hour from 16:30 would not fit into them.',
        hours(practice),
      ),
    );
    expect((await why(practice, offering, 'start=2027-01-16T09:00:00Z')).reasons).toEqual([
      { rule: 'hours', text: 'There are no hours on a Saturday.', link: hours(practice) },
    ]);
    expect(await why(practice, offering, 'start=2027-01-12T09:15:00Z')).toEqual(
      one('grid', 'Times begin every hour from 09:00, and 10:15 is none of them.', offerings(practice)),
    );
    const overrides = [
      { date: '2027-01-12', hours: [] },
      { date: '2027-01-13', hours: [{ from: '14:00', to: '16:00' }] },
    ];
    await given.availability(practice, practice.coach.id, { timeZone: 'Europe/Paris', weekly, overrides });
    expect(await why(practice, offering, 'start=2027-01-12T09:00:00Z')).toEqual(
      one('override', 'Tuesday 12 January 2027 is closed: other hours than usual hold on that date.', hours(practice)),
    );
    expect(await why(practice, offering, 'start=2027-01-13T09:00:00Z')).toEqual(
      one(
        'override',
        'On Wednesday 13 January 2027 other hours than usual hold: 14:00–16:00. 1 hour from 10:00 would not fit into them.',
        hours(practice),
      ),
    );
  });

  it('names what stands in the way, with whose buffer, and leads to it without naming anybody', async () => {
    const practice = await practiceInParis();
    const offering = await given.offering(practice, { bufferAfterMinutes: 30 });
    const booked = await app.books('Zenobia', practice, offering, '2027-01-12T09:00:00Z');
    const { id } = (booked.body as { appointment: { id: string } }).appointment;
    const link = `/studio/appointments/${id}`;
    expect(await why(practice, offering, 'start=2027-01-12T09:00:00Z')).toEqual(
      one('appointment', 'An appointment from 10:00 to 11:00 is in the way.', link),
    );
    expect(await why(practice, offering, 'start=2027-01-12T10:00:00Z')).toEqual(
      one(
        'appointment',
        'An appointment from 10:00 to 11:00 keeps the time from 10:00 to 11:30 free for itself.',
        link,
      ),
    );
    expect(await why(practice, offering, 'start=2027-01-12T08:00:00Z')).toEqual(
      one(
        'appointment',
        'This offering keeps 30 minutes free after it, and an appointment from 10:00 to 11:00 reaches into them.',
        link,
      ),
    );
    const noon = { start: '2027-01-12T12:00:00Z', end: '2027-01-12T13:00:00Z' };
    const made = await app.as(practice).post(`/coaches/${practice.coach.id}/blocked-times`).send(noon);
    const block = (made.body as { id: string }).id;
    expect(await why(practice, offering, 'start=2027-01-12T12:00:00Z')).toEqual(
      one(
        'blocked',
        'The time from 13:00 to 14:00 is blocked.',
        `/studio/calendar?coach=${practice.coach.id}&date=2027-01-12&blocked=${block}`,
      ),
    );
  });

  it('names time that another calendar of the coach keeps', async () => {
    const practice = await practiceInParis();
    const offering = await given.offering(practice);
    const feed = newId();
    await app.sql(
      `INSERT INTO calendar_feeds (practice_id, id, coach_id, label, host, sealed_address, created_at) VALUES ($1, $2, $3, 'Family', 'calendar.example', 'sealed', now())`,
      [practice.id, feed, practice.coach.id],
    );
    await app.sql(
      `INSERT INTO feed_busy (practice_id, id, coach_id, start_at, end_at) VALUES ($1, $2, $3, '2027-01-12T09:30Z', '2027-01-12T10:00Z')`,
      [practice.id, feed, practice.coach.id],
    );
    expect(await why(practice, offering, 'start=2027-01-12T09:00:00Z')).toEqual(
      one(
        'other-calendar',
        'Another calendar of the coach says that the time from 10:30 to 11:00 is busy.',
        `/studio/settings?coach=${practice.coach.id}#calendars`,
      ),
    );
  });

  it('names the limits of a day and of a week', async () => {
    const practice = await practiceInParis();
    const offering = await given.offering(practice, { maxPerDay: 1, maxPerWeek: 2 });
    for (const start of ['2027-01-12T09:00:00Z', '2027-01-13T09:00:00Z'])
      expect((await app.books('Ana', practice, offering, start)).status).toBe(201);
    expect((await why(practice, offering, 'start=2027-01-12T13:00:00Z')).reasons).toEqual([
      {
        rule: 'daily-limit',
        text: 'One of these appointments is booked on Tuesday 12 January 2027 already, and no more are taken in a day.',
        link: offerings(practice),
      },
      {
        rule: 'weekly-limit',
        text: '2 of these appointments are booked in the week from Monday 11 January 2027 already, and no more are taken in a week.',
        link: offerings(practice),
      },
    ]);
  });

  it('says when the offering or the coach is not to be booked at all', async () => {
    const practice = await practiceInParis();
    const offering = await given.offering(practice);
    const other = await given.coach(practice, { name: 'Berta' });
    expect((await why(practice, offering, 'start=2027-01-12T09:00:00Z', other.id)).reasons).toEqual([
      { rule: 'coach', text: 'Berta does not offer it.', link: `/studio/settings?coach=${other.id}#offerings` },
    ]);
    const admin = app.as(practice);
    await admin.patch(`/offerings/${offering.id}`).set('If-Match', '"1"').send({ active: false });
    expect(await why(practice, offering, 'start=2027-01-12T09:00:00Z')).toEqual(
      one('offering', 'This offering cannot be booked at present.', offerings(practice)),
    );
    await app.sql(`UPDATE members SET status = 'left' FROM coaches WHERE member_id = members.id AND coaches.id = $1`, [
      other.id,
    ]);
    expect((await why(practice, offering, 'start=2027-01-12T09:00:00Z', other.id)).reasons).toContainEqual({
      rule: 'coach',
      text: 'Berta works here no longer.',
      link: `/studio/settings?coach=${other.id}#team`,
    });
  });

  it('takes a time on the wall of a place, and asks which is meant where that time does not exist or exists twice', async () => {
    const practice = await practiceInParis();
    const offering = await given.offering(practice, { bookingWindowDays: 365 });
    const local = (time: string) => why(practice, offering, `local=${time}&timeZone=Europe/Paris`);
    expect(await local('2027-01-12T10:00')).toMatchObject({ outcome: 'offered' });
    expect(await local('2027-03-28T02:30')).toMatchObject({
      status: 409,
      choices: [
        { start: '2027-03-28T00:30:00Z', local: '2027-03-28T01:30', offset: '+01:00' },
        { start: '2027-03-28T01:30:00Z', local: '2027-03-28T03:30', offset: '+02:00' },
      ],
    });
    expect(await local('2027-10-31T02:30')).toMatchObject({
      status: 409,
      choices: [
        { local: '2027-10-31T02:30', offset: '+02:00' },
        { local: '2027-10-31T02:30', offset: '+01:00' },
      ],
    });
  });

  it('wants one of start and local, and things that are there', async () => {
    const practice = await practiceInParis();
    const offering = await given.offering(practice);
    const faults = async (query: string) => {
      const { status, errors } = (await why(practice, offering, query)) as unknown as {
        status: number;
        errors: { path: string }[];
      };
      return [status, errors.map(({ path }) => path)];
    };
    expect(await faults('')).toEqual([400, ['start']]);
    expect(await faults('local=2027-01-12T10:00')).toEqual([400, ['timeZone']]);
    expect(await faults('start=2027-01-12T10:00:00Z&local=2027-01-12T10:00&timeZone=UTC')).toEqual([
      400,
      ['local', 'timeZone'],
    ]);
    const stranger = await given.practice();
    expect(await why(stranger, offering, 'start=2027-01-12T09:00:00Z')).toMatchObject({
      status: 404,
      errors: [{ path: 'offering' }],
    });
    const own = await given.offering(stranger);
    expect(await why(stranger, own, 'start=2027-01-12T09:00:00Z', practice.coach.id)).toMatchObject({
      status: 404,
      errors: [{ path: 'coach' }],
    });
  });

  it('calls offered exactly what is listed, for every quarter of an hour of two days', async () => {
    const practice = await practiceInParis();
    const offering = await given.offering(practice, {
      minimumNoticeMinutes: 60,
      bufferBeforeMinutes: 15,
      maxPerDay: 2,
    });
    await app.books('Ana', practice, offering, '2027-01-11T13:00:00Z');
    await app.books('Ben', practice, offering, '2027-01-12T10:00:00Z');
    const listed = await app.visitor.get(
      `/api/v1/public/practices/${practice.slug}/offerings/${offering.slug}/slots?from=2027-01-11&to=2027-01-12&timeZone=UTC`,
    );
    const starts = (listed.body as { days: { slots: { start: string }[] }[] }).days.flatMap(({ slots }) =>
      slots.map(({ start }) => start),
    );
    const offered: string[] = [];
    for (let at = Date.parse('2027-01-11T06:00:00Z'); at < Date.parse('2027-01-12T18:00:00Z'); at += 15 * 60_000) {
      const start = `${new Date(at).toISOString().slice(0, 19)}Z`;
      if ((await why(practice, offering, `start=${start}`)).outcome === 'offered') offered.push(start);
    }
    expect(offered).toEqual(starts);
    expect(offered.length).toBeGreaterThan(5);
  });
});
