import { AppointmentService } from '#scheduling';
import { PaymentService } from '#billing';
import { SettlementService } from '#booking';
import { system } from '#platform';
import { Payer } from '../support/payments.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given, clock } = app;
const payer = new Payer(app);
const start = '2027-01-13T10:00:00Z';
const pounds = (amount: number) => ({ amount, currency: 'GBP' });

afterEach(async () => {
  await payer.notices();
});

describe('What an appointment costs', () => {
  it('stays what was agreed on, whatever the offering costs later', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const office = app.as(practice);
    const free = await payer.books('Gil', practice, offering, start);

    const read = await office.get(`/offerings/${offering.id}`);
    const dearer = await office
      .patch(`/offerings/${offering.id}`)
      .set('If-Match', String(read.headers['etag']))
      .send({ price: pounds(9500), payment: 'full' });
    expect(dearer.status).toBe(200);

    expect((await payer.sees(free)).payment).toEqual({ required: false, amount: pounds(0) });
    const seen = await office.get(`/appointments/${free.id}`);
    expect((seen.body as { payment: object }).payment).toEqual({ required: false, amount: pounds(0) });
    const preview = await payer.calls('get', `${free.token}/cancellation`);
    expect(preview.body).toMatchObject({ fee: pounds(0), refund: pounds(0) });
  });
});

describe('Asking for more time to pay', () => {
  it('leaves no trace where there is none left to give', async () => {
    const practice = await given.practice();
    const booking = await payer.books('Gil', practice, await given.paidOffering(practice), start);
    const traces = async () => {
      const [{ revision } = { revision: 0 }] = await app.rows<{ revision: number }>(practice, 'appointments');
      const [{ jobs, entries } = { jobs: 0, entries: 0 }] = await app.sql<{ jobs: number; entries: number }>(
        `SELECT (SELECT count(*) FROM outbox WHERE practice_id = $1)::int AS jobs,
                (SELECT count(*) FROM audit_entries WHERE practice_id = $1)::int AS entries`,
        [practice.id],
      );
      return { revision, jobs, entries };
    };
    const asks = async () => {
      const answer = await payer.calls('post', `${booking.token}/hold`);
      expect(answer.status).toBe(200);
      return (answer.body as { holdExpiresAt: string }).holdExpiresAt;
    };
    const before = await traces();
    expect(await asks()).toBe('2027-01-11T09:30:00Z'); // at the very moment of booking
    const after = await traces();
    expect(after).toEqual({ revision: before.revision + 1, jobs: before.jobs + 1, entries: before.entries + 1 });
    clock.advance({ minutes: 14 });
    for (let n = 0; n < 3; n += 1) expect(await asks()).toBe('2027-01-11T09:30:00Z');
    expect(await traces()).toEqual(after);
  });
});

describe('Money that comes late, while somebody books the same time', () => {
  it('waits for the calendar before it takes the appointment, as a booker does: neither waits for the other', async () => {
    const practice = await given.practice();
    const booking = await payer.books('Gil', practice, await given.paidOffering(practice), start);
    await payer.notices({ lose: 'all' });
    await payer.pays(booking);
    await app.sql(
      `UPDATE appointments SET status = 'expired', hold_expires_at = NULL, closed_at = now() WHERE practice_id = $1`,
      [practice.id],
    );
    await app.sql('UPDATE time_claims SET live = false WHERE practice_id = $1', [practice.id]);
    const here = { practiceId: practice.id, actor: system };
    const provider = {
      paid: true,
      page: 'complete',
      lastAttemptFailed: false,
      refundedMinor: 0,
      dispute: 'none',
      sessionId: booking.sessionId,
      intentId: 'pi_late',
    } as const;
    const { id, named } = await app.db.inPractice(here, async (tx) => {
      const payment = (await app.api.get(PaymentService).findFor(tx, booking.id))!;
      const { id: paymentId, practiceId, causeId, amountMinor, currency, account } = payment;
      return { id: paymentId, named: { paymentId, practiceId, causeId, amountMinor, currency, account } };
    });

    let settled: Promise<void> | undefined;
    await app.db.inPractice(here, async (tx) => {
      await app.api.get(AppointmentService).lockCalendar(tx, booking.id); // as whoever books
      settled = app.db.inPractice(here, (other) =>
        app.api.get(SettlementService).settle(other, id, { ...provider, named }),
      );
      await app.until(async () => {
        const [row] = await app.sql<{ waiting: number }>(
          `SELECT count(*)::int AS waiting FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`,
        );
        return row!.waiting > 0;
      });
      // The booker looks at the row next: it must be free.
      await tx.query('SELECT 1 FROM appointments WHERE id = $1 FOR UPDATE NOWAIT', [booking.id]);
    });
    await settled;
    expect((await payer.sees(booking)).appointment.status).toBe('confirmed');
  });
});
