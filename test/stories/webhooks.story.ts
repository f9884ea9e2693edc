import { afterEach, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { Payer } from '../support/payments.js';
import { useTestApp } from '../support/test-app.js';
import { webhookSecret } from '../support/test-config.js';

const app = useTestApp();
const { given } = app;
const payer = new Payer(app);
const ten = '2027-01-12T10:00:00Z';

afterEach(async () => {
  await payer.notices();
});

async function aHeldTime() {
  const practice = await given.practice();
  const offering = await given.paidOffering(practice);
  return { practice, booking: await payer.books('Ana', practice, offering, ten) };
}

/** A notice as the provider would send it, signed with a secret. */
function notice(event: object, secret = webhookSecret, at = Math.floor(Date.now() / 1000)) {
  const body = JSON.stringify(event);
  const mark = createHmac('sha256', secret).update(`${at}.${body}`, 'utf8').digest('hex');
  return post(body, `t=${at},v1=${mark}`);
}

function post(body: string, signature?: string) {
  const call = app.visitor.post('/api/v1/webhooks/stripe').set('content-type', 'application/json');
  return (signature === undefined ? call : call.set('stripe-signature', signature)).send(body);
}

const completed = (sessionId: string, more: object = {}) => ({
  id: 'evt_made_up',
  object: 'event',
  type: 'checkout.session.completed',
  data: { object: { id: sessionId, object: 'checkout.session', payment_status: 'paid', status: 'complete' } },
  ...more,
});

describe('A notice of the payment provider (item 7)', () => {
  it('that is signed and yet no notice is refused, and is no fault of ours', async () => {
    for (const event of [null, 7, 'text', [], {}, { id: 'evt_1' }, { id: 'evt_1', type: 'refund.created', data: null }])
      expect((await notice(event as object)).status).toBe(400);
  });

  it('that comes three times is applied once', async () => {
    const { practice, booking } = await aHeldTime();
    await payer.notices({ repeat: 3 });

    await payer.pays(booking);
    await app.settle();

    expect((await payer.sees(booking)).appointment.status).toBe('confirmed');
    const confirmed = await app.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM outbox WHERE practice_id = $1 AND name = 'booking.appointment-confirmed'`,
      [practice.id],
    );
    expect(confirmed).toEqual([{ n: 1 }]);
    const events = await app.rows<{ event_id: string }>(practice, 'stripe_events');
    expect(new Set(events.map(({ event_id }) => event_id)).size).toBe(events.length);
  });

  it('is refused when it is forged, unsigned, signed with an empty secret or too old (published failure: forged, unsigned or empty-secret payment notice)', async () => {
    const { practice, booking } = await aHeldTime();
    const body = JSON.stringify(completed(booking.sessionId));
    const hourAgo = Math.floor(Date.now() / 1000) - 3600;

    expect(await notice(completed(booking.sessionId), 'whsec_somebody_else')).toBeProblem(
      400,
      '/problems/signature-invalid',
    );
    expect(await notice(completed(booking.sessionId), '')).toBeProblem(400, '/problems/signature-invalid');
    expect(await notice(completed(booking.sessionId), webhookSecret, hourAgo)).toBeProblem(
      400,
      '/problems/signature-invalid',
    );
    expect(await post(body)).toBeProblem(400, '/problems/signature-invalid');
    expect(await post(body, '')).toBeProblem(400, '/problems/signature-invalid');
    expect(await post(body, 't=1,v1=0')).toBeProblem(400, '/problems/signature-invalid');

    expect((await payer.sees(booking)).appointment.status).toBe('held');
    expect(await app.rows(practice, 'stripe_events')).toHaveLength(0);
  });

  it('is told which header is at fault, and what belongs there, when it is not signed as it should be', async () => {
    const { booking } = await aHeldTime();
    const body = JSON.stringify(completed(booking.sessionId));
    const errorsOf = (answer: { body: unknown }) => (answer.body as { errors?: object[] }).errors;
    for (const answer of [await post(body), await post(body, ''), await post(body, 't=1,v1=0')])
      expect(errorsOf(answer)).toEqual([{ path: 'Stripe-Signature', message: expect.stringMatching(/signature/) }]);
  });

  it('is not believed: what it is about is read afresh', async () => {
    const { booking } = await aHeldTime();
    expect((await notice(completed(booking.sessionId))).status).toBe(200); // signed, and says paid; the provider says open
    expect(await payer.sees(booking)).toMatchObject({
      appointment: { status: 'held' },
      payment: { status: 'pending' },
    });
  });

  it('about something unknown, or of an unknown kind, is let pass', async () => {
    const { booking } = await aHeldTime();
    expect((await notice({ ...completed(booking.sessionId), type: 'customer.created' })).status).toBe(200);
    expect((await notice(completed('cs_test_nobody_knows'))).status).toBe(200);
    expect((await payer.sees(booking)).appointment.status).toBe('held');
  });

  it('that names another amount is not applied, and somebody is told', async () => {
    const { practice, booking } = await aHeldTime();
    await app.sql('UPDATE payments SET amount_minor = 9400 WHERE practice_id = $1', [practice.id]);

    await payer.pays(booking);

    expect((await payer.sees(booking)).appointment.status).toBe('held');
    const told = await app.sql(
      `SELECT payload FROM outbox WHERE practice_id = $1 AND name = 'billing.payment-mismatched'`,
      [practice.id],
    );
    expect(told.length).toBeGreaterThan(0);
  });

  it('is as good late and in the wrong order as on time', async () => {
    const { practice, booking } = await aHeldTime();
    await payer.notices({ lose: 'all' });
    await payer.pays(booking, '4000000000000002');
    await payer.pays(booking);

    const { deliveries } = (await payer.provider('GET', 'webhooks')) as { deliveries: { eventId: string }[] };
    for (const { eventId } of deliveries.reverse()) await payer.provider('POST', `webhooks/replay/${eventId}`);

    expect(await payer.sees(booking)).toMatchObject({
      appointment: { status: 'confirmed' },
      payment: { status: 'paid' },
    });
    expect(await app.rows(practice, 'payments')).toMatchObject([{ status: 'paid', refunded_minor: 0 }]);
  });
});
