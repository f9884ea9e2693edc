import { system } from '#platform';
import { AppointmentService, bookingStandsFrom } from '#scheduling';
import { signsIn } from '../support/insiders.js';
import type { GivenOffering, GivenPractice } from '../support/given.js';
import { opensInBrowser, signInSecret } from '../support/private-door.js';
import { Payer } from '../support/payments.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given, clock } = app;
const payer = new Payer(app);
const ten = '2027-01-14T10:00:00Z';
const two = '2027-01-14T14:00:00Z';
const night = '2027-01-14T22:07:00Z';
const zone = 'Europe/London';

const person = (name: string) => ({ name, email: `${name.toLowerCase()}@example.org`, timeZone: zone });
const books = (practice: GivenPractice, offering: GivenOffering, client: unknown, start: unknown, more: object = {}) =>
  app
    .as(practice)
    .post('/appointments')
    .send({ offering: offering.id, coach: practice.coach.id, client, start, ...more });
const acts = (practice: GivenPractice, id: string, action: string, body: object = {}) =>
  app.as(practice).post(`/appointments/${id}/${action}`).send(body);
const subjects = (name: string) =>
  app.mailbox.messages(`${name.toLowerCase()}@example.org`).map(({ subject }) => subject);
const toldTo = (practice: GivenPractice) =>
  subjects(practice.coach.slug).filter((subject) => subject !== 'You are invited');

