import Stripe from 'stripe';
import { aCheckout, clientOf, givenSimulator, type GivenSimulator } from './testing/given-simulator.js';

const visa = {
  amount: 5000,
  currency: 'eur',
  confirm: true,
  payment_method: 'pm_card_visa',
  return_url: 'https://practice.example',
} as const;

describe('The API of the simulator (item 8)', () => {
  let given: GivenSimulator;
  beforeAll(async () => (given = await givenSimulator()));
  afterEach(() => expect(given.faults()).toEqual([]));
  afterAll(() => given.close());

  describe('parameters', () => {
    it.each<[string, object, object]>([
      ['an unknown one', { colour: 'green' }, { code: 'parameter_unknown', param: 'colour' }],
      [
        'an unknown one deep inside',
        { line_items: [{ price_data: { currency: 'eur', unit_amount: 1, product_data: { name: 'a', size: 1 } } }] },
        { code: 'parameter_unknown', param: 'line_items[0][price_data][product_data][size]' },
      ],
      [
        'one that Stripe took away',
        { payment_method_types: ['card'] },
        { code: 'parameter_unknown', param: 'payment_method_types' },
      ],
      [
        'a number that is none',
        { line_items: [{ price_data: { currency: 'eur', unit_amount: 'ten', product_data: { name: 'a' } } }] },
        { code: 'parameter_invalid_integer', param: 'line_items[0][price_data][unit_amount]' },
      ],
      ['a value that is not on the list', { submit_type: 'beg' }, { param: 'submit_type' }],
      ['an empty text', { client_reference_id: '' }, { code: 'parameter_invalid_empty', param: 'client_reference_id' }],
      ['an address that is none', { success_url: 'nowhere' }, { code: 'url_invalid', param: 'success_url' }],
      ['no lines', { line_items: [] }, { code: 'parameter_missing', param: 'line_items' }],
      [
        'a customer that does not exist',
        { customer_email: undefined, customer: 'cus_nobody' },
        { code: 'resource_missing', param: 'customer' },
      ],
    ])('refuses %s as Stripe does', async (_words, wish, error) => {
      const wrong = { ...aCheckout(), ...wish };
      await expect(given.stripe.checkout.sessions.create(wrong)).rejects.toMatchObject({
        type: 'StripeInvalidRequestError',
        ...error,
      });
    });

    it('answers 404 for an object that does not exist', async () => {
      await expect(given.stripe.charges.retrieve('ch_nothing')).rejects.toMatchObject({
        statusCode: 404,
        code: 'resource_missing',
      });
    });

    it('takes no other key than its own kind, and never a live one', async () => {
      for (const key of ['sk_live_x', 'pk_test_x', 'x']) {
        const stranger = new Stripe(key, {
          host: '127.0.0.1',
          port: given.simulator.port,
          protocol: 'http',
          maxNetworkRetries: 0,
        });
        await expect(stranger.charges.list()).rejects.toMatchObject({
          type: 'StripeAuthenticationError',
          statusCode: 401,
        });
      }
    });

    it('speaks the API version of the installed SDK and no other', async () => {
      expect((await clientOf(given.simulator).charges.list()).lastResponse.headers['stripe-version']).toBe(
        Stripe.API_VERSION,
      );
      const old = clientOf(given.simulator, { apiVersion: '2020-08-27' as Stripe.LatestApiVersion });
      await expect(old.charges.list()).rejects.toMatchObject({ statusCode: 400 });
    });
  });

  describe('refunds', () => {
    it('give back a part, then the rest, and never more than was paid', async () => {
      const { stripe } = given;
      const intent = await stripe.paymentIntents.create(visa);
      const part = await stripe.refunds.create({
        payment_intent: intent.id,
        amount: 2000,
        metadata: { reason: 'late' },
      });
      expect(part).toMatchObject({
        amount: 2000,
        status: 'succeeded',
        charge: intent.latest_charge,
        metadata: { reason: 'late' },
      });
      await expect(stripe.refunds.create({ payment_intent: intent.id, amount: 3001 })).rejects.toMatchObject({
        param: 'amount',
      });
      expect((await stripe.refunds.create({ payment_intent: intent.id })).amount).toBe(3000);
      await expect(stripe.refunds.create({ payment_intent: intent.id })).rejects.toMatchObject({
        code: 'charge_already_refunded',
      });

      const charge = await stripe.charges.retrieve(intent.latest_charge as string, { expand: ['refunds'] });
      expect(charge).toMatchObject({ amount_refunded: 5000, refunded: true });
      expect(charge.refunds?.data.map(({ amount }) => amount)).toEqual([3000, 2000]);
      await given.simulator.webhooksSettled();
      expect(given.endpoint.types).toEqual(
        expect.arrayContaining(['charge.refunded', 'refund.created', 'refund.updated']),
      );
    });

    it('are refused when the fault box says so, and leave nothing behind', async () => {
      const intent = await given.stripe.paymentIntents.create(visa);
      await given.test('PUT', 'faults', { declineRefunds: true });
      await expect(given.stripe.refunds.create({ payment_intent: intent.id })).rejects.toMatchObject({
        code: 'balance_insufficient',
      });
      await given.test('PUT', 'faults', {});
      expect((await given.stripe.refunds.list({ payment_intent: intent.id })).data).toEqual([]);
    });

    it('agree with the balance, and with the ledger per account and currency', async () => {
      const account = { stripeAccount: 'acct_ofthiscoach' };
      const intent = await given.stripe.paymentIntents.create({ ...visa, currency: 'gbp' }, account);
      await given.stripe.refunds.create({ payment_intent: intent.id, amount: 1500 }, account);
      const lines = await given.stripe.balanceTransactions.list({}, account);
      expect(lines.data.map(({ type, amount }) => [type, amount])).toEqual([
        ['refund', -1500],
        ['charge', 5000],
      ]);
      const { sums } = (await given.test('GET', 'ledger')).body as { sums: { account: string }[] };
      expect(sums.filter(({ account: owner }) => owner === 'acct_ofthiscoach')).toEqual([
        {
          account: 'acct_ofthiscoach',
          currency: 'gbp',
          charges: 1,
          chargedMinor: 5000,
          refunds: 1,
          refundedMinor: 1500,
          netMinor: 3500,
        },
      ]);
    });
  });

  describe('connected accounts', () => {
    it('keep their objects to themselves, and sign their events with their name', async () => {
      const { stripe } = given;
      const account = await stripe.accounts.create({ country: 'FR', email: 'coach@example.org' });
      expect(account).toMatchObject({ charges_enabled: true, country: 'FR' });
      expect(await stripe.accounts.retrieve(account.id)).toMatchObject({ email: 'coach@example.org' });
      const session = await stripe.checkout.sessions.create(aCheckout(), { stripeAccount: account.id });
      await expect(stripe.checkout.sessions.retrieve(session.id)).rejects.toMatchObject({ statusCode: 404 });
      await given.pay(session.id, '4242424242424242');
      await given.simulator.webhooksSettled();
      expect(given.endpoint.events.at(-1)).toMatchObject({ type: 'checkout.session.completed', account: account.id });
    });

    it('are refused when their name cannot be one', async () => {
      await expect(given.stripe.charges.list({}, { stripeAccount: 'somebody' })).rejects.toMatchObject({
        statusCode: 403,
      });
    });
  });

  describe('customers and lists', () => {
    it('are made, changed, found and deleted', async () => {
      const { stripe } = given;
      const customer = await stripe.customers.create({
        email: 'mia@example.org',
        name: 'Mia',
        metadata: { a: '1', b: '2' },
      });
      const changed = await stripe.customers.update(customer.id, { phone: '07700 900000', metadata: { a: '' } });
      expect(changed).toMatchObject({ name: 'Mia', phone: '07700 900000', metadata: { b: '2' } });
      expect((await stripe.customers.list({ email: 'mia@example.org' })).data).toHaveLength(1);
      expect(await stripe.customers.del(customer.id)).toMatchObject({ deleted: true });
      expect((await stripe.customers.list({ email: 'mia@example.org' })).data).toHaveLength(0);
    });

    it('page newest first, forwards and back', async () => {
      const account = { stripeAccount: 'acct_forpaging' };
      for (const name of ['a', 'b', 'c', 'd', 'e']) await given.stripe.customers.create({ name }, account);
      const names: (string | null | undefined)[] = [];
      for await (const customer of given.stripe.customers.list({ limit: 2 }, account)) names.push(customer.name);
      expect(names).toEqual(['e', 'd', 'c', 'b', 'a']);
      const oldest = (await given.stripe.customers.list({ limit: 100 }, account)).data.at(-1)!;
      const before = await given.stripe.customers.list({ limit: 2, ending_before: oldest.id }, account);
      expect([before.data.map(({ name }) => name), before.has_more]).toEqual([['c', 'b'], true]);
    });
  });

  it('holds every answer it gave here against the shapes of the SDK', () => {
    expect(given.answers.seen).toBeGreaterThan(30);
  });
});
