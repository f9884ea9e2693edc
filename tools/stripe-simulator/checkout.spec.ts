import { aCheckout, givenSimulator, type GivenSimulator } from './testing/given-simulator.js';

describe('Paying at the simulator with the official SDK (item 8)', () => {
  let given: GivenSimulator;
  beforeAll(async () => (given = await givenSimulator()));
  afterEach(() => expect(given.faults()).toEqual([]));
  afterAll(() => given.close());

  it('takes the money once when the card pays, and tells it in signed events of the right shape', async () => {
    const { stripe, endpoint, simulator } = given;
    const session = await stripe.checkout.sessions.create(
      aCheckout({ metadata: { practice: 'p1' }, payment_intent_data: { metadata: { practice: 'p1' } } }),
    );
    expect(session.url).toBe(`${simulator.url}/c/pay/${session.id}`);
    expect(session.id).toMatch(/^cs_test_\w{58}$/);

    const first = await given.pay(session.id, '4242 4242 4242 4242');
    const second = await given.pay(session.id, '4242424242424242');
    expect(first).toEqual({
      status: 200,
      body: { status: 'paid', redirectUrl: `https://practice.example/return?session=${session.id}` },
    });
    expect(second).toEqual(first);

    const paid = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ['payment_intent.latest_charge.balance_transaction', 'line_items'],
    });
    expect(paid).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      url: null,
      metadata: { practice: 'p1' },
      line_items: { data: [{ description: 'Individual session', amount_total: 8000 }] },
      payment_intent: {
        status: 'succeeded',
        metadata: { practice: 'p1' },
        latest_charge: { amount: 8000, paid: true, balance_transaction: { amount: 8000, type: 'charge' } },
      },
    });
    await simulator.webhooksSettled();
    expect(endpoint.types).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.succeeded',
      'checkout.session.completed',
    ]);
    const [event] = (await stripe.events.list({ type: 'checkout.session.completed' })).data;
    expect(event).toMatchObject({
      id: endpoint.events.at(-1)?.id,
      pending_webhooks: 0,
      data: { object: { id: session.id } },
    });
  });

  it('leaves the session open after a declined card, and lets another card pay', async () => {
    const { stripe } = given;
    const session = await stripe.checkout.sessions.create(aCheckout());
    expect((await given.pay(session.id, '4000000000000002')).body).toEqual({
      status: 'declined',
      redirectUrl: session.url,
    });
    const declined = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
    expect(declined).toMatchObject({
      status: 'open',
      payment_status: 'unpaid',
      payment_intent: { status: 'requires_payment_method', last_payment_error: { code: 'card_declined' } },
    });
    expect((await given.pay(session.id, '4242424242424242')).body.status).toBe('paid');
    const charges = await stripe.charges.list({ payment_intent: (declined.payment_intent as { id: string }).id });
    expect(charges.data.map((charge) => charge.status)).toEqual(['succeeded', 'failed']);
    await given.simulator.webhooksSettled();
    expect(given.endpoint.types).toContain('payment_intent.payment_failed');
  });

  it('asks the bank before it takes a card that needs authentication', async () => {
    const { stripe } = given;
    const session = await stripe.checkout.sessions.create(aCheckout());
    const asked = await given.pay(session.id, '4000002500003155');
    expect(asked.body).toEqual({ status: 'needs_authentication', redirectUrl: `${session.url}/authenticate` });
    expect((await given.pay(session.id, '4000002500003155', 'fail')).body.status).toBe('declined');
    expect((await given.pay(session.id, '4000002500003155', 'complete')).body.status).toBe('paid');
  });

  it('closes a session when its time is over by the clock, and takes no card any more', async () => {
    const { stripe, clock, simulator, endpoint } = given;
    const inHalfAnHour = Math.floor(clock.now().getTime() / 1000) + 1800;
    const session = await stripe.checkout.sessions.create(aCheckout({ expires_at: inHalfAnHour }));
    clock.advance(1799 - 5);
    simulator.sweep();
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe('open');
    clock.advance(10);
    simulator.sweep();
    await simulator.webhooksSettled();
    expect(endpoint.types.at(-1)).toBe('checkout.session.expired');
    expect(await given.pay(session.id, '4242424242424242')).toEqual({
      status: 409,
      body: { status: 'expired', redirectUrl: null },
    });
    expect((await stripe.checkout.sessions.list({ status: 'expired' })).data.map(({ id }) => id)).toEqual([session.id]);
  });

  it('never tells an overdue session as open, even before the sweep', async () => {
    const { stripe, clock } = given;
    const session = await stripe.checkout.sessions.create(aCheckout());
    clock.advance(24 * 3600 + 1);
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe('expired');
  });

  it('expires an open session on demand, and no session that was paid', async () => {
    const { stripe } = given;
    const [open, paid] = [
      await stripe.checkout.sessions.create(aCheckout()),
      await stripe.checkout.sessions.create(aCheckout()),
    ];
    await given.pay(paid.id, '4242424242424242');
    expect((await stripe.checkout.sessions.expire(open.id)).status).toBe('expired');
    await expect(stripe.checkout.sessions.expire(paid.id)).rejects.toMatchObject({
      type: 'StripeInvalidRequestError',
      statusCode: 400,
    });
    expect((await stripe.checkout.sessions.retrieve(paid.id)).status).toBe('complete');
  });

  it.each([
    ['less than half an hour', 60],
    ['more than a day', 90_000],
  ])('refuses a session that expires in %s', async (_words, seconds) => {
    const expires_at = Math.floor(given.clock.now().getTime() / 1000) + seconds;
    await expect(given.stripe.checkout.sessions.create(aCheckout({ expires_at }))).rejects.toMatchObject({
      param: 'expires_at',
      statusCode: 400,
    });
  });
});
