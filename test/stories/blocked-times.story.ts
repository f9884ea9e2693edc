import fc from 'fast-check';
import type { Response } from 'supertest';
import type { GivenOffering, GivenPractice } from '../support/given.js';
import { signsIn } from '../support/insiders.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given, clock } = app;

interface Blocked {
  readonly id: string;
  readonly start: string;
  readonly end: string;
  readonly revision: number;
}
const blocks = (practice: GivenPractice, body: object, coach = practice.coach.id) =>
  app.as(practice).post(`/coaches/${coach}/blocked-times`).send(body);
const moves = (practice: GivenPractice, { id, revision }: Blocked, body: object) =>
  app.as(practice).patch(`/blocked-times/${id}`).set('If-Match', `"${revision}"`).send(body);
const listed = async (practice: GivenPractice, query = '') =>
  (await app.as(practice).get(`/coaches/${practice.coach.id}/blocked-times${query}`)).body.data as Blocked[];
const conflicts = (answer: Response) => answer.body.conflicts as { kind: string; id: string; who: string[] }[];

async function offered(practice: GivenPractice, offering: GivenOffering, date: string): Promise<string[]> {
  const path = `/api/v1/public/practices/${practice.slug}/offerings/${offering.slug}/slots`;
  const answer = await app.visitor.get(path).query({ from: date, to: date, timeZone: 'Europe/London' });
  const { days } = answer.body as { days: { slots: { local: string }[] }[] };
  return days.flatMap(({ slots }) => slots.map(({ local }) => local.slice(11)));
}
const noon = { start: '2027-01-12T12:00:00Z', end: '2027-01-12T13:00:00Z' };

