import { agreesForTwo } from '../support/answers-for-two.js';
import { cards, Payer, type ManagedBody } from '../support/payments.js';
import type { GivenPractice } from '../support/given.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given, clock } = app;
const payer = new Payer(app);
const ten = '2027-01-14T10:00:00Z';
const eleven = '2027-01-14T11:00:00Z';
const two = '2027-01-14T14:00:00Z';

interface Answer extends ManagedBody {
  appointment: ManagedBody['appointment'] & { start: string; end: string; sequence: number };
  rescheduleUntil?: string;
}

let people = 0;

async function aBooking(wishes: Record<string, unknown> = {}, start = ten) {
  const name = `Mia${(people += 1)}`;
  const practice = await given.practice();
  const offering = await given.offering(practice, wishes);
  const booking = await payer.books(name, practice, offering, start);
  return { practice, offering, booking, email: `${name.toLowerCase()}@example.org` };
}
const moves = (booking: { token: string }, start: string) =>
  payer.calls('post', `${booking.token}/reschedule`, { start });
const sees = async (booking: { token: string; id: string; sessionId: string }) =>
  (await payer.sees(booking)) as unknown as Answer;
const claims = async (practice: GivenPractice) =>
  (await app.rows<{ start_at: Date; live: boolean }>(practice, 'time_claims'))
    .filter(({ live }) => live)
    .map(({ start_at }) => start_at.toISOString());
const subjects = (address: string) => app.mailbox.messages(address).map(({ subject }) => subject);

describe('A client moves their appointment over its link (issue 4, item 4)', () => {
  it('and it is the same appointment at another time: its sequence counts on, its old time is kept, and is free again', async () => {
    const { practice, offering, booking } = await aBooking();
    const answer = await moves(booking, two);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      appointment: { id: booking.id, status: 'confirmed', start: two, end: '2027-01-14T15:00:00Z', sequence: 1 },
      actions: ['reschedule', 'cancel', 'calendar'],
    });
    expect(await claims(practice)).toEqual(['2027-01-14T14:00:00.000Z']);
    const seen = await app.as(practice).get(`/appointments/${booking.id}`);
    expect(seen.body).toMatchObject({
      sequence: 1,
      start: two,
      moves: [{ from: ten, movedAt: '2027-01-11T09:00:00Z', by: 'client', takesBack: false }],
    });
    expect(seen.body.history.map(({ action }: { action: string }) => action)).toEqual([
      'appointment.confirmed',
      'appointment.rescheduled',
    ]);
    expect((await app.books('Ned', practice, offering, ten)).status).toBe(201);
  });

  it('by half an hour, since its own time is not in its way, nor counted against the limits of the day', async () => {
    const { booking } = await aBooking({ startEveryMinutes: 30, maxPerDay: 1, bufferAfterMinutes: 15 });
    expect((await moves(booking, '2027-01-14T10:30:00Z')).body).toMatchObject({
      appointment: { start: '2027-01-14T10:30:00Z', sequence: 1 },
    });
    expect((await moves(booking, ten)).body).toMatchObject({ appointment: { start: ten, sequence: 2 } });
  });

  it('to the time it has, which changes nothing and is answered alike, so that a call may be repeated', async () => {
    const { practice, booking } = await aBooking();
    expect((await moves(booking, ten)).body).toMatchObject({ appointment: { start: ten, sequence: 0 } });
    await moves(booking, two);
    expect((await moves(booking, two)).body).toMatchObject({ appointment: { start: two, sequence: 1 } });
    expect(await app.rows(practice, 'appointment_moves')).toHaveLength(1);
  });

  it('once for one Idempotency-Key, and not again with another body', async () => {
    const { practice, booking } = await aBooking();
    const call = (start: string) =>
      app.visitor
        .post(`/api/v1/public/appointments/${booking.token}/reschedule`)
        .set('Idempotency-Key', 'move-once')
        .send({ start });
    const first = await call(two);
    await moves(booking, eleven);
    const again = await call(two);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect((await call(ten)).status).toBe(422);
    expect(await claims(practice)).toEqual(['2027-01-14T11:00:00.000Z']);
  });

  it('only to a time that is offered and free; the refusal names others, never its own', async () => {
    const { practice, offering, booking } = await aBooking();
    await app.books('Ned', practice, offering, eleven);
    const taken = await moves(booking, eleven);
    expect(taken).toBeProblem(409, '/problems/slot-taken');
    const starts = (taken.body.alternatives as { start: string }[]).map(({ start }) => start);
    expect(starts).toHaveLength(6);
    expect(starts).not.toContain(ten);
    for (const start of [
      '2027-01-14T10:30:00Z',
      '2027-01-14T20:00:00Z',
      '2027-01-10T10:00:00Z',
      '2028-01-14T10:00:00Z',
    ])
      expect(await moves(booking, start)).toBeProblem(409, '/problems/slot-not-offered');
    expect((await sees(booking)).appointment).toMatchObject({ start: ten, sequence: 0 });
    expect(await app.rows(practice, 'appointment_moves')).toEqual([]);
  });

  it('choosing among the times of its coach and length, as if it were not there itself', async () => {
    const { practice, offering, booking } = await aBooking({ startEveryMinutes: 30 });
    const other = await given.coach(practice);
    const { revision } = (await app.as(practice).get(`/offerings/${offering.id}`)).body;
    await app
      .as(practice)
      .patch(`/offerings/${offering.id}`)
      .set('If-Match', `"${revision}"`)
      .send({ coachIds: [practice.coach.id, other.id], durationMinutes: 120 });
    const day = 'from=2027-01-14&to=2027-01-14&timeZone=Europe/London';
    const times = await payer.calls('get', `${booking.token}/slots?${day}`);
    const slots = times.body.days[0].slots as { start: string; end: string; coach: string }[];
    expect(slots[0]).toMatchObject({ start: '2027-01-14T09:00:00Z', end: '2027-01-14T10:00:00Z' });
    expect(slots.map(({ start }) => start.slice(11, 16)).join(' ')).toContain('09:00 09:30 10:30 11:00');
    expect(new Set(slots.map(({ coach }) => coach))).toEqual(new Set([practice.coach.slug]));
    expect((await moves(booking, '2027-01-14T16:00:00Z')).body).toMatchObject({
      appointment: { end: '2027-01-14T17:00:00Z' },
    });
  });

  it('as long as cancelling would cost nothing, and says until when', async () => {
    const practice = await given.practice();
    const offering = await given.paidOffering(practice);
    const booking = await payer.books('Pia', practice, offering, ten);
    expect(await moves(booking, two)).toBeProblem(409, '/problems/appointment-closed'); // its page to pay on is open
    expect(await payer.pays(booking, cards.pays)).toBe('paid');
    expect((await sees(booking)).rescheduleUntil).toBe('2027-01-13T10:00:00Z');
    clock.set('2027-01-13T09:59:59Z');
    expect((await moves(booking, two)).status).toBe(200);
    expect((await sees(booking)).rescheduleUntil).toBe('2027-01-13T14:00:00Z');
    clock.set('2027-01-13T14:00:00Z');
    const late = await moves(booking, '2027-01-15T10:00:00Z');
    expect(late).toBeProblem(409, '/problems/too-late-to-move');
    expect(late.body).toMatchObject({ until: '2027-01-13T14:00:00Z' });
    const seen = await sees(booking);
    expect(seen.actions).toEqual(['cancel', 'calendar']);
    expect(seen).not.toHaveProperty('rescheduleUntil');
    expect((await moves(booking, two)).status).toBe(200); // where it is already
  });

  it('until its start where nothing was paid, and never once it began or is over', async () => {
    const { practice, booking } = await aBooking();
    clock.set('2027-01-14T09:59:00Z');
    expect((await sees(booking)).rescheduleUntil).toBe(ten);
    expect((await moves(booking, two)).status).toBe(200);
    clock.set(two);
    expect(await moves(booking, '2027-01-15T10:00:00Z')).toBeProblem(409, '/problems/appointment-closed');
    await app.as(practice).post(`/appointments/${booking.id}/complete`).send({});
    expect(await moves(booking, '2027-01-15T10:00:00Z')).toBeProblem(409, '/problems/appointment-closed');
  });

  it('and the link that was mailed before answers until thirty days after the new time', async () => {
    const { booking } = await aBooking();
    await moves(booking, '2027-03-05T10:00:00Z');
    clock.set('2027-04-04T10:59:00Z');
    expect((await sees(booking)).appointment.start).toBe('2027-03-05T10:00:00Z');
    clock.set('2027-04-04T11:01:00Z');
    expect((await payer.calls('get', booking.token)).status).toBe(404);
  });
});

