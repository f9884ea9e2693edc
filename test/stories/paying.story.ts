import { afterEach, describe, expect, it } from '@jest/globals';
import { HoldsService } from '#booking';
import { cards, Payer } from '../support/payments.js';
import { useTestApp } from '../support/test-app.js';
import { stripeSecretKey } from '../support/test-config.js';

const app = useTestApp();
const { given, clock } = app;
const payer = new Payer(app);
const ten = '2027-01-12T10:00:00Z';

afterEach(async () => {
  await payer.notices();
  await payer.faults();
});

async function aHeldTime() {
  const practice = await given.practice();
  const offering = await given.paidOffering(practice);
  return { practice, offering, booking: await payer.books('Ana', practice, offering, ten) };
}

describe('Paying for a time that is held (item 7)', () => {
  it('confirms it when the money is there, before the browser comes back', async () => {
    const { practice, booking } = await aHeldTime();

    expect(await payer.pays(booking)).toBe('paid'); // nobody followed the way back from the page yet

    const { appointment, payment, actions } = await payer.sees(booking);
    expect(appointment.status).toBe('confirmed');
    expect(payment.status).toBe('paid');
    expect(actions).toEqual(['reschedule', 'cancel', 'calendar']);
    expect(await app.rows(practice, 'payments')).toMatchObject([{ status: 'paid', amount_minor: 9500 }]);
  });

  it('keeps the hold when a card is declined, and takes another card', async () => {
    const { booking } = await aHeldTime();

    expect(await payer.pays(booking, cards.isDeclined)).toBe('declined');
    const declined = await payer.sees(booking);
    expect(declined.appointment.status).toBe('held');
    expect(declined.payment.status).toBe('failed');
    expect(declined.actions).toContain('checkout');

    expect(await payer.pays(booking, cards.pays)).toBe('paid');
    expect((await payer.sees(booking)).appointment.status).toBe('confirmed');
  });

  it('lets the slot go when the page is abandoned, and somebody else may have it', async () => {
    const { practice, offering, booking } = await aHeldTime();

    clock.advance({ minutes: 16 });
    await app.settle();

    const gone = await payer.sees(booking);
    expect(gone).toMatchObject({ appointment: { status: 'expired' }, payment: { status: 'expired' }, actions: [] });
    expect(await payer.pays(booking)).toBe('expired'); // the page was closed first, so nobody pays for a time that is gone
    expect((await app.books('Ben', practice, offering, ten)).status).toBe(201);
  });

  it('gives an abandoned slot to the next visitor even before the job has run', async () => {
    const { practice, offering, booking } = await aHeldTime();
    clock.advance({ minutes: 16 });
    expect((await app.books('Ben', practice, offering, ten)).status).toBe(201);
    expect((await payer.sees(booking)).appointment.status).toBe('expired');
  });

  it('answers with other times while the provider does not know the page of an overdue hold, and lets it go after', async () => {
    const { practice, offering, booking } = await aHeldTime();
    await app.sql(`UPDATE payments SET checkout_session_id = 'cs_test_unknown' WHERE cause_id = $1`, [booking.id]);

    clock.advance({ minutes: 16 });
    expect(await app.books('Ben', practice, offering, ten)).toBeProblem(409, '/problems/slot-taken');

    clock.advance({ minutes: 20 });
    expect((await app.books('Cem', practice, offering, ten)).status).toBe(201);

    // The provider finds its page again: the jobs that ask about it have an end.
    await app.sql('UPDATE payments SET checkout_session_id = $2 WHERE cause_id = $1', [booking.id, booking.sessionId]);
  });

  it('finds out about money whose notice was lost, before it lets the slot go', async () => {
    const { practice, offering, booking } = await aHeldTime();
    await payer.notices({ lose: 'all' });
    await payer.pays(booking);
    expect((await payer.sees(booking)).appointment.status).toBe('held');

    clock.advance({ minutes: 16 });
    const next = await app.books('Ben', practice, offering, ten);

    expect(next).toBeProblem(409, '/problems/slot-taken');
    expect((await payer.sees(booking)).appointment.status).toBe('confirmed');
  });

  it('asks after five minutes whether a notice was lost', async () => {
    const { booking } = await aHeldTime();
    await payer.notices({ lose: 'all' });
    await payer.pays(booking);

    clock.advance({ minutes: 5 });
    await app.settle();

    expect((await payer.sees(booking)).appointment.status).toBe('confirmed');
  });

  it('seats the client again when money comes after the hold ended and the time is still free', async () => {
    const { practice, booking } = await paidWhileLettingGo();

    await payer.flush();

    expect(await payer.sees(booking)).toMatchObject({
      appointment: { status: 'confirmed' },
      payment: { status: 'paid' },
    });
    const claims = await app.rows<{ live: boolean }>(practice, 'time_claims');
    expect(claims.filter(({ live }) => live)).toHaveLength(1);
  });

  it('gives money back that comes after the hold ended when the time is taken', async () => {
    const { practice, free, booking } = await paidWhileLettingGo();
    expect((await app.books('Ben', practice, free, ten)).status).toBe(201);

    await payer.flush();
    await app.settle();

    expect(await payer.sees(booking)).toMatchObject({
      appointment: { status: 'expired' },
      payment: { status: 'refunded' },
    });
    expect(await app.rows(practice, 'refunds')).toMatchObject([
      { reason: 'paid_late', status: 'succeeded', amount_minor: 9500 },
    ]);
  });

  it('keeps the time longer when asked, half an hour in all at most', async () => {
    const { booking } = await aHeldTime();
    const holdUntil = async () => (await payer.calls('post', `${booking.token}/hold`)).body as object;

    clock.advance({ minutes: 5 });
    expect(await holdUntil()).toMatchObject({ holdExpiresAt: '2027-01-11T09:30:00Z' });
    clock.advance({ minutes: 14 });
    expect(await holdUntil()).toMatchObject({ holdExpiresAt: '2027-01-11T09:30:00Z' });
    await app.settle();
    expect((await payer.sees(booking)).appointment.status).toBe('held');

    clock.advance({ minutes: 11 });
    await app.settle();
    expect((await payer.sees(booking)).appointment.status).toBe('expired');
    expect(await payer.calls('post', `${booking.token}/hold`)).toBeProblem(409, '/problems/appointment-closed');
    expect(await payer.calls('post', `${booking.token}/checkout`)).toBeProblem(409, '/problems/appointment-closed');
  });

  it('has one open page at a time, so that nobody pays twice', async () => {
    const { practice, booking } = await aHeldTime();
    const pages = await Promise.all([1, 2, 3].map(() => payer.calls('post', `${booking.token}/checkout`)));
    const urls = new Set(pages.map(({ body }) => (body as { checkoutUrl: string }).checkoutUrl));
    expect(urls.size).toBe(1);
    expect([...urls][0]).toContain(booking.sessionId);

    await payer.pays(booking);
    expect(await payer.calls('post', `${booking.token}/checkout`)).toBeProblem(409, '/problems/appointment-closed');
    expect(await app.rows(practice, 'payments')).toHaveLength(1);
  });

  it('makes one page when three ask for the first one at once', async () => {
    const practice = await given.practice();
    const offering = await given.paidOffering(practice);
    await payer.faults({ down: true });
    const booking = await payer.books('Ana', practice, offering, ten);
    await payer.faults();

    const pages = await Promise.all([1, 2, 3].map(() => payer.calls('post', `${booking.token}/checkout`)));

    const urls = pages
      .filter(({ status }) => status === 200)
      .map(({ body }) => (body as { checkoutUrl: string }).checkoutUrl);
    expect(new Set(urls).size).toBe(1);
  });

  it('finds the page again whose making was cut off after it was done', async () => {
    const practice = await given.practice();
    const offering = await given.paidOffering(practice);
    await payer.faults({ cutAfterCommit: 1 }); // the answer never arrives; the repeated call must not make a second page
    const booking = await payer.books('Ana', practice, offering, ten);
    await payer.faults();

    expect((await payer.calls('post', `${booking.token}/checkout`)).body).toMatchObject({
      checkoutUrl: expect.stringContaining(booking.sessionId),
    });
    const attempts = await app.rows(practice, 'payments');
    expect(attempts).toMatchObject([{ checkout_attempt: 1, checkout_session_id: booking.sessionId }]);
  });

  it('answers over a dead or foreign link as if there were nothing', async () => {
    const { practice, booking } = await aHeldTime();
    const dead = `${practice.id}_${'x'.repeat(43)}`;
    for (const token of [dead, 'x', `${booking.token}x`])
      expect(await payer.calls('get', token)).toBeProblem(404, '/problems/not-found');
    clock.set('2027-02-11T11:00:01Z'); // thirty days after the appointment
    expect(await payer.calls('get', booking.token)).toBeProblem(404, '/problems/not-found');
  });

  it("goes to the practice's own account, and tells the provider nothing about the person", async () => {
    const practice = await given.practice();
    await app.sql(`UPDATE practice_settings SET stripe_account = 'acct_ofThisPractice' WHERE practice_id = $1`, [
      practice.id,
    ]);
    const booking = await payer.books('Ana', practice, await given.paidOffering(practice), ten);
    await payer.pays(booking);

    expect((await payer.sees(booking)).appointment.status).toBe('confirmed');
    const { payments } = (await payer.ledger()) as { payments: { account: string | null; sessionId: string }[] };
    expect(payments.find(({ sessionId }) => sessionId === booking.sessionId)?.account).toBe('acct_ofThisPractice');
    const session = await fetch(`${app.stripe.url}/v1/checkout/sessions/${booking.sessionId}`, {
      headers: { authorization: `Bearer ${stripeSecretKey}`, 'stripe-account': 'acct_ofThisPractice' },
    });
    const told = JSON.stringify(await session.json());
    expect(told).toContain(booking.sessionId);
    expect(told).not.toMatch(/\bAna\b|ana@example|relationship|couple|coach|therapy|marriage|partner|breakup|intake/i);
  });

  it("shows the link's owner their own zone and nobody else's name", async () => {
    const { booking } = await aHeldTime();
    const { appointment, attendees } = await payer.sees(booking);
    expect(attendees).toEqual(['Ana']);
    expect(appointment).toMatchObject({ timeZone: 'Europe/London', local: '2027-01-12T10:00' });
  });
});

/** Somebody pays in the very moment in which the hold ends: the slot is let go, the notice is still under way. */
async function paidWhileLettingGo() {
  const { practice, offering, booking } = await aHeldTime();
  const free = await given.offering(practice);
  await payer.notices({ lose: 'all' });
  await payer.pays(booking);
  await payer.faults({ down: true });
  clock.advance({ minutes: 36 }); // the provider cannot be asked, and the page's own time is over
  await app.worker.get(HoldsService).release(practice.id, booking.id);
  await payer.faults();
  expect((await payer.sees(booking)).appointment.status).toBe('expired');
  return { practice, offering, free, booking };
}
