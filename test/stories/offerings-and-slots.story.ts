import { AppointmentService, OfferingService, SlotService, SlotTaken, type HoldRelease } from '#scheduling';
import { CaseService, ClientService } from '#clients';
import type { Here } from '#platform';
import { everyDay, type GivenOffering, type GivenPractice } from '../support/given.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
const slots = (practice: GivenPractice, offering: { slug: string }, query: string) =>
  app.visitor.get(`/api/v1/public/practices/${practice.slug}/offerings/${offering.slug}/slots?${query}`);
const startsOf = (answer: { body: { days: { slots: { start: string }[] }[] } }) =>
  answer.body.days.flatMap((day) => day.slots.map(({ start }) => start));

const sessions = (practice: GivenPractice, more: Record<string, unknown> = {}) => ({
  slug: 'sessions',
  name: 'Sessions',
  kind: 'individual',
  durationMinutes: 60,
  startEveryMinutes: 60,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minimumNoticeMinutes: 0,
  bookingWindowDays: 60,
  approval: 'automatic',
  price: { amount: 0, currency: 'GBP' },
  payment: 'none',
  coachIds: [practice.coach.id],
  ...more,
});

describe('What can be booked (item 7)', () => {
  it('is made, read and changed by its practice, each change named by its revision', async () => {
    const practice = await given.practice();
    const admin = app.as(practice);
    const made = await admin.post('/offerings').send(sessions(practice, { maxPerDay: 4 }));
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ slug: 'sessions', maxPerDay: 4, seats: null, active: true, revision: 1 });

    const path = `/offerings/${made.body.id}`;
    const changed = await admin
      .patch(path)
      .set('If-Match', made.headers['etag']!)
      .send({ name: 'Talks', maxPerDay: null });
    expect(changed.body).toMatchObject({ name: 'Talks', maxPerDay: null, durationMinutes: 60, revision: 2 });
    expect((await admin.patch(path).set('If-Match', made.headers['etag']!).send({ name: 'Late' })).status).toBe(412);
    expect((await admin.patch(path).send({ name: 'Late' })).status).toBe(428);
    expect((await admin.get(path)).body).toEqual(changed.body);
    expect((await admin.get('/offerings')).body.data).toEqual([changed.body]);

    const seen = await app.visitor.get(`/api/v1/public/practices/${practice.slug}`);
    expect(seen.body.offerings).toMatchObject([{ slug: 'sessions', name: 'Talks', coaches: [practice.coach.slug] }]);
    const actions = (await app.rows<{ action: string }>(practice, 'audit_entries')).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['offering.created', 'offering.changed', 'availability.changed']));
  });

  it('needs a price where it is paid, coaches that exist and a slug of its own', async () => {
    const practice = await given.practice();
    const foreign = await given.practice();
    const admin = app.as(practice);
    const unpaid = await admin.post('/offerings').send(sessions(practice, { payment: 'full' }));
    expect(unpaid.body.errors).toMatchObject([{ path: 'price.amount' }]);
    const stranger = await admin
      .post('/offerings')
      .send(sessions(practice, { coachIds: [practice.coach.id, foreign.coach.id] }));
    expect(stranger.body).toMatchObject({ status: 404, errors: [{ path: 'coachIds.1' }] });

    const { body } = await admin.post('/offerings').send(sessions(practice));
    expect(await admin.post('/offerings').send(sessions(practice))).toBeProblem(409, '/problems/slug-taken');
    const unpriced = await admin.patch(`/offerings/${body.id}`).set('If-Match', '"1"').send({ payment: 'full' });
    expect(unpriced.body.errors).toMatchObject([{ path: 'price.amount' }]);
    expect(await app.rows(practice, 'offerings')).toHaveLength(1);
  });

  it('is priced in the currency of its practice, and at what a card can be charged', async () => {
    const practice = await given.practice({ currency: 'KWD' });
    const admin = app.as(practice);
    const offer = (terms: Record<string, unknown>) => admin.post('/offerings').send(sessions(practice, terms));
    const dinars = (amount: number) => ({ amount, currency: 'KWD' });
    for (const [terms, path] of [
      [{}, 'price.currency'],
      [{ price: { amount: 9500, currency: 'GBP' }, payment: 'full' }, 'price.currency'],
      [{ price: dinars(9505), payment: 'full' }, 'price.amount'],
      [{ price: dinars(9500), payment: 'deposit', deposit: dinars(1005) }, 'deposit.amount'],
      [{ price: dinars(9500), payment: 'deposit', deposit: { amount: 10, currency: 'GBP' } }, 'deposit.currency'],
    ] as const) {
      const refused = await offer(terms);
      expect([refused.status, refused.body.errors]).toEqual([400, [expect.objectContaining({ path })]]);
    }
    const { status, body } = await offer({ price: dinars(9500), payment: 'full' });
    expect(status).toBe(201);
    const change = (price: object) => admin.patch(`/offerings/${body.id}`).set('If-Match', '"1"').send({ price });
    expect((await change({ amount: 9500, currency: 'GBP' })).body.errors).toMatchObject([{ path: 'price.currency' }]);
    expect((await change(dinars(9505))).body.errors).toMatchObject([{ path: 'price.amount' }]);
    expect((await change(dinars(9600))).status).toBe(200);
  });

  it('is not charged for before the practice has an account', async () => {
    const practice = await given.practice();
    await app.sql('UPDATE practice_settings SET payments_ready = false WHERE practice_id = $1', [practice.id]);
    const paid = sessions(practice, { payment: 'full', price: { amount: 9500, currency: 'GBP' } });
    expect(await app.as(practice).post('/offerings').send(paid)).toBeProblem(409, '/problems/payments-not-ready');
  });
});