describe('A request that waits for its answer', () => {
  it('is moved by who asked, waits no longer than before, and the coach is asked about the new time', async () => {
    const { practice, booking, email } = await aBooking({ approval: 'coach' });
    await app.settle();
    clock.advance({ hours: 47 });
    expect((await moves(booking, two)).body).toMatchObject({ appointment: { status: 'pending_approval', start: two } });
    await app.settle();
    expect(subjects(email)).toEqual(['Your request has arrived', 'Your request has arrived']);
    expect(app.mailbox.messages(email).at(-1)?.text).toContain('14:00');
    expect(subjects(`${practice.coach.slug}@example.org`).filter((one) => one.includes('request'))).toHaveLength(2);
    clock.advance({ hours: 1, seconds: 1 });
    await app.settle();
    expect((await sees(booking)).appointment.status).toBe('expired');
  });

  it('is answered by the coach, not moved', async () => {
    const { practice, booking } = await aBooking({ approval: 'coach' });
    const moved = await app.as(practice).post(`/appointments/${booking.id}/reschedule`).send({ start: two });
    expect(moved).toBeProblem(409, '/problems/appointment-closed');
  });
});

describe('A joint appointment', () => {
  it('is moved by the practice alone, whether it is asked for or agreed, so that nobody moves it for the other', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice, { kind: 'couple' });
    const partner = { name: 'Ben', email: 'ben@example.org', timeZone: 'Europe/Madrid' };
    const answer = await app.books('Ana', practice, offering, ten, { partner });
    const token = (answer.body.manageUrl as string).split('/').at(-1)!;
    const id = answer.body.appointment.id as string;
    const booking = { token, id, sessionId: '' };
    expect(await moves(booking, two)).toBeProblem(409, '/problems/joint-appointment');
    expect((await sees(booking)).actions).toEqual(['cancel']);
    await agreesForTwo(app, practice, id);
    expect(await moves(booking, two)).toBeProblem(409, '/problems/joint-appointment');
    expect(await payer.calls('get', `${token}/slots?from=2027-01-14&to=2027-01-14&timeZone=Etc/UTC`)).toBeProblem(
      409,
      '/problems/joint-appointment',
    );
    expect((await sees(booking)).actions).toEqual(['cancel', 'calendar']);
    const moved = await app.as(practice).post(`/appointments/${id}/reschedule`).send({ start: two });
    expect(moved.body).toMatchObject({ start: two, sequence: 1 });
  });
});
