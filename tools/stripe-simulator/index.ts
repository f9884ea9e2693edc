import fastify from 'fastify';
import { loadShapes } from '../stripe-shapes/index.js';
import { openApiDoor } from './api-door.js';
import { parseForm } from './form.js';
import { openPageDoor } from './page-door.js';
import { StripeProblem } from './problem.js';
import { Simulator } from './simulator.js';
import { openTestDoor } from './test-door.js';

export { clockFrom } from './clock-file.js';

export interface StartOptions {
  /** 0, the default, is any free port. */
  port?: number;
  /** The only key that is let in; without it, any test key. */
  secretKey?: string;
  webhookSecret?: string;
  webhookUrls?: readonly string[];
  /** How long to wait before each further attempt of a webhook. */
  retryDelaysMs?: readonly number[];
  /** Where the state is kept over a restart; without it, in memory only. */
  dataDir?: string;
  now?: () => Date;
}

export interface RunningSimulator {
  /** Absolute, without a slash at the end. */
  url: string;
  port: number;
  /** Expires what is overdue now, instead of within a second. */
  sweep(): void;
  /** Resolves when the webhooks that are due have been tried once. */
  webhooksSettled(): Promise<void>;
  close(): Promise<void>;
}

const usualRetryDelaysMs = [200, 500, 1_000, 2_000, 5_000, 15_000, 30_000, 60_000, 300_000, 900_000, 3_600_000];
const sweepEveryMs = 1_000;
const localAddress = '127.0.0.1';

/** Starts a payment provider that speaks Stripe's API, with its payment page, webhooks and faults, on the local machine only. */
export async function startSimulator(options: StartOptions = {}): Promise<RunningSimulator> {
  refuseLiveKey(options.secretKey);
  const simulator = new Simulator(
    {
      ...(options.secretKey === undefined ? {} : { secretKey: options.secretKey }),
      ...(options.dataDir === undefined ? {} : { dataDir: options.dataDir }),
      webhookSecret: options.webhookSecret ?? 'whsec_simulator',
      webhookUrls: options.webhookUrls ?? [],
      retryDelaysMs: options.retryDelaysMs ?? usualRetryDelaysMs,
      now: options.now ?? (() => new Date()),
    },
    await loadShapes(),
  );
  const app = fastify({ forceCloseConnections: true, routerOptions: { maxParamLength: 200 } });
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    async (_request: unknown, body: string | Buffer) => parseForm(String(body)),
  );
  app.setErrorHandler((fault, _request, reply) => {
    if (fault instanceof StripeProblem) return reply.status(fault.status).send(fault.toBody());
    const { statusCode = 500, message } = fault as { statusCode?: number; message: string };
    const type = statusCode < 500 ? 'invalid_request_error' : 'api_error';
    if (statusCode >= 500)
      process.stderr.write(`simulator: ${fault instanceof Error ? (fault.stack ?? message) : message}\n`);
    return reply.status(statusCode).send({ error: { type, message } });
  });
  app.setNotFoundHandler((request, reply) =>
    reply.status(404).send({
      error: {
        type: 'invalid_request_error',
        message: `There is nothing at ${request.method} ${request.url.split('?')[0] ?? ''}.`,
      },
    }),
  );
  openApiDoor(app, simulator);
  openTestDoor(app, simulator);
  openPageDoor(app, simulator);

  await app.listen({ port: options.port ?? 0, host: localAddress });
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('The simulator listens on no port.');
  const { port } = address;
  simulator.url = `http://${localAddress}:${port}`;
  simulator.webhooks.resume();
  const sweeping = setInterval(() => simulator.sweep(), sweepEveryMs);
  return {
    url: simulator.url,
    port,
    sweep: () => simulator.sweep(),
    webhooksSettled: () => simulator.webhooks.settled(),
    close: async () => {
      clearInterval(sweeping);
      await app.close();
      await simulator.close();
    },
  };
}

/** A live key here would mean that somebody takes this for the real provider. */
export function refuseLiveKey(secretKey: string | undefined): void {
  if (secretKey !== undefined && /^(sk|rk)_live_/.test(secretKey)) {
    throw new Error(
      'The payment simulator refuses a live key: set STRIPE_SECRET_KEY to a test key (sk_test_…) or leave it out.',
    );
  }
}