describe('Staff book for a client (issue 4, item 4)', () => {
  it('and read other times on the coach’s wall, wherever the client is, when booking and when moving', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const abroad = { ...person('Mia'), timeZone: 'Europe/Madrid' };
    await books(practice, offering, person('Ned'), two);
    const walls = (body: { alternatives: { start: string; local: string; offset: string }[] }) =>
      body.alternatives.map(({ start, local, offset }) => [start === `${local}:00Z`, offset]);
    const onTheCoachs = Array(6).fill([true, '+00:00']);

    expect(walls((await books(practice, offering, abroad, two)).body)).toEqual(onTheCoachs);
    const made = await books(practice, offering, abroad, ten);
    const late = await acts(practice, made.body.id, 'reschedule', { start: two });
    expect(late).toBeProblem(409, '/problems/slot-taken');
    expect(walls(late.body)).toEqual(onTheCoachs);
  });

  it('and nobody is told within the three minutes in which it may be taken back, nor ever if it was', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const made = await books(practice, offering, person('Ada'), ten);
    expect(made.body).toMatchObject({ status: 'confirmed', bookedBy: 'practice', bookedAt: '2027-01-11T09:00:00Z' });
    clock.advance({ minutes: 2, seconds: 59 });
    await app.settle();
    expect([subjects('Ada'), toldTo(practice)]).toEqual([[], []]);

    const back = await acts(practice, made.body.id, 'undo');
    expect(back.body).toMatchObject({ status: 'cancelled', history: [{}, { action: 'appointment.undone' }] });
    clock.advance({ hours: 1 });
    await app.settle();
    expect([subjects('Ada'), toldTo(practice)]).toEqual([[], []]);
    const [client] = (await app.as(practice).get('/clients?q=ada')).body.data;
    expect(client.kind).toBe('contact');
    expect((await books(practice, offering, client.id, ten)).status).toBe(201); // the time is free again
  });

  it('and each is told once when they are over, from when on it can be cancelled and no longer taken back', async () => {
    const practice = await given.practice();
    const made = await books(practice, await given.offering(practice), person('Bea'), ten);
    await app.settle();
    clock.advance({ minutes: 3 });
    await app.settle();
    expect(subjects('Bea')).toEqual(['Your appointment is confirmed']);
    expect(toldTo(practice)).toEqual(['A new appointment']);
    expect(bookingStandsFrom('practice', new Date(made.body.bookedAt))).toEqual(clock.now());
    expect(await acts(practice, made.body.id, 'undo')).toBeProblem(409, '/problems/undo-too-late');
  });

  it('and the form, the series that booking ends, and who they are wait for it too', async () => {
    const practice = await given.practice();
    const form = await app
      .as(practice)
      .post('/forms')
      .send({
        slug: 'before',
        name: 'Before',
        kind: 'intake',
        definition: { questions: [{ id: 'one', kind: 'yes_no', label: 'Are you well?' }] },
      });
    const offering = await given.offering(practice, { intakeForm: form.body.id });
    const sequence = await app
      .as(practice)
      .post('/sequences')
      .send({
        slug: 'come-back',
        name: 'Come back',
        trigger: 'manual',
        exitRules: ['booked'],
        steps: [{ delayMinutes: 600, kind: 'service', subject: 'A thought', body: 'Be well.' }],
      });
    const client = (await app.as(practice).post('/clients').send(person('Cyd'))).body;
    const enrolments = `/sequences/${sequence.body.id}/enrolments`;
    await app.as(practice).post(enrolments).send({ client: client.id });
    const standing = async () => ({
      asked: (await app.rows(practice, 'assignments')).length,
      enrolled: (await app.as(practice).get(enrolments)).body.data[0].status as string,
      kind: (await app.as(practice).get(`/clients/${client.id}`)).body.kind as string,
    });
    const untouched = { asked: 0, enrolled: 'active', kind: 'contact' };

    const taken = await books(practice, offering, client.id, ten);
    await app.settle();
    expect(await standing()).toEqual(untouched);
    await acts(practice, taken.body.id, 'undo');
    clock.advance({ minutes: 5 });
    await app.settle();
    expect(await standing()).toEqual(untouched);

    await books(practice, offering, client.id, ten);
    clock.advance({ minutes: 3 });
    await app.settle();
    expect(await standing()).toEqual({ asked: 1, enrolled: 'exited', kind: 'client' });
    expect(subjects('Cyd')).toEqual(['Your appointment is confirmed', 'A few questions before we meet']);
  });

  it('what is to be paid is held for a day; taken back, nobody is asked for anything', async () => {
    const practice = await given.practice();
    const offering = await given.paidOffering(practice);
    const made = await books(practice, offering, person('Dot'), ten);
    expect(made.body).toMatchObject({
      status: 'held',
      holdExpiresAt: '2027-01-12T09:00:00Z',
      payment: { required: true, amount: { amount: 9500, currency: 'GBP' }, status: 'pending' },
    });
    const back = await acts(practice, made.body.id, 'undo');
    expect(back.body).toMatchObject({ status: 'cancelled', payment: { status: 'expired' } });
    const again = await books(practice, offering, person('Dot'), ten);
    clock.advance({ minutes: 3 });
    await app.settle();
    expect(again.status).toBe(201);
    expect(subjects('Dot')).toEqual(['Your time is kept for you']);
  });

  it('and cancel it before anybody was told: nobody hears of either, until that is taken back', async () => {
    const practice = await given.practice();
    const made = await books(practice, await given.offering(practice), person('Eli'), ten);
    await app.settle();
    clock.advance({ minutes: 1 });
    await acts(practice, made.body.id, 'cancel', { reason: 'A slip.' });
    await app.settle();
    clock.advance({ minutes: 2, seconds: 30 });
    await app.settle();
    expect([subjects('Eli'), toldTo(practice)]).toEqual([[], []]);
    expect((await acts(practice, made.body.id, 'undo')).body).toMatchObject({ status: 'confirmed' });
    await app.settle();
    expect(subjects('Eli')).toEqual(['Your appointment is confirmed']);
    expect(toldTo(practice)).toEqual(['A new appointment']);
    // What waited for the booking to stand was not lost by its having been away for a while.
    clock.advance({ minutes: 3 });
    await app.settle();
    expect((await app.as(practice).get('/clients?q=eli')).body.data).toMatchObject([{ kind: 'client' }]);
  });

  it('and cancel it when its client has moved it meanwhile, or paid for it: then they know of it, and are told', async () => {
    const practice = await given.practice();
    const [free, paid] = [await given.offering(practice), await given.paidOffering(practice)];
    const linkOf = ({ attendances }: { attendances: { id: string }[] }) =>
      app.db.inPractice({ practiceId: practice.id, actor: system }, (tx) =>
        app.api.get(AppointmentService, { strict: false }).issueManageToken(tx, attendances[0]!.id),
      );
    const moved = await books(practice, free, person('Eva'), ten);
    const answer = await payer.calls('post', `${await linkOf(moved.body)}/reschedule`, { start: two });
    expect(answer.status).toBe(200);
    const held = await books(practice, paid, person('Fin'), ten);
    const { body } = await payer.calls('post', `${await linkOf(held.body)}/checkout`);
    await payer.pays({ sessionId: /cs_[A-Za-z0-9_]+/.exec(body.checkoutUrl as string)![0] });
    expect((await app.as(practice).get(`/appointments/${held.body.id}`)).body).toMatchObject({ status: 'confirmed' });
    for (const { body: one } of [moved, held]) {
      expect(await acts(practice, one.id, 'undo')).toBeProblem(409, '/problems/appointment-closed');
      expect((await acts(practice, one.id, 'cancel')).status).toBe(200);
    }
    clock.advance({ minutes: 4 });
    await app.settle();
    expect([subjects('Eva'), subjects('Fin')]).toEqual([
      ['Your appointment is cancelled'],
      ['Your appointment is cancelled'],
    ]);
  });

  it('and move it at once: each is told the time that stands, and both steps can be taken back', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const made = await books(practice, offering, person('Flo'), ten);
    await app.settle();
    await acts(practice, made.body.id, 'reschedule', { start: two });
    await app.settle();
    clock.advance({ minutes: 3 });
    await app.settle();
    expect(subjects('Flo')).toEqual(['Your appointment is confirmed']);
    expect(app.mailbox.messages('flo@example.org')[0]?.text).toContain('14:00');

    const other = await books(practice, offering, person('Gus'), ten);
    await acts(practice, other.body.id, 'reschedule', { start: '2027-01-14T12:00:00Z' });
    expect((await acts(practice, other.body.id, 'undo')).body).toMatchObject({ status: 'confirmed', start: ten });
    expect((await acts(practice, other.body.id, 'undo')).body).toMatchObject({ status: 'cancelled' });
    clock.advance({ minutes: 10 });
    await app.settle();
    expect(subjects('Gus')).toEqual([]);
  });

  it('lifting hours and notice with a reason that is sealed and audited, never an overlap', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    expect(await books(practice, offering, person('Hal'), night)).toBeProblem(409, '/problems/slot-not-offered');
    const query = new URLSearchParams({ offering: offering.id, coach: practice.coach.id, start: night });
    const why = await app.as(practice).get(`/slots/explain?${query.toString()}`);
    expect(why.body.reasons.map(({ rule }: { rule: string }) => rule)).toEqual(['hours']);
    const override = { reason: 'He works by day, and asked for it.' };
    const noReason = await books(practice, offering, person('Hal'), night, { override: { reason: ' ' } });
    expect(noReason).toBeProblem(400, '/problems/invalid');
    const made = await books(practice, offering, person('Hal'), night, { override });
    const { history } = (await app.as(practice).get(`/appointments/${made.body.id}`)).body;
    expect(history).toMatchObject([
      { action: 'appointment.confirmed' },
      { action: 'appointment.rules-lifted', reason: override.reason },
    ]);
    expect(await app.findInDatabase('works by day')).toEqual([]);
    const over = await books(practice, offering, person('Ida'), '2027-01-14T22:30:00Z', { override });
    expect(over).toBeProblem(409, '/problems/slot-taken');
  });

  it('at a typed time; one that the clock skips or has twice is asked about', async () => {
    clock.set('2027-03-20T09:00:00Z');
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const override = { reason: 'Early bird.' };
    const start = { local: '2027-03-28T01:30', timeZone: zone };
    const asked = await books(practice, offering, person('Jo'), start, { override });
    expect(asked).toBeProblem(409, '/problems/time-unclear');
    const [, later] = asked.body.choices as { start: string }[];
    expect((await books(practice, offering, person('Jo'), later!.start, { override })).body).toMatchObject({
      start: '2027-03-28T01:30:00Z',
      local: '2027-03-28T02:30',
    });
  });

  it('as the coach of it, an assistant or the owner, and no other coach; a client finds nothing that was taken back', async () => {
    const practice = await given.practice();
    const coach = await signsIn(app, practice, { role: 'coach', coach: true });
    const colleague = await signsIn(app, practice, { role: 'coach', coach: true });
    const assistant = await signsIn(app, practice, { role: 'assistant' });
    const offering = await given.offering(practice, { coachIds: [coach.coachId] });
    const wanted = { offering: offering.id, coach: coach.coachId, client: person('Kit'), start: ten };
    expect(await colleague.post('/appointments', wanted)).toBeProblem(403, '/problems/forbidden');
    const made = await assistant.post('/appointments', wanted);
    expect(await colleague.post(`/appointments/${made.body.id}/undo`, {})).toBeProblem(403, '/problems/forbidden');
    expect((await coach.post(`/appointments/${made.body.id}/undo`, {})).body).toMatchObject({ status: 'cancelled' });
    const [client] = (await app.as(practice).get('/clients?q=kit')).body.data;
    const list = await app.as(practice).get(`/appointments?client=${client.id}`);
    expect(list.body.data).toHaveLength(1);
    const browser = await opensInBrowser(app, await signInSecret(app, practice.id, client.id));
    expect((await browser.call('get', '/appointments')).body.data).toEqual([]);
    const dates = new URLSearchParams({ from: '2027-01-14', to: '2027-01-14', timeZone: zone });
    const free = await coach.get(`/slots?offering=${offering.id}&coach=${coach.coachId}&${dates.toString()}`);
    expect(free.body.days[0].slots[1]).toMatchObject({ start: ten, local: '2027-01-14T10:00', offset: '+00:00' });
  });

  it("leaves a client's own booking alone: only what the practice entered is taken back", async () => {
    const practice = await given.practice();
    const booking = await payer.books('Lou', practice, await given.offering(practice), ten);
    expect(await acts(practice, booking.id, 'undo')).toBeProblem(409, '/problems/appointment-closed');
    expect((await app.as(practice).get(`/appointments/${booking.id}`)).body).toMatchObject({ bookedBy: 'client' });
  });
});
