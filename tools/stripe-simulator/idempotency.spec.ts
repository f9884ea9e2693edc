import type Stripe from 'stripe';
import { aCheckout, clientOf, givenSimulator, type GivenSimulator } from './testing/given-simulator.js';

const visa = {
  amount: 5000,
  currency: 'eur',
  confirm: true,
  payment_method: 'pm_card_visa',
  return_url: 'https://practice.example',
} as const;

describe('Idempotency keys at the simulator (item 8)', () => {
  let given: GivenSimulator;
  beforeAll(async () => (given = await givenSimulator()));
  afterEach(() => expect(given.faults()).toEqual([]));
  afterAll(() => given.close());

  it('give the first answer again, and make no second object', async () => {
    const stripe = clientOf(given.simulator);
    const options = { idempotencyKey: 'appointment-7-checkout' };
    const first = await stripe.checkout.sessions.create(aCheckout(), options);
    const { line_items, ...rest } = aCheckout();
    const second = await stripe.checkout.sessions.create({ ...(line_items ? { line_items } : {}), ...rest }, options);
    expect(second).toEqual(first);
    expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
    expect(second.lastResponse.headers['idempotent-replayed']).toBe('true');
  });

  it('refuse other parameters and other calls', async () => {
    const options = { idempotencyKey: 'appointment-8-checkout' };
    await given.stripe.checkout.sessions.create(aCheckout(), options);
    const other = given.stripe.checkout.sessions.create(aCheckout({ client_reference_id: 'another' }), options);
    await expect(other).rejects.toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 });
    await expect(given.stripe.customers.create({}, options)).rejects.toMatchObject({
      type: 'StripeIdempotencyError',
    });
  });

  it('answer 409 while the first request is under way, in one account and not in another', async () => {
    await given.test('PUT', 'faults', { delayMs: 150 });
    const first = given.stripe.customers.create({ name: 'Ana' }, { idempotencyKey: 'busy' });
    await new Promise((later) => setTimeout(later, 40));
    await expect(given.stripe.customers.create({ name: 'Ana' }, { idempotencyKey: 'busy' })).rejects.toMatchObject({
      statusCode: 409,
      code: 'idempotency_key_in_use',
    });
    const elsewhere = await given.stripe.customers.create(
      { name: 'Ana' },
      { idempotencyKey: 'busy', stripeAccount: 'acct_elsewhere' },
    );
    expect((await first).id).not.toBe(elsewhere.id);
    await given.test('PUT', 'faults', {});
  });

  it('remember a refusal by the bank, but not one for wrong parameters', async () => {
    const options = { idempotencyKey: 'declined' };
    const declined = { ...visa, payment_method: 'pm_card_visa_chargeDeclined' };
    for (let time = 0; time < 2; time += 1) {
      await expect(given.stripe.paymentIntents.create(declined, options)).rejects.toMatchObject({
        type: 'StripeCardError',
        statusCode: 402,
      });
    }
    expect((await given.stripe.paymentIntents.list({ limit: 100 })).data).toHaveLength(1);

    await expect(given.stripe.refunds.create({}, { idempotencyKey: 'mended' })).rejects.toMatchObject({
      code: 'parameter_missing',
    });
    const wrong = { name: 'Ben', colour: 'green' } as Stripe.CustomerCreateParams;
    await expect(given.stripe.customers.create(wrong, { idempotencyKey: 'mended-2' })).rejects.toMatchObject({
      code: 'parameter_unknown',
    });
    expect((await given.stripe.customers.create({ name: 'Ben' }, { idempotencyKey: 'mended-2' })).name).toBe('Ben');
  });

  it('are forgotten after a day', async () => {
    const first = await given.stripe.customers.create({ name: 'Ana' }, { idempotencyKey: 'yesterday' });
    given.clock.advance(24 * 3600 + 60);
    given.simulator.sweep();
    const second = await given.stripe.customers.create({ name: 'Ben' }, { idempotencyKey: 'yesterday' });
    expect(second.id).not.toBe(first.id);
  });
});
