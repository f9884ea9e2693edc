import { aCheckout, givenSimulator, type GivenSimulator } from './testing/given-simulator.js';

const paidEvents = [
  'payment_intent.created',
  'charge.succeeded',
  'payment_intent.succeeded',
  'checkout.session.completed',
];

describe('Webhooks of the simulator (item 8)', () => {
  let given: GivenSimulator;
  beforeAll(async () => (given = await givenSimulator()));
  beforeEach(async () => {
    await given.test('PUT', 'webhooks', {});
    given.endpoint.events.length = 0;
  });
  afterEach(() => expect(given.faults()).toEqual([]));
  afterAll(() => given.close());

  async function somebodyPays(): Promise<string> {
    const session = await given.stripe.checkout.sessions.create(aCheckout());
    await given.pay(session.id, '4242424242424242');
    await given.simulator.webhooksSettled();
    return session.id;
  }

  it('come again until the endpoint has taken them, with a fresh signature', async () => {
    given.endpoint.answers.push(500, 302);
    await somebodyPays();
    await until(() => given.endpoint.events.length === 4);
    expect([...given.endpoint.types].sort()).toEqual([...paidEvents].sort());
    expect((await given.stripe.events.list({ delivery_success: true, limit: 4 })).data).toHaveLength(4);
  });

  it('are given up after the last attempt, and still come when they are flushed', async () => {
    await given.test('PUT', 'webhooks', { lose: 3 });
    given.endpoint.answers.push(500, 500, 500, 500);
    await somebodyPays();
    const lastState = async (): Promise<unknown> =>
      ((await given.test('GET', 'webhooks')).body.deliveries as { state: string }[]).at(-1)?.state;
    await until(async () => (await lastState()) === 'given_up');
    expect(given.endpoint.events).toEqual([]);
    expect((await given.test('POST', 'webhooks/flush')).body).toEqual({ delivered: 4, failed: 0 });
    expect(given.endpoint.types).toEqual(paidEvents);
  });

  it('get lost when told so, and can be replayed by event id', async () => {
    await given.test('PUT', 'webhooks', { lose: 'all' });
    const session = await somebodyPays();
    expect(given.endpoint.events).toEqual([]);
    const [event] = (await given.stripe.events.list({ types: ['checkout.session.completed'], limit: 1 })).data;
    expect(event?.pending_webhooks).toBe(1);
    for (let time = 0; time < 2; time += 1) await given.test('POST', `webhooks/replay/${event?.id}`);
    expect(given.endpoint.events.map(({ id }) => id)).toEqual([event?.id, event?.id]);
    expect(given.endpoint.events[0]).toMatchObject({ data: { object: { id: session, payment_status: 'paid' } } });
    await given.test('POST', 'webhooks/flush');
    expect(given.endpoint.types.slice(2)).toEqual(paidEvents.slice(0, 3));
  });

  it('come as often as told', async () => {
    await given.test('PUT', 'webhooks', { repeat: 3 });
    await somebodyPays();
    expect(given.endpoint.events).toHaveLength(12);
    expect(new Set(given.endpoint.events.map(({ id }) => id)).size).toBe(4);
  });

  it('come late when told so', async () => {
    await given.test('PUT', 'webhooks', { delayMs: 150 });
    await somebodyPays();
    expect(given.endpoint.events).toEqual([]);
    await until(() => given.endpoint.events.length === 4);
  });

  it('come in the opposite order when told so', async () => {
    await given.test('PUT', 'webhooks', { reorder: true });
    await somebodyPays();
    await until(() => given.endpoint.events.length === 4);
    expect(given.endpoint.types).toEqual([...paidEvents].reverse());
  });

  it('carry the version of the API and the request that caused them', async () => {
    await given.stripe.customers.create({ name: 'Ana' }, { idempotencyKey: 'ana-1' });
    await given.simulator.webhooksSettled();
    expect(given.endpoint.events[0]).toMatchObject({
      type: 'customer.created',
      livemode: false,
      request: { id: expect.stringMatching(/^req_/), idempotency_key: 'ana-1' },
    });
  });

  it.each([{ lose: -1 }, { repeat: 0 }, { delay: 5 }, { reorder: 'yes' }])('are not misled by %j', async (mode) => {
    expect((await given.test('PUT', 'webhooks', mode)).status).toBe(400);
  });
});

async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await done()) return;
    await new Promise((later) => setTimeout(later, 10));
  }
  throw new Error('It did not happen within two seconds.');
}
