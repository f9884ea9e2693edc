import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { ShapeGate } from '../../stripe-shapes/gate.js';
import { loadShapes } from '../../stripe-shapes/index.js';
import { startSimulator, type RunningSimulator, type StartOptions } from '../index.js';

export const webhookSecret = 'whsec_for_tests';

/** A clock that tests move. */
export class MovableClock {
  private offset = 0;
  readonly now = (): Date => new Date(new Date().getTime() + this.offset);
  advance(seconds: number): void {
    this.offset += seconds * 1000;
  }
}

/** An endpoint that verifies each webhook with the SDK and holds each event against Stripe's shapes. */
export class Endpoint {
  readonly events: Stripe.Event[] = [];
  readonly faults: string[] = [];
  /** The status of so many next answers; 200 when it is used up. */
  readonly answers: number[] = [];
  private server: Server | undefined;

  constructor(private readonly gate: ShapeGate) {}

  get types(): string[] {
    return this.events.map((event) => event.type);
  }

  async open(): Promise<string> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const status = this.answers.shift() ?? 200;
        if (status === 200) this.take(Buffer.concat(chunks).toString(), String(request.headers['stripe-signature']));
        response.writeHead(status, { connection: 'close' }).end();
      });
    });
    this.server = server;
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  }

  async close(): Promise<void> {
    await new Promise<void>((done) => (this.server ? this.server.close(() => done()) : done()));
  }

  private take(payload: string, signature: string): void {
    try {
      const event = Stripe.webhooks.constructEvent(payload, signature, webhookSecret);
      this.faults.push(...this.gate.faultsOfAnswer(JSON.parse(payload)));
      this.events.push(event);
    } catch (fault) {
      this.faults.push(String(fault)); // the test reads the faults at its end
    }
  }
}

/** A fetch that holds every successful answer of the API against Stripe's shapes. */
export class WatchedAnswers {
  readonly faults: string[] = [];
  seen = 0;

  constructor(private readonly gate: ShapeGate) {}

  readonly fetch: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    const body: unknown = await response.clone().json();
    this.seen += 1;
    if (response.ok) this.faults.push(...this.gate.faultsOfAnswer(body));
    else if (typeof (body as { error?: { type?: unknown } }).error?.type !== 'string')
      this.faults.push('an error without a type');
    return response;
  };
}

export interface GivenSimulator {
  simulator: RunningSimulator;
  stripe: Stripe;
  clock: MovableClock;
  endpoint: Endpoint;
  answers: WatchedAnswers;
  /** Calls the doors that are no part of Stripe's API. */
  test(
    method: 'GET' | 'PUT' | 'POST',
    path: string,
    body?: object,
  ): Promise<{ status: number; body: Record<string, unknown> }>;
  pay(
    session: string,
    card: string,
    authentication?: 'complete' | 'fail',
  ): Promise<{ status: number; body: Record<string, unknown> }>;
  /** The faults of every answer and webhook so far. */
  faults(): string[];
  close(): Promise<void>;
}

/** Compiling the shapes takes a second: once per file is enough. */
const sharedGate = loadShapes().then((shapes) => new ShapeGate(shapes));

/** The official SDK, unchanged, in front of a simulator. */
export function clientOf(simulator: RunningSimulator, options: Stripe.StripeConfig = {}): Stripe {
  const key = 'sk_test_for_tests';
  return new Stripe(key, {
    host: '127.0.0.1',
    port: simulator.port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
    ...options,
  });
}

export async function givenSimulator(options: StartOptions = {}): Promise<GivenSimulator> {
  const gate = await sharedGate;
  const endpoint = new Endpoint(gate);
  const clock = new MovableClock();
  const simulator = await startSimulator({
    webhookSecret,
    webhookUrls: [await endpoint.open()],
    retryDelaysMs: [20, 40, 80],
    now: clock.now,
    ...options,
  });
  const answers = new WatchedAnswers(gate);
  const stripe = clientOf(simulator, { httpClient: Stripe.createFetchHttpClient(answers.fetch) });
  const test: GivenSimulator['test'] = async (method, path, body) => {
    const response = await fetch(`${simulator.url}/test/${path}`, {
      method,
      ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return {
    simulator,
    stripe,
    clock,
    endpoint,
    answers,
    test,
    pay: (session, card, authentication) =>
      test('POST', `checkout/${session}/pay`, { card, ...(authentication ? { authentication } : {}) }),
    faults: () => [...answers.faults, ...endpoint.faults],
    close: async () => {
      await simulator.close();
      await endpoint.close();
    },
  };
}

/** A checkout for one session of coaching; a test names only what matters to it. */
export function aCheckout(
  wish: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Stripe.Checkout.SessionCreateParams {
  return {
    mode: 'payment',
    success_url: 'https://practice.example/return?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'https://practice.example/cancel',
    customer_email: 'ana@example.org',
    client_reference_id: 'appointment-1',
    line_items: [
      { quantity: 1, price_data: { currency: 'eur', unit_amount: 8000, product_data: { name: 'Individual session' } } },
    ],
    ...wish,
  };
}