describe('Time that a coach blocks (issue 4, item 1)', () => {
  it('is offered to nobody and can be booked by nobody, until it is free again', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const made = await blocks(practice, { ...noon, label: 'Dentist' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      ...noon,
      label: 'Dentist',
      timeZone: 'Europe/London',
      startsAt: { local: '2027-01-12T12:00', offset: '+00:00' },
      dates: null,
      revision: 1,
    });
    expect(await offered(practice, offering, '2027-01-12')).not.toContain('12:00');
    expect(await app.books('Ana', practice, offering, noon.start)).toBeProblem(409, '/problems/slot-taken');
    const override = { reason: 'She asked for it.' };
    const client = { name: 'Ana', email: 'ana@example.org', timeZone: 'Europe/London' };
    const byStaff = { offering: offering.id, coach: practice.coach.id, start: noon.start, client, override };
    expect(await app.as(practice).post('/appointments').send(byStaff)).toBeProblem(409, '/problems/slot-taken');

    expect((await app.as(practice).delete(`/blocked-times/${made.body.id}`)).status).toBe(204);
    expect((await app.books('Ana', practice, offering, noon.start)).status).toBe(201);
    const actions = (await app.rows<{ action: string }>(practice, 'audit_entries')).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['blocked-time.added', 'blocked-time.removed']));
  });

  it('is refused over an appointment, which is named with its time and who comes, and nothing is made', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice, { bufferAfterMinutes: 30 });
    const booked = await app.books('Ana', practice, offering, '2027-01-12T11:00:00Z');
    const refused = await blocks(practice, noon);
    expect(refused).toBeProblem(409, '/problems/calendar-conflict');
    expect(refused.body).toMatchObject({
      more: 0,
      conflicts: [
        {
          kind: 'appointment',
          id: booked.body.appointment.id,
          start: '2027-01-12T11:00:00Z',
          startsAt: { date: '2027-01-12', local: '2027-01-12T11:00', doubled: false },
          blockedTo: '2027-01-12T12:30:00Z',
          status: 'confirmed',
          who: ['Ana'],
        },
      ],
    });
    expect(await listed(practice)).toEqual([]);
    expect((await blocks(practice, { ...noon, start: '2027-01-12T12:30:00Z' })).status).toBe(201);
    expect(conflicts(await blocks(practice, noon)).map(({ kind }) => kind)).toEqual(['appointment', 'blocked']);
  });

  it('is moved and resized where the time is free, by whoever has read it as it is', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    await app.books('Ana', practice, offering, '2027-01-12T15:00:00Z');
    const made = (await blocks(practice, { ...noon, label: 'Lunch' })).body as Blocked;
    const longer = await moves(practice, made, { end: '2027-01-12T14:00:00Z' });
    expect(longer.body).toMatchObject({ start: noon.start, end: '2027-01-12T14:00:00Z', label: 'Lunch', revision: 2 });
    expect(await moves(practice, made, { label: null })).toBeProblem(412, '/problems/stale-revision');
    const later = { start: '2027-01-12T14:30:00Z', end: '2027-01-12T15:30:00Z' };
    expect(conflicts(await moves(practice, longer.body as Blocked, later))).toMatchObject([{ who: ['Ana'] }]);
    const earlier = { start: '2027-01-12T13:30:00Z', end: '2027-01-12T14:30:00Z', label: null };
    expect((await moves(practice, longer.body as Blocked, earlier)).body).toMatchObject({ ...earlier, revision: 3 });
    expect(await offered(practice, offering, '2027-01-12')).toEqual(['09:00', '10:00', '11:00', '12:00', '16:00']);
    const claims = await app.sql(`SELECT 1 FROM time_claims WHERE practice_id = $1 AND block_id IS NOT NULL AND live`, [
      practice.id,
    ]);
    expect(claims).toHaveLength(1);
  });

  it('may be whole dates, weeks long and over a clock change, on the wall of the coach; every day of it is seen', async () => {
    const practice = await given.practice({ timeZone: 'Europe/Paris' });
    const offering = await given.offering(practice, { bookingWindowDays: 200 });
    const away = await blocks(practice, { from: '2027-03-15', to: '2027-04-09' });
    expect(away.body).toMatchObject({
      start: '2027-03-14T23:00:00Z',
      end: '2027-04-09T22:00:00Z',
      startsAt: { local: '2027-03-15T00:00', offset: '+01:00' },
      endsAt: { local: '2027-04-10T00:00', offset: '+02:00' },
      dates: { from: '2027-03-15', to: '2027-04-09' },
    });
    for (const date of ['2027-03-15', '2027-03-28', '2027-04-09'])
      expect([date, await offered(practice, offering, date)]).toEqual([date, []]);
    expect(await offered(practice, offering, '2027-04-10')).not.toEqual([]);
    expect(await listed(practice, '?from=2027-03-28&to=2027-03-28')).toHaveLength(1);
    expect(await listed(practice, '?from=2027-04-10')).toEqual([]);
    const why = await app
      .as(practice)
      .get(`/slots/explain?offering=${offering.id}&coach=${practice.coach.id}&start=2027-03-30T10:00:00Z`);
    expect(why.body.reasons).toEqual([
      {
        rule: 'blocked',
        text: 'The time from Monday 15 March 2027 at 00:00 to Saturday 10 April 2027 at 00:00 is blocked.',
        link: `/studio/calendar?coach=${practice.coach.id}&date=2027-03-30&blocked=${away.body.id}`,
      },
    ]);
  });

  it('that meets appointments names all of them before anything is blocked, so that each can be moved first', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    for (const [name, date] of [
      ['Ana', '12'],
      ['Ben', '14'],
      ['Cleo', '20'],
    ] as const)
      await app.books(name, practice, offering, `2027-01-${date}T10:00:00Z`);
    const dates = { from: '2027-01-12', to: '2027-01-19' };
    const refused = await blocks(practice, dates);
    expect(conflicts(refused).map(({ who }) => who)).toEqual([['Ana'], ['Ben']]);
    for (const { id } of conflicts(refused)) await app.as(practice).post(`/appointments/${id}/cancel`).send({});
    expect((await blocks(practice, dates)).status).toBe(201);
    const [cancelled] = conflicts(refused);
    expect(await app.as(practice).post(`/appointments/${cancelled?.id}/undo`).send({})).toBeProblem(
      409,
      '/problems/slot-taken',
    );
  });

  it('takes a time on the wall, and asks which is meant where the clock skips or repeats it', async () => {
    const practice = await given.practice();
    const local = (time: string) => ({ local: time, timeZone: 'Europe/London' });
    const made = await blocks(practice, { start: local('2027-06-01T09:00'), end: local('2027-06-01T10:00') });
    expect(made.body).toMatchObject({ start: '2027-06-01T08:00:00Z', end: '2027-06-01T09:00:00Z' });
    const unclear = await blocks(practice, { start: local('2027-10-31T00:30'), end: local('2027-10-31T01:30') });
    expect(unclear).toBeProblem(409, '/problems/time-unclear');
    expect(unclear.body).toMatchObject({
      field: 'end',
      choices: [
        { start: '2027-10-31T00:30:00Z', offset: '+01:00' },
        { start: '2027-10-31T01:30:00Z', offset: '+00:00' },
      ],
    });
    const skipped = await blocks(practice, { start: local('2027-03-28T01:30'), end: local('2027-03-28T04:00') });
    expect(skipped.body).toMatchObject({ field: 'start' });
    expect(await listed(practice)).toHaveLength(1);
  });

  it.each([
    [{}, ['start', 'end']],
    [{ start: noon.start }, ['end']],
    [{ start: noon.end, end: noon.start }, ['end']],
    [{ ...noon, from: '2027-01-12' }, ['start', 'end', 'to']],
    [{ from: '2027-01-13', to: '2027-01-12' }, ['to']],
    [{ from: '2027-01-01', to: '2028-01-02' }, ['to']],
    [{ start: noon.start, end: '2028-02-12T13:00:00Z' }, ['end']],
    [{ start: noon.start, end: '2027-01-12T12:30:30Z' }, ['end']],
    [{ ...noon, label: ' ' }, ['label']],
  ])('wants two times or two dates, in their order and no longer than a year: %j', async (body, paths) => {
    const answer = await blocks(await given.practice(), body);
    expect([answer.status, answer.body.errors.map(({ path }: { path: string }) => path)]).toEqual([400, paths]);
  });

  it('lets a hold whose time is over go, as a booking does', async () => {
    const practice = await given.practice();
    const offering = await given.paidOffering(practice);
    const booked = await app.books('Ana', practice, offering, noon.start);
    expect(await blocks(practice, noon)).toBeProblem(409, '/problems/calendar-conflict');
    clock.advance({ minutes: 31 });
    expect((await blocks(practice, noon)).status).toBe(201);
    const { status } = (await app.as(practice).get(`/appointments/${booked.body.appointment.id}`)).body;
    expect(status).toBe('expired');
  });

  it('says what it is for to the people of the practice alone, and not in the clear in the database', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    await blocks(practice, { ...noon, label: 'Zahnarzt' });
    expect(await app.findInDatabase('Zahnarzt')).toEqual([]);
    const path = `/api/v1/public/practices/${practice.slug}`;
    const seen = await app.visitor.get(
      `${path}/offerings/${offering.slug}/slots?from=2027-01-12&to=2027-01-12&timeZone=UTC`,
    );
    const page = await app.visitor.get(path);
    expect(`${seen.text}${page.text}`).not.toContain('Zahnarzt');
    expect(await listed(practice)).toMatchObject([{ label: 'Zahnarzt' }]);
  });

  it("is for the coach's own calendar, and for assistants and the owner for everybody (published failure: any user edits by id)", async () => {
    const practice = await given.practice();
    const coach = await signsIn(app, practice, { role: 'coach', coach: true });
    const assistant = await signsIn(app, practice, { role: 'assistant' });
    const path = (id: string) => `/coaches/${id}/blocked-times`;
    expect((await coach.post(path(coach.coachId), noon)).status).toBe(201);
    expect(await coach.post(path(practice.coach.id), noon)).toBeProblem(403, '/problems/forbidden');
    const others = await assistant.post(path(practice.coach.id), noon);
    expect(others.status).toBe(201);
    const { id } = others.body as Blocked;
    expect(await coach.patch(`/blocked-times/${id}`, { label: 'Mine' }, 1)).toBeProblem(403, '/problems/forbidden');
    const stranger = await given.practice();
    expect(await app.as(stranger).delete(`/blocked-times/${id}`)).toBeProblem(404, '/problems/not-found');
    expect(await listed(practice)).toHaveLength(1);
  });
});

