import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { createApi } from '../../apps/api/src/create-api.js';
import type { Config } from '#platform';
import { tellingWord } from '#followups';
import request from 'supertest';
import { followUp, plantFirstPractice, practice, secondCoachEmail, type Planted } from '../../tools/demo/index.js';
import { startMailbox, type RunningMailbox } from '../../tools/mailbox/index.js';
import { startSimulator, type RunningSimulator } from '../../tools/stripe-simulator/index.js';
import { cloneDatabases, type TestDatabases } from '../support/databases.js';
import { TestClock } from '../support/test-clock.js';
import { stripeSecretKey, testConfig, webhookSecret } from '../support/test-config.js';

const ownerEmail = 'owner@demo.example';
const ownerPassword = 'a long enough password';
const practiceId = '019a0000-0000-7000-8000-0000000000aa';
const apiKey = `${practiceId}_a-key-that-was-brought-along`;
const nowhere = 'http://127.0.0.1:9';

/** An installation before its first start: databases, mailbox and simulator, and nothing in them. */
class EmptyHouse {
  readonly clock = new TestClock();
  databases!: TestDatabases;
  admin!: pg.Client;
  mailbox!: RunningMailbox;
  stripe!: RunningSimulator;
  config!: Config;

  async start(): Promise<void> {
    this.databases = await cloneDatabases();
    this.admin = new pg.Client({ connectionString: this.databases.adminUrl });
    await this.admin.connect();
    this.mailbox = await startMailbox();
    this.stripe = await startSimulator({
      port: 0,
      secretKey: stripeSecretKey,
      webhookSecret,
      webhookUrls: [],
      now: () => this.clock.now(),
    });
    this.config = testConfig({
      ...this.databases,
      smtpUrl: this.mailbox.smtpUrl,
      stripeUrl: this.stripe.url,
      publicUrl: 'http://localhost:3999',
      env: { MAILBOX_URL: this.mailbox.url },
    });
  }

  async stop(): Promise<void> {
    await this.stripe.close();
    await this.mailbox.close();
    await this.admin.end();
    await this.databases.drop();
  }

  plant(demo: boolean, config = this.config): Promise<Planted> {
    return plantFirstPractice(config, { demo, ownerEmail, ownerPassword, apiKey }, this.clock);
  }

  async column(sql: string): Promise<unknown[]> {
    const { rows } = await this.admin.query<{ it: unknown }>(sql);
    return rows.map(({ it }) => it);
  }
}

