import request from 'supertest';
import type { GivenPractice } from '../support/given.js';
import { Payer } from '../support/payments.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
const payer = new Payer(app);
const start = '2027-01-13T10:00:00Z';

const connects = (id: string, body: object, key = app.operatorKey) =>
  request(app.url).patch(`/api/v1/operator/practices/${id}`).auth(key, { type: 'bearer' }).send(body);
const priced = { price: { amount: 9500, currency: 'GBP' }, payment: 'full' };

async function asBornInProduction(): Promise<GivenPractice> {
  const practice = await given.practice();
  await connects(practice.id, { paymentsReady: false });
  return practice;
}

describe('Connecting a practice to its payments', () => {
  it('lets it ask for money, on the account that was named', async () => {
    const practice = await asBornInProduction();
    await expect(given.offering(practice, priced)).rejects.toThrow('payments-not-ready');

    const connected = await connects(practice.id, { stripeAccount: 'acct_harbour', paymentsReady: true });
    expect(connected.status).toBe(200);
    expect(connected.body).toEqual({
      id: practice.id,
      slug: practice.slug,
      stripeAccount: 'acct_harbour',
      paymentsReady: true,
    });

    const booking = await payer.books('Ivo', practice, await given.offering(practice, priced), start);
    await payer.pays(booking);
    expect((await payer.sees(booking)).appointment.status).toBe('confirmed');
    const { payments } = (await payer.ledger()) as { payments: { sessionId: string; account: string }[] };
    expect(payments.find(({ sessionId }) => sessionId === booking.sessionId)?.account).toBe('acct_harbour');
  });

  it('leaves what was agreed on before with the account it was agreed with', async () => {
    const practice = await given.practice();
    await connects(practice.id, { stripeAccount: 'acct_formerly' });
    const booking = await payer.books('Ivo', practice, await given.offering(practice, priced), start);
    const moved = await connects(practice.id, { stripeAccount: 'acct_presently' });
    expect(moved.body).toMatchObject({ stripeAccount: 'acct_presently', paymentsReady: true });

    await payer.pays(booking);
    await payer.calls('post', `${booking.token}/cancel`);
    await app.settle();
    expect((await payer.sees(booking)).payment.status).toBe('refunded');
    expect((await connects(practice.id, { stripeAccount: null })).body).toMatchObject({ stripeAccount: null });
  });

  it('is in the trail of the practice', async () => {
    const practice = await given.practice();
    await connects(practice.id, { stripeAccount: 'acct_harbour' });
    const trail = await app.as(practice).get('/audit-entries?action=practice.payments-connected');
    expect((trail.body as { data: object[] }).data).toMatchObject([
      { actor: { kind: 'operator', id: null }, subject: { kind: 'practice', id: practice.id } },
    ]);
  });

  it('is for the operator alone, for a practice there is, and says what is wrong', async () => {
    const practice = await given.practice();
    expect((await connects(practice.id, { paymentsReady: true }, practice.apiKey)).status).toBe(401);
    const nobody = await connects('00000000-0000-4000-8000-000000000000', { paymentsReady: true });
    expect(nobody).toBeProblem(404, '/problems/not-found');
    for (const wrong of [{}, { stripeAccount: 'sk_live_secret' }, { paymentsReady: 'yes' }, { status: 'closed' }])
      expect(await connects(practice.id, wrong)).toBeProblem(400, '/problems/invalid');
  });
});
