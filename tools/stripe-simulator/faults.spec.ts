import { mkdtempSync, rmSync, writeFileSync, appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clockFrom } from './clock-file.js';
import { aCheckout, clientOf, givenSimulator, type GivenSimulator } from './testing/given-simulator.js';

describe('The simulator when things go wrong (item 8)', () => {
  let folder: string;
  let given: GivenSimulator;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'simulator-'));
    given = await givenSimulator({ dataDir: folder });
  });
  afterEach(async () => {
    await given.close();
    rmSync(folder, { recursive: true });
    expect(given.faults()).toEqual([]);
  });

  it('answers 500 to everything while it is down, and is back when told so', async () => {
    await given.test('PUT', 'faults', { down: true });
    await expect(given.stripe.checkout.sessions.create(aCheckout())).rejects.toMatchObject({
      type: 'StripeAPIError',
      statusCode: 500,
    });
    await given.test('PUT', 'faults', {});
    expect((await given.stripe.checkout.sessions.create(aCheckout())).status).toBe('open');
  });

  it('makes one object when the connection is cut before and after the commit and the SDK tries again', async () => {
    await given.test('PUT', 'faults', { cutBeforeCommit: 1, cutAfterCommit: 1 });
    const patient = clientOf(given.simulator, { maxNetworkRetries: 2 });
    const customer = await patient.customers.create({ name: 'Ana' });
    expect(customer.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect((await given.stripe.customers.list()).data.map(({ id }) => id)).toEqual([customer.id]);
  });

  it('does nothing before, and everything after, when nobody tries again', async () => {
    await given.test('PUT', 'faults', { cutBeforeCommit: 1 });
    await expect(given.stripe.customers.create({ name: 'Ana' })).rejects.toMatchObject({
      type: 'StripeConnectionError',
    });
    expect((await given.stripe.customers.list()).data).toHaveLength(0);
    await given.test('PUT', 'faults', { cutAfterCommit: 1 });
    await expect(given.stripe.customers.create({ name: 'Ana' })).rejects.toMatchObject({
      type: 'StripeConnectionError',
    });
    expect((await given.stripe.customers.list()).data).toHaveLength(1);
  });

  it('refuses a fault that it does not know', async () => {
    expect((await given.test('PUT', 'faults', { explode: true })).status).toBe(400);
  });

  it('charges a session once when many pay at the same time', async () => {
    const session = await given.stripe.checkout.sessions.create(aCheckout());
    const answers = await Promise.all(Array.from({ length: 20 }, () => given.pay(session.id, '4242424242424242')));
    expect(new Set(answers.map(({ body }) => body.status))).toEqual(new Set(['paid']));
    expect((await given.test('GET', 'ledger')).body).toMatchObject({
      sums: [{ account: null, currency: 'eur', charges: 1, chargedMinor: 8000, netMinor: 8000 }],
      payments: [{ sessionId: session.id, clientReferenceId: 'appointment-1', amountMinor: 8000, refundedMinor: 0 }],
    });
  });

  it('remembers everything over a restart: objects, keys, books and webhooks on their way', async () => {
    const options = { idempotencyKey: 'kept' };
    const session = await given.stripe.checkout.sessions.create(aCheckout(), options);
    given.endpoint.answers.push(...Array.from({ length: 10 }, () => 503));
    await given.pay(session.id, '4242424242424242');
    await given.close();
    appendFileSync(join(folder, 'stripe-simulator.ndjson'), '[{"kind":"charge","acc'); // killed in the middle of a line

    const before = given;
    given = await givenSimulator({ dataDir: folder });
    expect((await given.stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe('paid');
    expect((await given.stripe.checkout.sessions.create(aCheckout(), options)).id).toBe(session.id);
    expect((await given.test('GET', 'ledger')).body).toMatchObject({ sums: [{ charges: 1, chargedMinor: 8000 }] });
    const waiting = (await given.test('GET', 'webhooks')).body.deliveries as { state: string }[];
    expect(waiting.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting', 'waiting']);
    expect(before.faults()).toEqual([]);
  });

  it('follows the clock that a file moves', () => {
    const path = join(folder, 'clock.json');
    const now = clockFrom(path);
    expect(Math.abs(now().getTime() - Date.now())).toBeLessThan(1000);
    writeFileSync(path, '{ "offsetMilliseconds": 86400000 }');
    expect(Math.abs(now().getTime() - Date.now() - 86_400_000)).toBeLessThan(1000);
    rmSync(path);
    expect(Math.abs(now().getTime() - Date.now())).toBeLessThan(1000);
  });
});