describe('When it can be booked (item 7)', () => {
  it("follows the coach's hours and is told in the zone of whoever asks, every date present", async () => {
    const practice = await given.practice({ timeZone: 'Europe/Paris' });
    const offering = await given.offering(practice, { startEveryMinutes: 240 });
    const answer = await slots(practice, offering, 'from=2027-01-12&to=2027-01-13&timeZone=Asia/Tokyo');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ timeZone: 'Asia/Tokyo', offering: offering.slug });
    expect(answer.body.days.map((day: { date: string }) => day.date)).toEqual(['2027-01-12', '2027-01-13']);
    expect(answer.body.days[0].slots).toEqual([
      {
        start: '2027-01-12T08:00:00Z',
        end: '2027-01-12T09:00:00Z',
        local: '2027-01-12T17:00',
        offset: '+09:00',
        coach: practice.coach.slug,
      },
      {
        start: '2027-01-12T12:00:00Z',
        end: '2027-01-12T13:00:00Z',
        local: '2027-01-12T21:00',
        offset: '+09:00',
        coach: practice.coach.slug,
      },
    ]);
  });

  it('changes with the hours, an override without any closes the day', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    await given.availability(practice, practice.coach.id, {
      timeZone: 'Europe/London',
      weekly: [{ days: ['tue', 'wed'], from: '09:00', to: '11:00' }],
      overrides: [{ date: '2027-01-12', hours: [] }],
    });
    const answer = await slots(practice, offering, 'from=2027-01-12&to=2027-01-14&timeZone=Europe/London');
    expect(startsOf(answer)).toEqual(['2027-01-13T09:00:00Z', '2027-01-13T10:00:00Z']);
  });

  it('refuses more than 62 days, impossible dates and zones, and a coach who does not offer it', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const path = async (query: string) => {
      const answer = await slots(practice, offering, query);
      expect(answer.status).toBe(400);
      return answer.body.errors.map((fault: { path: string }) => fault.path);
    };
    expect(await path('from=2027-01-01&to=2027-03-04&timeZone=UTC')).toEqual(['to']);
    expect(await path('from=2027-02-30&to=2027-03-04&timeZone=UTC')).toEqual(['from']);
    expect(await path('from=2027-01-12&to=2027-01-12&timeZone=Mars/Olympus')).toEqual(['timeZone']);
    expect(await path('from=2027-01-12&to=2027-01-12&timeZone=UTC&coach=nobody')).toEqual(['coach']);
    expect(await path('from=2027-01-12&to=2027-01-12&timeZone=UTC&colour=red')).toEqual(['colour']);
    expect((await slots(practice, { slug: 'nothing' }, 'from=2027-01-12&to=2027-01-12&timeZone=UTC')).status).toBe(404);
  });

  it('is not listed by the ten thousand: who asks for too much at once is told so, and pages show a week as ever', async () => {
    const practice = await given.practice();
    const weekly = [{ ...everyDay[0]!, from: '00:00', to: '24:00' }];
    const coaches = [];
    for (let coach = 0; coach < 3; coach += 1) coaches.push(await given.coach(practice, { weekly }));
    const often = { startEveryMinutes: 5, durationMinutes: 5, bookingWindowDays: 365 };
    const offering = await given.offering(practice, { ...often, coachIds: coaches.map(({ id }) => id) });
    const path = `/api/v1/public/practices/${practice.slug}/offerings/${offering.slug}/slots`;
    const asks = (to: string, coach = '') =>
      app.visitor.get(`${path}?from=2027-01-12&to=${to}&timeZone=Europe/London${coach}`);
    const refused = await asks('2027-03-14');
    expect(refused).toBeProblem(400, '/problems/invalid');
    expect(refused.body.errors).toEqual([expect.objectContaining({ path: 'to' })]);
    expect((await asks('2027-01-12')).body.days[0].slots).toHaveLength(3 * 288);
    const page = await app.visitor.get(`/${practice.slug}/book/${offering.slug}`);
    expect([page.status, page.text.includes('2027-01-12T10:05:00Z')]).toEqual([200, true]);
  });

  it('refuses hours that overlap by the path of the later ones, and keeps what was', async () => {
    const practice = await given.practice();
    const path = `/coaches/${practice.coach.id}/availability`;
    const before = await app.as(practice).get(path);
    const weekly = [
      { days: ['mon'], from: '09:00', to: '12:00' },
      { days: ['mon'], from: '11:00', to: '13:00' },
    ];
    const refused = await app
      .as(practice)
      .put(path)
      .set('If-Match', before.headers['etag']!)
      .send({ timeZone: 'Europe/London', weekly, overrides: [] });
    expect(refused.status).toBe(400);
    expect(refused.body.errors).toMatchObject([{ path: 'weekly.1.from' }]);
    expect((await app.as(practice).get(path)).body).toEqual(before.body);
  });
});

