import { afterEach, describe, expect, it } from '@jest/globals';
import { RefundService } from '#billing';
import { ClientService } from '#clients';
import { system } from '#platform';
import { AppointmentService } from '#scheduling';
import { signsIn } from '../support/insiders.js';
import { Payer } from '../support/payments.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given, clock } = app;
const payer = new Payer(app);
const ten = '2027-01-12T10:00:00Z';
const pounds = (amount: number) => ({ amount, currency: 'GBP' });

afterEach(async () => {
  await payer.faults();
});

async function aPaidTime() {
  const practice = await given.practice();
  const offering = await given.paidOffering(practice);
  const booking = await payer.books('Ana', practice, offering, ten);
  await payer.pays(booking);
  return { practice, offering, booking };
}

describe('Cancelling an appointment (item 7)', () => {
  it('costs nothing a day before, and everything paid goes back', async () => {
    const { practice, offering, booking } = await aPaidTime();

    const preview = await payer.calls('get', `${booking.token}/cancellation`);
    expect(preview.body).toEqual({
      fee: pounds(0),
      refund: pounds(9500),
      credits: 0,
      until: '2027-01-11T10:00:00Z',
      explanation: 'Cancelling costs nothing. You get £95 back.',
    });
    const cancelled = await payer.calls('post', `${booking.token}/cancel`, { seen: pounds(0) });
    await app.settle();

    expect(cancelled.status).toBe(200);
    expect(cancelled.body).toMatchObject({
      appointment: { status: 'cancelled' },
      cancellation: { fee: pounds(0), refund: pounds(9500), credits: 0 },
      actions: [],
    });
    expect((await payer.sees(booking)).payment.status).toBe('refunded');
    expect(await app.rows(practice, 'refunds')).toMatchObject([{ reason: 'cancelled', status: 'succeeded' }]);
    expect((await app.books('Ben', practice, offering, ten)).status).toBe(201); // the slot is free again
  });

  it('says so when the fee moved between reading and cancelling, and changes nothing', async () => {
    const { practice, booking } = await aPaidTime();
    clock.advance({ hours: 2 });

    const refused = await payer.calls('post', `${booking.token}/cancel`, { seen: pounds(0) });
    expect(refused).toBeProblem(409, '/problems/effect-changed');
    expect((await payer.sees(booking)).appointment.status).toBe('confirmed');

    const agreed = await payer.calls('post', `${booking.token}/cancel`, { seen: pounds(4750) });
    expect(agreed.body).toMatchObject({ cancellation: { fee: pounds(4750), refund: pounds(4750) } });
    await app.settle();
    expect(await app.rows(practice, 'payments')).toMatchObject([{ status: 'partly_refunded', refunded_minor: 4750 }]);
  });

  it('twice gives the same answer and gives back once', async () => {
    const { practice, booking } = await aPaidTime();
    const twice = await Promise.all([1, 2].map(() => payer.calls('post', `${booking.token}/cancel`)));
    await app.settle();
    const later = await payer.calls('post', `${booking.token}/cancel`, { seen: pounds(1) });

    for (const answer of [...twice, later]) {
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({ cancellation: { fee: pounds(0), refund: pounds(9500) } });
    }
    expect(await app.rows(practice, 'refunds')).toHaveLength(1);
    const { sums } = (await payer.ledger()) as { sums: { refunds: number; charges: number; netMinor: number }[] };
    expect(sums.every(({ charges, refunds }) => refunds <= charges)).toBe(true);
  });

  it('of a time that is not paid yet closes its page', async () => {
    const practice = await given.practice();
    const offering = await given.paidOffering(practice);
    const booking = await payer.books('Ana', practice, offering, ten);

    const cancelled = await payer.calls('post', `${booking.token}/cancel`);
    await app.settle();

    expect(cancelled.body).toMatchObject({ cancellation: { fee: pounds(0), refund: pounds(0) } });
    expect(await payer.pays(booking)).toBe('expired');
    expect((await payer.sees(booking)).payment.status).toBe('expired');
  });

  it('gives money back that came after it', async () => {
    const practice = await given.practice();
    const offering = await given.paidOffering(practice);
    const booking = await payer.books('Ana', practice, offering, ten);
    await payer.calls('post', `${booking.token}/cancel`);

    await payer.pays(booking); // the page was not closed yet
    await app.settle();

    expect(await payer.sees(booking)).toMatchObject({
      appointment: { status: 'cancelled' },
      payment: { status: 'refunded' },
    });
  });

  it('by staff gives everything back, however late, unless they take it back within three minutes', async () => {
    const { practice, booking } = await aPaidTime();
    clock.set('2027-01-12T09:00:00Z');
    const office = app.as(practice);

    const cancelled = await office.post(`/appointments/${booking.id}/cancel`).send({ reason: 'The coach is ill.' });
    expect(cancelled.body).toMatchObject({ status: 'cancelled', payment: { status: 'paid' } });
    const undone = await office.post(`/appointments/${booking.id}/undo`).send({});
    expect(undone.body).toMatchObject({ status: 'confirmed' });
    clock.advance({ minutes: 10 });
    await app.settle();
    expect(await app.rows(practice, 'refunds')).toHaveLength(0);

    await office.post(`/appointments/${booking.id}/cancel`).send({});
    clock.advance({ minutes: 4 });
    await app.settle();
    expect((await payer.sees(booking)).payment.status).toBe('refunded');
    expect(await office.post(`/appointments/${booking.id}/undo`).send({})).toBeProblem(409, '/problems/undo-too-late');
  });

  it('keeps the reason that staff gave sealed', async () => {
    const { practice, booking } = await aPaidTime();
    await app.as(practice).post(`/appointments/${booking.id}/cancel`).send({ reason: 'words for the record' });
    const [row] = await app.rows<{ sealed_reason: Buffer }>(practice, 'appointments');
    expect(row?.sealed_reason.length).toBeGreaterThan(20);
    expect(row?.sealed_reason.toString('latin1')).not.toContain('words for the record');
    const seen = await app.as(practice).get(`/appointments/${booking.id}`);
    const cancelled = (seen.body as { history: { action: string; reason?: string }[] }).history.filter(
      (one) => one.reason,
    );
    expect(cancelled).toMatchObject([{ action: 'appointment.cancelled', reason: 'words for the record' }]);
    const assistant = await signsIn(app, practice, { role: 'assistant' });
    const theirs = await assistant.get(`/appointments/${booking.id}`);
    expect(theirs.status).toBe(200);
    expect(theirs.text).not.toContain('words for the record');
  });

  it('is over once the session began', async () => {
    const { booking } = await aPaidTime();
    clock.set('2027-01-12T10:00:00Z');
    for (const call of [
      payer.calls('get', `${booking.token}/cancellation`),
      payer.calls('post', `${booking.token}/cancel`),
    ])
      expect(await call).toBeProblem(409, '/problems/appointment-closed');
  });

  it('is told to somebody when the provider refuses to give money back', async () => {
    const { practice, booking } = await aPaidTime();
    await payer.faults({ declineRefunds: true });
    await payer.calls('post', `${booking.token}/cancel`);
    await app.settle();
    expect(await app.rows(practice, 'refunds')).toMatchObject([{ status: 'failed' }]);
    const told = await app.sql(`SELECT 1 FROM outbox WHERE practice_id = $1 AND name = 'billing.refund-failed'`, [
      practice.id,
    ]);
    expect(told).toHaveLength(1);
  });

  it('answers a second cancel as the first, also when the money has arrived meanwhile', async () => {
    const practice = await given.practice();
    const offering = await given.paidOffering(practice);
    const booking = await payer.books('Ana', practice, offering, '2027-01-20T10:00:00Z');
    await payer.pays(booking);
    await app.settle();
    expect((await payer.sees(booking)).payment).toMatchObject({
      required: false,
      amount: { amount: 0 },
      agreed: { amount: 9500 },
      status: 'paid',
    });
    const first = await payer.calls('post', `${booking.token}/cancel`);
    expect(first.body).toMatchObject({ payment: { status: 'paid' }, cancellation: { refund: { amount: 9500 } } });
    await app.settle();
    expect((await payer.sees(booking)).payment.status).toBe('refunded');
    expect((await payer.calls('post', `${booking.token}/cancel`)).body).toEqual(first.body);
  });

  it('gives money back once, though the call was cut off and the job runs again and again', async () => {
    const { practice, booking } = await aPaidTime();
    await payer.calls('post', `${booking.token}/cancel`);
    const [refund] = await app.rows<{ id: string }>(practice, 'refunds');
    const request = () => app.worker.get(RefundService).request(practice.id, refund?.id ?? '');
    await payer.faults({ cutAfterCommit: 1 }); // done, and its answer is never heard
    await request();
    await payer.faults();
    // As if the process had died between the provider's answer and our noting it.
    await app.sql(`UPDATE refunds SET status = 'owed', stripe_refund_id = NULL WHERE practice_id = $1`, [practice.id]);
    await Promise.all([request(), request()]);
    await app.settle();

    expect((await payer.sees(booking)).payment.status).toBe('refunded');
    expect(await app.rows(practice, 'refunds')).toMatchObject([{ status: 'succeeded', amount_minor: 9500 }]);
    const { payments } = (await payer.ledger()) as { payments: { sessionId: string; refundedMinor: number }[] };
    expect(payments.find(({ sessionId }) => sessionId === booking.sessionId)?.refundedMinor).toBe(9500);
  });

  it('by one of two people withdraws that person alone', async () => {
    const { practice, booking } = await aPaidTime();
    const appointments = app.api.get(AppointmentService);
    const office = { practiceId: practice.id, actor: system };
    const benToken = await app.db.inPractice(office, async (tx) => {
      const ben = { name: 'Ben', email: 'ben@example.org', timeZone: 'Europe/Paris' };
      const { clientId } = await app.api.get(ClientService).meet(tx, ben);
      const attendance = { clientId, name: ben.name, timeZone: ben.timeZone, status: 'accepted' } as const;
      return appointments.issueManageToken(tx, await appointments.addAttendance(tx, booking.id, attendance));
    });
    expect(await payer.sees({ token: benToken })).toMatchObject({
      attendees: ['Ben'],
      appointment: { timeZone: 'Europe/Paris', local: '2027-01-12T11:00' },
    });

    const withdrawn = await payer.calls('post', `${benToken}/cancel`);
    const again = await payer.calls('post', `${benToken}/cancel`);

    for (const { body } of [withdrawn, again])
      expect(body).toMatchObject({
        appointment: { status: 'confirmed' },
        cancellation: { refund: pounds(0) },
        actions: [],
      });
    expect((await payer.sees(booking)).actions).toContain('cancel');
  });
});
