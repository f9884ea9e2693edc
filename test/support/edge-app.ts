import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { createApi } from '../../apps/api/src/create-api.js';
import { SessionService } from '#identity';
import { Database, newId, system, type Here } from '#platform';
import { PracticeService, type BornPractice } from '#practices';
import { ContractWatch } from './contract-watch.js';
import { cloneDatabases, type TestDatabases } from './databases.js';
import { ProbeController, ProbeModule } from './probe.module.js';
import { TestClock } from './test-clock.js';
import { operatorKey, testConfig } from './test-config.js';
import { withoutDatabase } from './without-database.js';

type Headers = Record<string, string>;
type Method = 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** The API alone with the probe's routes, one practice, and whoever knocks at its doors; no worker, no mail. */
export class EdgeApp {
  readonly clock = new TestClock();
  readonly contract = new ContractWatch();
  api!: NestFastifyApplication;
  practice!: BornPractice;
  admin!: pg.Client;
  url!: string;
  private databases!: TestDatabases;

  constructor(readonly publicUrl = 'http://localhost:3999') {}

  async start(env: NodeJS.ProcessEnv = {}): Promise<void> {
    this.databases = await cloneDatabases();
    this.admin = new pg.Client({ connectionString: this.databases.adminUrl });
    await this.admin.connect();
    const nobody = { smtpUrl: 'smtp://127.0.0.1:9', stripeUrl: 'http://127.0.0.1:9', publicUrl: this.publicUrl };
    const config = testConfig({ ...this.databases, ...nobody, env });
    this.api = await createApi({ config, clock: this.clock, extraModules: [ProbeModule, this.contract.module()] });
    await this.api.listen(0, '127.0.0.1');
    this.url = `http://127.0.0.1:${(this.api.getHttpServer().address() as AddressInfo).port}`;
    this.practice = await this.api.get(PracticeService, { strict: false }).create({
      slug: 'edges',
      name: 'Edges',
      timeZone: 'Europe/London',
      currency: 'GBP',
      locale: 'en-GB',
      country: 'GB',
      owner: { name: 'Olive Owner', email: 'olive@example.org', password: 'a long enough password' },
    });
  }

  async stop(): Promise<void> {
    await this.api?.close();
    await this.admin?.end();
    await this.databases?.drop();
  }

  async call(method: Method, path: string, headers: Headers = {}, payload?: string | Uint8Array | object) {
    const answer = await fetch(this.url + path, {
      method,
      redirect: 'manual',
      headers: { ...(payload !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(payload !== undefined && { body: bodyOf(payload) }),
    });
    const text = await answer.text();
    const isJson = /json/.test(answer.headers.get('content-type') ?? '') && text !== '';
    return {
      status: answer.status,
      headers: Object.fromEntries(answer.headers) as Record<string, string>,
      text,
      body: isJson ? JSON.parse(text) : {},
    };
  }

  get key(): Headers {
    return { authorization: `Bearer ${this.practice.apiKey}` };
  }

  get operator(): Headers {
    return { authorization: `Bearer ${operatorKey}` };
  }

  /** The headers of a member who is signed in: the cookie, and apart from it the token that changes need. */
  async memberSession(role: 'owner' | 'coach' | 'assistant' = 'owner'): Promise<{ cookie: Headers; csrf: Headers }> {
    const { rows } = await this.admin.query<{ user_id: string }>(
      `UPDATE members SET role = $2, status = 'active' WHERE practice_id = $1 RETURNING user_id`,
      [this.practice.practice.id, role],
    );
    const opened = await this.sessions.openForMember(rows[0]!.user_id, this.practice.practice.id);
    return { cookie: { cookie: `__Host-rapport-member=${opened.cookie}` }, csrf: { 'x-csrf-token': opened.csrfToken } };
  }

  /** The headers of somebody who is signed in at the portal. */
  async clientSession(): Promise<{ cookie: Headers; csrf: Headers }> {
    const here: Here = { practiceId: this.practice.practice.id, actor: system };
    const opened = await this.api.get(Database).inPractice(here, (tx) => this.sessions.openForClient(tx, newId()));
    return { cookie: { cookie: `__Host-rapport-client=${opened.cookie}` }, csrf: { 'x-csrf-token': opened.csrfToken } };
  }

  /** Shuts the database to everybody but the superuser while something is done. */
  async withoutDatabase<T>(work: () => Promise<T>): Promise<T> {
    return withoutDatabase(this.admin, work);
  }

  private get sessions(): SessionService {
    return this.api.get(SessionService, { strict: false });
  }

  newId = newId;
}

/** One API for all stories of a file. */
export function useEdgeApp(env: NodeJS.ProcessEnv = {}): EdgeApp {
  const app = new EdgeApp();
  beforeAll(() => app.start(env));
  beforeEach(() => {
    app.clock.set('2027-01-11T09:00:00Z');
    ProbeController.count = 0;
    ProbeController.revision = 3;
    ProbeController.wait = Promise.resolve();
  });
  afterEach(() => app.contract.mustHold());
  afterAll(() => app.stop());
  return app;
}

function bodyOf(payload: string | Uint8Array | object): string | Uint8Array<ArrayBuffer> {
  if (typeof payload === 'string') return payload;
  return payload instanceof Uint8Array ? new Uint8Array(payload) : JSON.stringify(payload);
}