describe('Claiming a time (item 7)', () => {
  const visitor = (practice: GivenPractice): Here => ({ practiceId: practice.id, actor: { kind: 'visitor' } });

  function book(practice: GivenPractice, offering: GivenOffering, start: string, name = 'Ana') {
    const [offerings, slotService] = [app.api.get(OfferingService), app.api.get(SlotService)];
    const [clients, cases] = [app.api.get(ClientService), app.api.get(CaseService)];
    return app.db.inPractice(visitor(practice), async (tx) => {
      const found = await offerings.getBySlug(tx, offering.slug);
      const release: HoldRelease = async (_tx, ids) => {
        for (const id of ids) await app.api.get(AppointmentService).expire(tx, id);
        return ids.length > 0;
      };
      const slot = await slotService.claim(tx, found, { start: new Date(start), timeZone: 'UTC' }, release);
      const person = { name, email: `${name.toLowerCase()}@example.org`, timeZone: 'UTC' };
      const { clientId } = await clients.meet(tx, person);
      const { caseId } = await cases.openFor(tx, { clientId, coachId: slot.coachId, kind: 'individual' });
      const wanted = { offering: found, caseId, clientId, name, timeZone: 'UTC', slot, status: 'held' as const };
      return app.api.get(AppointmentService).hold(tx, wanted);
    });
  }

  it('has one winner of 64 who want it at once, and leaves nothing of the others behind', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice, { bufferAfterMinutes: 15 });
    const tries = Array.from({ length: 64 }, (_, n) => book(practice, offering, '2027-01-12T09:00:00Z', `Person${n}`));
    const results = await Promise.allSettled(tries);
    const lost = results.filter((one) => one.status === 'rejected').map((one) => one.reason as unknown);
    expect(lost).toHaveLength(63);
    for (const reason of lost) {
      expect(reason).toBeInstanceOf(SlotTaken);
      expect((reason as SlotTaken).alternatives).toHaveLength(6);
    }
    for (const table of ['appointments', 'attendances', 'time_claims', 'clients', 'cases', 'participants'])
      expect(await app.rows(practice, table)).toHaveLength(1);
  });

  it('takes the first free coach by name in the address bar, then the next', async () => {
    const practice = await given.practice();
    const second = await given.coach(practice, { slug: 'aaron' });
    const offering = await given.offering(practice, { coachIds: [practice.coach.id, second.id] });
    await book(practice, offering, '2027-01-12T09:00:00Z', 'Ana');
    await book(practice, offering, '2027-01-12T09:00:00Z', 'Ben');
    await expect(book(practice, offering, '2027-01-12T09:00:00Z', 'Cy')).rejects.toMatchObject({ code: 'slot-taken' });
    const rows = await app.rows<{ coach_id: string }>(practice, 'appointments');
    expect(rows.map((row) => row.coach_id)).toEqual([second.id, practice.coach.id]);
  });

  it('tells a start that is not on the list from one that is taken, with up to six times near it', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    await book(practice, offering, '2027-01-12T12:00:00Z');
    const refused = (start: string) => book(practice, offering, start).catch((error: unknown) => error as SlotTaken);
    const alternatives = ['09', '10', '11', '13', '14', '15'].map((hour) => `2027-01-12T${hour}:00:00Z`);
    const taken = (await refused('2027-01-12T12:00:00Z')) as SlotTaken;
    expect([taken.code, taken.alternatives.map(({ start }) => start)]).toEqual(['slot-taken', alternatives]);
    for (const start of [
      '2027-01-12T12:01:00Z',
      '2027-01-12T07:00:00Z',
      '2027-01-11T08:00:00Z',
      '2027-05-12T09:00:00Z',
    ])
      expect(await refused(start)).toMatchObject({ code: 'slot-not-offered' });
  });

  it('releases a hold whose time to pay is over, in the transaction of whoever wants the time next', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const first = await book(practice, offering, '2027-01-12T09:00:00Z', 'Ana');
    app.clock.set('2027-01-11T09:14:59Z');
    await expect(book(practice, offering, '2027-01-12T09:00:00Z', 'Ben')).rejects.toBeInstanceOf(SlotTaken);
    app.clock.set('2027-01-11T09:15:00Z');
    const second = await book(practice, offering, '2027-01-12T09:00:00Z', 'Ben');
    const statuses = (await app.rows<{ id: string; status: string }>(practice, 'appointments')).map((row) => [
      row.id,
      row.status,
    ]);
    expect(statuses).toEqual([
      [first.appointmentId, 'expired'],
      [second.appointmentId, 'held'],
    ]);
  });

  it('gives an expired appointment its time back only while it is free and ahead', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const steps = app.api.get(AppointmentService);
    const { appointmentId } = await book(practice, offering, '2027-01-12T09:00:00Z', 'Ana');
    const inside = <T>(work: Parameters<typeof app.db.inPractice<T>>[1]) => app.db.inPractice(visitor(practice), work);
    await inside((tx) => steps.expire(tx, appointmentId));
    const rival = await book(practice, offering, '2027-01-12T09:00:00Z', 'Ben');
    expect(await inside((tx) => steps.reSeat(tx, appointmentId))).toBe(false);
    await inside((tx) => steps.confirm(tx, rival.appointmentId));
    await inside((tx) => steps.cancel(tx, rival.appointmentId, 'client'));
    expect(await inside((tx) => steps.reSeat(tx, appointmentId))).toBe(true);
    await expect(inside((tx) => steps.undo(tx, rival.appointmentId))).rejects.toMatchObject({ code: 'slot-taken' });
    await expect(inside((tx) => steps.complete(tx, appointmentId))).rejects.toMatchObject({ code: 'too-early' });
    app.clock.set('2027-01-12T09:00:00Z');
    await inside((tx) => steps.complete(tx, appointmentId));
    await expect(inside((tx) => steps.cancel(tx, appointmentId, 'practice'))).rejects.toMatchObject({
      code: 'appointment-closed',
    });
  });

  it('stands in the calendar with its people and its history, page by page', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    for (const hour of ['11', '09', '10']) await book(practice, offering, `2027-01-12T${hour}:00:00Z`, 'Ana');
    const admin = app.as(practice);
    const first = await admin.get('/appointments?limit=2&status=held&from=2027-01-12T00:00:00Z');
    expect(first.body.data.map((one: { start: string }) => one.start)).toEqual([
      '2027-01-12T09:00:00Z',
      '2027-01-12T10:00:00Z',
    ]);
    const rest = await admin.get(`/appointments?limit=2&status=held&cursor=${first.body.nextCursor}`);
    expect([rest.body.data.length, rest.body.nextCursor]).toEqual([1, null]);
    const one = await admin.get(`/appointments/${rest.body.data[0].id}`);
    expect(one.body).toMatchObject({
      local: '2027-01-12T11:00',
      offset: '+00:00',
      attendances: [{ name: 'Ana', status: 'accepted' }],
      payment: { required: false, amount: { amount: 0, currency: 'GBP' } },
      history: [{ action: 'appointment.held', actor: { kind: 'visitor', id: null } }],
    });
    expect((await admin.get('/appointments?cursor=nonsense')).body.errors).toMatchObject([{ path: 'cursor' }]);
    const stranger = await given.practice();
    expect((await app.as(stranger).get(`/appointments/${one.body.id}`)).status).toBe(404);
  });
});