describe('After any sequence of booking, blocking, moving and freeing', () => {
  type Step = { readonly kind: 'book' | 'block' | 'move' | 'free'; readonly at: number; readonly long: number };
  const steps: fc.Arbitrary<Step[]> = fc.array(
    fc.record({
      kind: fc.constantFrom('book', 'block', 'move', 'free'),
      at: fc.nat(13),
      long: fc.integer({ min: 1, max: 4 }),
    }),
    { minLength: 14, maxLength: 14 },
  );
  const half = 30 * 60_000;
  const opens = Date.parse('2027-01-12T09:00:00Z');
  const start = (at: number) => new Date(opens + at * half).toISOString().replace('.000', '');

  it('what is offered is what a list of taken half hours leaves free, and no two claims overlap', async () => {
    const seen: Record<string, number> = {};
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const practice = await given.practice();
        const offering = await given.offering(practice, { durationMinutes: 30, startEveryMinutes: 30 });
        const taken = new Map<number, string>(); // half hour → by what
        const made: (Blocked & { key: string })[] = [];
        const isFree = (at: number, long: number, but?: string) =>
          Array.from({ length: long }, (_, n) => taken.get(at + n)).every((one) => one === undefined || one === but);
        const lets = (key: string) => [...taken].forEach(([at, one]) => one === key && taken.delete(at));
        const takes = (key: string, at: number, long: number) => {
          lets(key);
          for (let n = 0; n < long; n += 1) taken.set(at + n, key);
        };
        for (const [turn, { kind, at, long }] of sequence.entries()) {
          const span = { start: start(at), end: start(at + long) };
          const one = made[at % Math.max(made.length, 1)];
          const [status, wanted] = await (async () => {
            if (kind === 'book' || (kind !== 'block' && !one)) {
              const free = isFree(at, 1);
              const answer = await app.books('Ana', practice, offering, span.start);
              if (answer.status === 201) taken.set(at, `booked ${turn}`);
              return [answer.status, free];
            }
            if (kind === 'block' || !one) {
              const free = isFree(at, long);
              const answer = await blocks(practice, span);
              if (answer.status === 201) {
                made.push({ ...(answer.body as Blocked), key: `blocked ${turn}` });
                takes(`blocked ${turn}`, at, long);
              }
              return [answer.status, free];
            }
            if (kind === 'free') {
              made.splice(made.indexOf(one), 1);
              lets(one.key);
              return [(await app.as(practice).delete(`/blocked-times/${one.id}`)).status, true];
            }
            const free = isFree(at, long, one.key);
            const answer = await moves(practice, one, span);
            if (answer.status === 200) {
              made.splice(made.indexOf(one), 1, { ...(answer.body as Blocked), key: one.key });
              takes(one.key, at, long);
            }
            return [answer.status, free];
          })();
          expect([kind, status < 300]).toEqual([kind, wanted]);
          seen[`${kind} ${status}`] = (seen[`${kind} ${status}`] ?? 0) + 1;
        }
        const free = Array.from({ length: 16 }, (_, at) => at).filter((at) => !taken.has(at));
        expect(await offered(practice, offering, '2027-01-12')).toEqual(free.map((at) => start(at).slice(11, 16)));
        const overlaps = await app.sql(
          `SELECT 1 FROM time_claims one JOIN time_claims other ON one.id < other.id AND one.blocked && other.blocked
           WHERE one.practice_id = $1 AND other.practice_id = $1 AND one.live AND other.live`,
          [practice.id],
        );
        expect(overlaps).toEqual([]);
      }),
      { numRuns: 10 },
    );
    for (const kind of ['book 201', 'book 409', 'block 201', 'block 409', 'move 200', 'move 409', 'free 204'])
      expect(seen[kind] ?? 0).toBeGreaterThan(0);
  });
});