describe('The demo practice of an empty database (item 12)', () => {
  const house = new EmptyHouse();
  let planted: Planted;

  beforeAll(async () => {
    await house.start();
    planted = await house.plant(true);
  }, 120_000);
  afterAll(() => house.stop());

  it('has two coaches in two zones, four offerings, and two dozen clients alone and in couples', async () => {
    expect(planted).toMatchObject({ made: 'demo', slug: 'demo', apiKey });
    expect(await house.column('SELECT id AS it FROM practices')).toEqual([practiceId]);
    expect(await house.column('SELECT time_zone AS it FROM availabilities ORDER BY 1')).toEqual([
      'Europe/London',
      'Europe/Stockholm',
    ]);
    expect(await house.column('SELECT slug AS it FROM offerings ORDER BY id')).toEqual([
      'introductory-call',
      'initial-consultation',
      'individual-session',
      'couple-session',
    ]);
    expect(Number((await house.column('SELECT count(*) AS it FROM clients'))[0])).toBeGreaterThanOrEqual(24);
    expect(await house.column('SELECT DISTINCT kind AS it FROM cases ORDER BY 1')).toEqual(['couple', 'individual']);
  });

  it('shows cases and appointments in every state, and answers in every stage', async () => {
    expect(await house.column('SELECT DISTINCT status AS it FROM cases ORDER BY 1')).toEqual([
      'active',
      'closed',
      'inquiry',
      'paused',
    ]);
    expect(await house.column('SELECT DISTINCT status AS it FROM appointments ORDER BY 1')).toEqual([
      'cancelled',
      'completed',
      'confirmed',
      'declined',
      'expired',
      'held',
      'no_show',
      'pending_approval',
    ]);
    expect(await house.column('SELECT DISTINCT status AS it FROM assignments ORDER BY 1')).toEqual([
      'assigned',
      'started',
      'submitted',
    ]);
    expect(await house.column('SELECT DISTINCT status AS it FROM payments ORDER BY 1')).toEqual([
      'expired',
      'paid',
      'pending',
      'refunded',
    ]);
    expect(await house.column('SELECT DISTINCT progress AS it FROM cases ORDER BY 1')).toEqual([
      'slipping',
      'stalled',
      'steady',
    ]);
    expect(Number((await house.column('SELECT count(*) AS it FROM notes'))[0])).toBeGreaterThan(10);
    const [coupleWaits] = await house.column(
      `SELECT count(*) AS it FROM appointments a JOIN cases c ON c.id = a.case_id
       WHERE a.status = 'pending_approval' AND c.kind = 'couple'`,
    );
    expect(Number(coupleWaits)).toBe(1);
  });

  it('asks questions of all seven kinds, two of them under a condition', async () => {
    const [definition] = (await house.column('SELECT definition AS it FROM form_versions')) as {
      questions: { kind: string; showIf?: object }[];
    }[];
    expect(new Set(definition?.questions.map(({ kind }) => kind)).size).toBe(7);
    expect(definition?.questions.filter(({ showIf }) => showIf)).toHaveLength(2);
  });

  it('lies between four weeks ago and now: nothing was done later, nothing overdue is left', async () => {
    const now = house.clock.now();
    const late = async (sql: string) => Number((await house.column(sql))[0]);
    const at = `'${now.toISOString()}'`;
    expect(await late(`SELECT count(*) AS it FROM outbox WHERE done_at IS NULL AND due_at <= ${at}`)).toBe(0);
    expect(await late(`SELECT count(*) AS it FROM outbox WHERE failure IS NOT NULL`)).toBe(0);
    expect(
      await late(
        `SELECT count(*) AS it FROM messages WHERE status IN ('scheduled', 'sending', 'handed') AND due_at <= ${at}`,
      ),
    ).toBe(0);
    expect(await late(`SELECT count(*) AS it FROM audit_entries WHERE at > ${at}`)).toBe(0);
    expect(
      await late(`SELECT count(*) AS it FROM appointments WHERE status = 'held' AND hold_expires_at <= ${at}`),
    ).toBe(0);
    const soon = `SELECT count(*) AS it FROM appointments
      WHERE status = 'held' AND hold_expires_at <= ${at}::timestamptz + interval '15 minutes'`;
    expect(await late(soon)).toBe(1);
    const [first] = (await house.column('SELECT min(at) AS it FROM audit_entries')) as Date[];
    expect(now.getTime() - (first?.getTime() ?? 0)).toBeGreaterThan(27 * 86_400_000);
  });

  it('leaves believable mail, none of which tells a bystander what it is about', () => {
    const mails = house.mailbox.messages();
    expect(mails.length).toBeGreaterThan(60);
    for (const { to, from, subject, text, html } of mails)
      if (!to.endsWith('@demo.example')) expect(tellingWord([from, subject, text, html].join(' '))).toBeNull();
    expect(mails.map(({ subject }) => subject)).toEqual(
      expect.arrayContaining([
        'Your appointment is confirmed',
        expect.stringContaining('reminder'),
        followUp.steps[0]?.subject,
      ]),
    );
    expect(tellingWord(practice.name)).toBeNull();
  });

  it('has one mail in doubt, the reminder of a time still to come, for its coach to send again or not (issue 3, item 7)', async () => {
    const inDoubt = `FROM messages m JOIN appointments a ON a.id = m.cause_id JOIN clients c ON c.id = m.client_id
      WHERE m.status = 'outcome_unknown'`;
    expect(await house.column(`SELECT m.template || ' of ' || c.name AS it ${inDoubt}`)).toEqual([
      'reminder of Ines Marlowe',
    ]);
    expect(await house.column(`SELECT a.start_at::date::text AS it ${inDoubt}`)).toEqual(['2027-01-11']);
    expect(await house.column(`SELECT kind AS it FROM tasks WHERE kind LIKE 'message%' AND done_at IS NULL`)).toEqual([
      'message_outcome_unknown',
    ]);
    const faults = await fetch(`${house.mailbox.url}/api/faults`);
    expect(await faults.json()).toEqual({});
  });

  it('keeps notes and answers out of the clear', async () => {
    const tables = await house.column(
      `SELECT table_name AS it FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    for (const table of tables as string[])
      for (const phrase of ['walk by the canal', 'looks at a telephone'])
        expect(
          await house.column(`SELECT 1 AS it FROM ${table} AS t WHERE t::text LIKE '%${phrase}%' LIMIT 1`),
        ).toEqual([]);
  });

  it('lets both coaches sign in with the password, and shows today and a page to book on', async () => {
    const api = await createApi({ config: house.config, clock: house.clock });
    try {
      await api.listen(0, '127.0.0.1');
      const server = api.getHttpServer();
      for (const email of [ownerEmail, secondCoachEmail]) {
        const session = await request(server).post('/api/v1/admin/session').send({ email, password: ownerPassword });
        expect(session.status).toBe(200);
      }
      const open = await request(server).get('/api/v1/public/practices/demo');
      expect(open.body).toMatchObject({ name: practice.name, coaches: [{}, {}], offerings: [{}, {}, {}, {}] });
      const today = await request(server)
        .get('/api/v1/admin/appointments?from=2027-01-11T00:00:00Z&to=2027-01-12T00:00:00Z')
        .auth(apiKey, { type: 'bearer' });
      expect((today.body as { data: unknown[] }).data.length).toBeGreaterThan(0);
    } finally {
      await api.close();
    }
  });

  it('does nothing where there is a practice already, and says so', async () => {
    const before = await house.column('SELECT count(*) AS it FROM audit_entries');
    expect(await house.plant(true)).toEqual({ made: 'nothing', reason: 'The database has a practice already.' });
    expect(await house.column('SELECT count(*) AS it FROM audit_entries')).toEqual(before);
  });
});

describe('The first practice of an empty database (item 12)', () => {
  const house = new EmptyHouse();
  beforeEach(() => house.start());
  afterEach(() => house.stop());

  it('is an owner and a key alone where no demo is wished for', async () => {
    expect(await house.plant(false)).toMatchObject({ made: 'practice', apiKey, signIns: [{ email: ownerEmail }] });
    expect(await house.column('SELECT id AS it FROM practices')).toEqual([practiceId]);
    expect(await house.column('SELECT role AS it FROM members')).toEqual(['owner']);
    for (const table of ['coaches', 'offerings', 'clients'])
      expect(await house.column(`SELECT 1 AS it FROM ${table}`)).toEqual([]);
  });

  it('is the whole demo or nothing: what failed half way left no trace, so that the next start begins anew', async () => {
    const broken = createServer((_, response) => response.writeHead(500).end('broken')).listen(0, '127.0.0.1');
    await once(broken, 'listening');
    const stripeUrl = `http://127.0.0.1:${(broken.address() as AddressInfo).port}`;
    const parts = { ...house.databases, smtpUrl: house.mailbox.smtpUrl, stripeUrl, publicUrl: 'http://localhost:3999' };
    try {
      await expect(house.plant(true, testConfig(parts))).rejects.toThrow('The payment simulator answered 500');
    } finally {
      broken.close();
    }
    expect(house.mailbox.messages().length).toBeGreaterThan(0); // it had come some way
    const tables = (await house.column(
      `SELECT table_name AS it FROM information_schema.tables
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT LIKE '%migrations%'
         AND table_name <> 'key_database'`, // set-up's own: which key database belongs to this one
    )) as string[];
    for (const table of tables) expect(await house.column(`SELECT '${table}' AS it FROM ${table} LIMIT 1`)).toEqual([]);
  });

  it('can be the demo with neither mailbox nor simulator: mail of the past is never sent later', async () => {
    const parts = {
      ...house.databases,
      smtpUrl: 'smtp://127.0.0.1:9',
      stripeUrl: nowhere,
      publicUrl: 'http://localhost:3999',
    };
    expect(await house.plant(true, testConfig(parts))).toMatchObject({ made: 'demo' });
    const now = house.clock.now().toISOString();
    expect(
      await house.column(
        `SELECT 1 AS it FROM outbox WHERE done_at IS NULL AND (due_at <= '${now}' OR failure IS NOT NULL)`,
      ),
    ).toEqual([]);
    expect(await house.column(`SELECT DISTINCT status AS it FROM messages WHERE due_at <= '${now}'`)).toEqual([
      'cancelled',
    ]);
  });
});
