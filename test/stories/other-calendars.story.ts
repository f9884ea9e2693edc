import type { Response } from 'supertest';
import { IcsServer } from '../support/ics-server.js';
import type { GivenOffering, GivenPractice } from '../support/given.js';
import { signsIn } from '../support/insiders.js';
import { useTestApp } from '../support/test-app.js';

const calendars = new IcsServer();
beforeAll(() => calendars.start());
const app = useTestApp({}, calendars.ways);
afterAll(() => calendars.stop());
const { given, clock } = app;

const busy = (from: string, ...more: string[]) => [`DTSTART:${from}`, 'DURATION:PT1H', ...more];
const pathOf = ({ coach }: GivenPractice) => `/coaches/${coach.id}/calendar-feeds`;

interface Feed {
  readonly id: string;
  readonly lastSyncedAt: string | null;
  readonly lastTriedAt: string | null;
  readonly fault: { code: string; text: string } | null;
}

async function adds(practice: GivenPractice, address = calendars.address()): Promise<Feed> {
  const answer = await app.as(practice).post(pathOf(practice)).send({ label: 'Private', address });
  expect(answer.status).toBe(201);
  return answer.body as Feed;
}

/** The starts that are offered on a date, as the wall clock of the zone reads them. */
async function offered(practice: GivenPractice, offering: GivenOffering, date: string, timeZone = 'Europe/London') {
  const path = `/api/v1/public/practices/${practice.slug}/offerings/${offering.slug}/slots`;
  const answer = await app.visitor.get(path).query({ from: date, to: date, timeZone });
  const { days } = answer.body as { days: { slots: { local: string }[] }[] };
  return days.flatMap(({ slots }) => slots.map(({ local }) => local.slice(11)));
}
const all = ['09:00', '10:00', '11:00', '12:00', '13:00', '14:00', '15:00', '16:00'];
const allBut = (...times: string[]) => all.filter((time) => !times.includes(time));
const alternativesOf = (answer: Response) =>
  (answer.body as { alternatives: { start: string }[] }).alternatives.map(({ start }) => start);

