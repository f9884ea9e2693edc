import type { INestApplicationContext } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import request, { type Response } from 'supertest';
import { Database, Outbox, type Config, type EgressWays } from '#platform';
import { createApi } from '../../apps/api/src/create-api.js';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { startMailbox, type RunningMailbox } from '../../tools/mailbox/index.js';
import { freePort } from '../../tools/setup/ports.mjs';
import { startSimulator, type RunningSimulator } from '../../tools/stripe-simulator/index.js';
import { ContractWatch } from './contract-watch.js';
import { cloneDatabases, type TestDatabases } from './databases.js';
import { Given, type GivenOffering, type GivenPractice } from './given.js';
import { TestClock } from './test-clock.js';
import { operatorKey, stripeSecretKey, testConfig, webhookSecret } from './test-config.js';
import { withoutDatabase } from './without-database.js';

/** A whole installation in one process: real database, real mail, real HTTP; only time is ours. */
export class TestApp {
  readonly clock = new TestClock();
  readonly given = new Given(() => this.url);
  readonly operatorKey = operatorKey;
  readonly contract = new ContractWatch();
  url!: string;
  config!: Config;
  mailbox!: RunningMailbox;
  stripe!: RunningSimulator;
  api!: NestFastifyApplication;
  worker!: INestApplicationContext;
  private databases!: TestDatabases;
  private admin!: pg.Client;

  /** With `egress`, what is fetched from outside comes from a server of the story. */
  async start(env: NodeJS.ProcessEnv = {}, egress?: EgressWays): Promise<void> {
    const port = await freePort();
    this.url = `http://localhost:${port}`;
    this.databases = await cloneDatabases();
    this.admin = new pg.Client({ connectionString: this.databases.adminUrl });
    await this.admin.connect();
    this.mailbox = await startMailbox();
    this.stripe = await startSimulator({
      port: 0,
      secretKey: stripeSecretKey,
      webhookSecret,
      webhookUrls: [`${this.url}/api/v1/webhooks/stripe`],
      now: () => this.clock.now(),
    });
    this.config = testConfig({
      ...this.databases,
      smtpUrl: this.mailbox.smtpUrl,
      stripeUrl: this.stripe.url,
      publicUrl: this.url,
      env: { PORT: String(port), ...env },
    });
    this.api = await createApi({
      config: this.config,
      clock: this.clock,
      extraModules: [this.contract.module()],
      ...(egress && { egress }),
    });
    this.worker = await createWorker({ config: this.config, clock: this.clock, ...(egress && { egress }) });
    await this.api.listen(port, '127.0.0.1');
  }

  async stop(): Promise<void> {
    await this.api?.close();
    await this.worker?.close();
    await this.stripe?.close();
    await this.mailbox?.close();
    await this.admin?.end();
    await this.databases?.drop();
  }

  /** A visitor: no credential. */
  get visitor() {
    return request(this.url);
  }

  /** The admin door with a practice's own key. */
  as(practice: { apiKey: string }) {
    const call = (method: 'get' | 'post' | 'put' | 'patch' | 'delete') => (path: string) =>
      request(this.url)[method](`/api/v1/admin${path}`).auth(practice.apiKey, { type: 'bearer' });
    return { get: call('get'), post: call('post'), put: call('put'), patch: call('patch'), delete: call('delete') };
  }

  /** A visitor books from the practice's public page. */
  books(
    name: string,
    practice: GivenPractice,
    offering: GivenOffering,
    start: string,
    more: Record<string, unknown> = {},
  ): Promise<Response> {
    const client = { name, email: `${name.toLowerCase()}@example.org`, timeZone: 'Europe/London' };
    return this.visitor
      .post(`/api/v1/public/practices/${practice.slug}/bookings`)
      .send({ offering: offering.slug, start, client, ...more })
      .then((answer) => answer);
  }

  /** Pays on the provider's page as a person would, and waits until its notices arrived. */
  async pays(checkoutUrl: string, card = '4242424242424242'): Promise<Response> {
    const session = /cs_[A-Za-z0-9_]+/.exec(checkoutUrl)?.[0] ?? '';
    const answer = await request(this.stripe.url)
      .post(`/test/checkout/${session}/pay`)
      .send({ card, email: 'payer@example.org' });
    await this.stripe.webhooksSettled();
    return answer;
  }

  /** Where a phrase stands in the clear: every column of every table, as text. */
  async findInDatabase(phrase: string): Promise<string[]> {
    const tables = await this.sql<{ schema: string; name: string }>(
      `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    const found: string[] = [];
    for (const { schema, name } of tables) {
      const table = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;
      const hits = await this.sql(`SELECT 1 FROM ${table} AS t WHERE t::text LIKE '%' || $1 || '%' LIMIT 1`, [phrase]);
      if (hits.length > 0) found.push(table);
    }
    return found;
  }

  /** Does everything that is due by the clock, and what follows from it, as the worker would; a failing job fails the story. */
  async settle(): Promise<void> {
    const outbox = this.worker.get(Outbox);
    for (let due = await outbox.takeDue(100); due.length > 0; due = await outbox.takeDue(100))
      for (const row of due) await outbox.run(row.practiceId, row.outboxId);
  }

  /** Waits for something that other processes or loops bring about; fails after ten seconds. */
  async until(happened: () => boolean | Promise<boolean>): Promise<void> {
    const deadline = Date.now() + 10_000;
    while (!(await happened())) {
      if (Date.now() > deadline) throw new Error('It did not happen within ten seconds.');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Rows as the superuser sees them, of one practice. */
  async rows<Row extends object = Record<string, unknown>>(practice: { id: string }, table: string): Promise<Row[]> {
    const { rows } = await this.admin.query<Row>(
      `SELECT * FROM ${pg.escapeIdentifier(table)} WHERE practice_id = $1 ORDER BY 1, 2`,
      [practice.id],
    );
    return rows;
  }

  /** Any question to the database, past every policy. */
  async sql<Row extends object = Record<string, unknown>>(text: string, parameters: unknown[] = []): Promise<Row[]> {
    return (await this.admin.query<Row>(text, parameters)).rows;
  }

  /** Does something while nobody gets to the main database. */
  withoutDatabase<T>(work: () => Promise<T>): Promise<T> {
    return withoutDatabase(this.admin, work);
  }

  /** Where the superuser reaches the main database, for dumps. */
  get adminUrl(): string {
    return this.databases.adminUrl;
  }

  /** The door, for stories about the house itself. */
  get db(): Database {
    return this.api.get(Database);
  }
}

/** One installation for all stories of a file; each story starts at the same hour with an empty mailbox. */
export function useTestApp(env: NodeJS.ProcessEnv = {}, egress?: EgressWays): TestApp {
  const app = new TestApp();
  beforeAll(() => app.start(env, egress));
  beforeEach(async () => {
    app.clock.set('2027-01-11T09:00:00Z');
    await app.mailbox.clear();
  });
  afterEach(() => app.contract.mustHold());
  afterAll(() => app.stop());
  return app;
}