describe("A coach's other calendar (issue 4, item 7)", () => {
  it('keeps its busy hours from being offered: a series with exceptions blocks the right hours on both sides of the clock change', async () => {
    const practice = await given.practice({ timeZone: 'Europe/Paris' });
    const offering = await given.offering(practice, { bookingWindowDays: 120 });
    const zone = 'TZID=America/New_York';
    calendars.serves(
      [
        `DTSTART;${zone}:20270304T090000`,
        `DTEND;${zone}:20270304T100000`,
        'RRULE:FREQ=WEEKLY',
        `EXDATE;${zone}:20270325T090000`,
        'UID:series',
      ],
      [
        `RECURRENCE-ID;${zone}:20270401T090000`,
        `DTSTART;${zone}:20270401T050000`,
        `DTEND;${zone}:20270401T060000`,
        'UID:series',
      ],
    );
    await adds(practice);
    const on = (date: string) => offered(practice, offering, date, 'Europe/Paris');
    expect(await on('2027-03-11')).toEqual(allBut('15:00')); // six hours apart
    expect(await on('2027-03-18')).toEqual(allBut('14:00')); // New York has changed its clocks already
    expect(await on('2027-03-25')).toEqual(all); // called off once
    expect(await on('2027-04-01')).toEqual(allBut('11:00')); // moved, and Paris has changed its clocks too
    expect(await on('2027-04-08')).toEqual(allBut('15:00'));
  });

  it('is shown by its label, its host and its last sync, and its address never again, nor what stands in it', async () => {
    const practice = await given.practice();
    calendars.serves(busy('20270112T100000Z', 'SUMMARY:A word with my lawyer', 'LOCATION:Chancery Lane'));
    const feed = await adds(practice, calendars.address('/secret-9a8b/basic.ics'));
    expect(feed).toMatchObject({
      label: 'Private',
      host: 'calendar.example',
      lastSyncedAt: '2027-01-11T09:00:00Z',
      fault: null,
    });
    const listed = await app.as(practice).get(pathOf(practice));
    expect(listed.body).toEqual({ data: [feed], nextCursor: null });
    expect(JSON.stringify([feed, listed.body])).not.toContain('secret-9a8b');
    for (const phrase of ['secret-9a8b', 'lawyer', 'Chancery']) expect(await app.findInDatabase(phrase)).toEqual([]);
    expect(await app.rows(practice, 'feed_busy')).toMatchObject([{ start_at: new Date('2027-01-12T10:00:00Z') }]);
  });

  it('is looked at afresh when somebody books: a time that is busy by now is taken, and one that came free can be had', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    calendars.serves(busy('20270112T100000Z'));
    await adds(practice);
    calendars.serves(busy('20270112T110000Z'));
    expect(await offered(practice, offering, '2027-01-12')).toEqual(allBut('10:00'));

    clock.advance({ minutes: 3 });
    const late = await app.books('Ana', practice, offering, '2027-01-12T11:00:00Z');
    expect(late).toBeProblem(409, '/problems/slot-taken');
    expect(alternativesOf(late)).toContain('2027-01-12T10:00:00Z');
    expect((await app.books('Ben', practice, offering, '2027-01-12T10:00:00Z')).status).toBe(201);
    expect(calendars.asked).toHaveLength(1); // a look is good for two minutes
  });

  it('that does not answer counts as it was known last, and booking goes on within seconds', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    calendars.serves(busy('20270112T100000Z'));
    const feed = await adds(practice);
    calendars.does(() => undefined);
    clock.advance({ minutes: 3 });
    const began = performance.now();
    const [kept, free] = await Promise.all([
      app.books('Ana', practice, offering, '2027-01-12T10:00:00Z'),
      app.books('Ben', practice, offering, '2027-01-12T11:00:00Z'),
    ]);
    expect(performance.now() - began).toBeLessThan(6_000);
    expect(kept).toBeProblem(409, '/problems/slot-taken');
    expect(free.status).toBe(201);
    expect(calendars.asked).toHaveLength(1); // both waited for one look
    const { data } = (await app.as(practice).get(pathOf(practice))).body as { data: Feed[] };
    expect(data).toMatchObject([{ id: feed.id, lastSyncedAt: feed.lastSyncedAt, fault: { code: 'too-slow' } }]);
  });

  it('that is being looked at already, and will not answer, is waited for no longer than any', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    calendars.serves();
    const { id } = await adds(practice);
    let letGo = (): void => undefined;
    const asked = new Promise<void>((arrived) =>
      calendars.does((_asked, answer) => {
        letGo = () => answer.destroy();
        arrived();
      }),
    );
    clock.advance({ minutes: 3 });
    const looking = app
      .as(practice)
      .post(`${pathOf(practice)}/${id}/sync`)
      .send({})
      .then((answer) => answer);
    await asked;
    const began = performance.now();
    expect((await app.books('Ana', practice, offering, '2027-01-12T10:00:00Z')).status).toBe(201);
    expect((await app.books('Ben', practice, offering, '2027-01-12T11:00:00Z')).status).toBe(201);
    expect(performance.now() - began).toBeLessThan(8_000);
    letGo();
    expect((await looking).body).toMatchObject({ fault: { code: 'no-answer' } });
  });

  it('may lie over an appointment that stands already, which it cannot refuse and does not disturb', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    expect((await app.books('Ana', practice, offering, '2027-01-12T10:00:00Z')).status).toBe(201);
    calendars.serves(busy('20270112T103000Z'));
    expect(await adds(practice)).toMatchObject({ fault: null });
    expect(await offered(practice, offering, '2027-01-12')).toEqual(allBut('10:00', '11:00'));
    expect(await app.rows(practice, 'appointments')).toMatchObject([{ status: 'confirmed' }]);
  });

  it('does not count our own appointments that come back in it; one of a foreign UID is an entry like any other (published failure: calendar entry addressed by a foreign UID)', async () => {
    const [practice, stranger] = [await given.practice(), await given.practice()];
    const offering = await given.offering(practice);
    const own = await app.books('Ana', practice, offering, '2027-01-12T10:00:00Z');
    const foreign = await app.books('Ben', stranger, await given.offering(stranger), '2027-01-12T10:00:00Z');
    const uid = (answer: Response) =>
      `UID:${(answer.body as { appointment: { id: string } }).appointment.id}@localhost`;
    calendars.serves(
      busy('20270113T100000Z', uid(own)), // where the coach's calendar believes it to be
      busy('20270114T100000Z', uid(foreign), 'STATUS:CONFIRMED', 'METHOD:CANCEL'),
      busy('20270115T100000Z', uid(own).replace('localhost', 'elsewhere.example')),
    );
    await adds(practice);
    expect(await offered(practice, offering, '2027-01-12')).toEqual(allBut('10:00'));
    expect(await offered(practice, offering, '2027-01-13')).toEqual(all);
    expect(await offered(practice, offering, '2027-01-14')).toEqual(allBut('10:00'));
    expect(await offered(practice, offering, '2027-01-15')).toEqual(allBut('10:00'));
    for (const one of [practice, stranger])
      expect(await app.rows(one, 'appointments')).toMatchObject([
        { status: 'confirmed', start_at: new Date('2027-01-12T10:00:00Z') },
      ]);
  });

  it('is looked at every quarter of an hour until it is removed, and its busy time goes with it', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    calendars.serves(busy('20270112T100000Z'));
    const { id } = await adds(practice, calendars.address('/regular.ics'));
    const looks = () => calendars.asked.filter((path) => path === '/regular.ics').length;
    await app.settle();
    expect(looks()).toBe(1); // the first job finds that it was looked at just now
    for (const inAll of [2, 3]) {
      clock.advance({ minutes: 15 });
      await app.settle();
      expect(looks()).toBe(inAll);
    }
    expect(await app.as(practice).delete(`${pathOf(practice)}/${id}`)).toMatchObject({ status: 204 });
    expect(await offered(practice, offering, '2027-01-12')).toEqual(all);
    clock.advance({ minutes: 60 });
    await app.settle();
    expect(looks()).toBe(3);
    for (const table of ['calendar_feeds', 'feed_checks', 'feed_busy'])
      expect(await app.rows(practice, table)).toEqual([]);
  });

  it('is added and removed by the owner and that coach alone; an assistant sees how it is, a colleague nothing', async () => {
    const practice = await given.practice();
    calendars.serves();
    const coach = await signsIn(app, practice, { role: 'coach', coach: true });
    const path = `/coaches/${coach.coachId}/calendar-feeds`;
    const body = { label: 'Private', address: calendars.address() };
    const owner = await signsIn(app, practice, { role: 'owner' });
    for (const member of [coach, owner]) expect((await member.post(path, body)).status).toBe(201);

    const assistant = await signsIn(app, practice, { role: 'assistant' });
    expect(await assistant.post(path, body)).toBeProblem(403, '/problems/forbidden');
    expect((await assistant.get(path)).body).toMatchObject({ data: [{ label: 'Private' }, { label: 'Private' }] });
    const colleague = await signsIn(app, practice, { role: 'coach', coach: true });
    expect(await colleague.post(path, body)).toBeProblem(403, '/problems/forbidden');
    expect(await colleague.get(path)).toBeProblem(403, '/problems/forbidden');
    const stranger = await signsIn(app, await given.practice(), { role: 'owner' });
    expect((await stranger.get(path)).status).toBe(404);
    expect((await stranger.post(path, body)).status).toBe(404);
  });
});
