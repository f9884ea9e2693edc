import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Asked } from '../figures/operation.js';
import { operations } from '../figures/operations.js';
import { describedOperations, type Described } from '../figures/tenancy.js';
import { TenancyWorld } from '../figures/tenancy-world.js';
import { badBodies, type Schema } from '../support/bad-bodies.js';
import { TestApp } from '../support/test-app.js';

interface Document {
  readonly paths: Record<string, Record<string, { requestBody?: { content: Record<string, { schema: Schema }> } }>>;
  readonly components: { schemas: Record<string, Schema> };
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly paths: string[];
}

/** Its body is the provider's, held to its signature and not to a shape of ours. */
const provider = 'POST /api/v1/webhooks/stripe';

/** Every operation of the document that takes a body, refused in every way, with what lies in the database looked at before and after. */
describe('After refused input nothing is written', () => {
  const app = new TestApp();
  const world = new TenancyWorld(app);
  let folder: string;
  let document: Document;
  let changing: Described[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rapport-refused-'));
    await app.start({ TEST_CLOCK: 'on', CLOCK_FILE: join(folder, 'clock.json') });
    await world.build();
    document = (await (await fetch(`${app.url}/openapi.json`)).json()) as Document;
    changing = (await describedOperations(world)).filter(({ method }) => ['POST', 'PUT', 'PATCH'].includes(method));
  });
  afterAll(async () => {
    await app.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Rows and contents of every table of the app and of the queue; a session's rows alone, since being used is noted there. */
  async function everyTable(): Promise<Record<string, string>> {
    const tables = await app.sql<{ name: string }>(
      `SELECT c.oid::regclass::text AS name FROM pg_class c
       WHERE c.relnamespace IN ('public'::regnamespace, 'bullmq'::regnamespace) AND c.relkind = 'r' ORDER BY 1`,
    );
    const parts = tables.map(({ name }) => {
      const content = name === 'sessions' ? `''` : `md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), ''))`;
      return `SELECT '${name}' AS name, count(*) || ' rows ' || ${content} AS holds FROM ${name} AS t`;
    });
    const rows = await app.sql<{ name: string; holds: string }>(parts.join(' UNION ALL '));
    return Object.fromEntries(rows.map(({ name, holds }) => [name, holds]));
  }

  /** The request as whoever may make it. */
  async function send({ method, path }: Described, asked: Asked, body: string): Promise<Answer> {
    const door = path.split('/')[3] ?? '';
    const own: Record<string, Readonly<Record<string, string>>> = {
      admin: world.owner.headers,
      operator: { authorization: `Bearer ${app.operatorKey}` },
    };
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(asked.params?.[name] ?? ''));
    const answer = await fetch(app.url + filled, {
      method,
      headers: { ...own[door], ...asked.headers, 'content-type': 'application/json' },
      body,
    });
    const text = await answer.text();
    const type = answer.headers.get('content-type') ?? '';
    const { errors = [] } = (text === '' ? {} : JSON.parse(text)) as { errors?: { path: string }[] };
    return { status: answer.status, type, paths: errors.map((one) => one.path) };
  }

  const shapeOf = ({ method, path }: Described): Schema | undefined =>
    document.paths[path]![method.toLowerCase()]!.requestBody?.content['application/json']?.schema;

  it('whatever was wrong with it: unknown fields, bad dates, impossible zones, too much or too deep, at every operation', async () => {
    const wrong: string[] = [];
    const changed: string[] = [];
    const sent: Record<string, string[]> = {};
    for (const operation of changing) {
      const asked = await operations[operation.name]!.asked(world);
      const before = await everyTable();
      const shape = operation.name === provider ? undefined : shapeOf(operation);
      const bodies = badBodies(asked.body ?? {}, shape, document.components.schemas);
      sent[operation.name] = bodies.map(({ what }) => what);
      for (const { what, body, status, path } of bodies) {
        const answer = await send(operation, asked, body);
        const names = path === undefined || answer.paths.includes(path) || operation.name === provider;
        if (answer.status !== status || !answer.type.startsWith('application/problem+json') || !names)
          wrong.push(`${operation.name}, ${what}: ${JSON.stringify(answer)}`);
      }
      const after = await everyTable();
      for (const table of Object.keys(before).filter((name) => before[name] !== after[name]))
        changed.push(`${operation.name} wrote to ${table}: ${before[table]} → ${after[table]}`);
      // The same request without its fault is a good one (control).
      const good = await send(operation, asked, JSON.stringify(asked.body ?? {}));
      if (good.status >= 300) wrong.push(`${operation.name} refused the good body: ${JSON.stringify(good)}`);
    }
    expect({ wrong, changed }).toEqual({ wrong: [], changed: [] });
    expect(changing.length).toBeGreaterThan(35);
    // Each kind of fault was really sent, and the big and the deep ones everywhere.
    const all = Object.values(sent).flat();
    const count = (kind: string) => all.filter((what) => what.startsWith(kind)).length;
    for (const kind of ['over-deep JSON', 'JSON deeper', 'an oversized body'])
      expect(count(kind)).toBe(changing.length);
    const few = { 'an unknown field': 70, 'no zone': 30, 'no instant': 12, 'no date': 3 };
    for (const [kind, atLeast] of Object.entries(few)) expect(count(kind)).toBeGreaterThanOrEqual(atLeast);
  });

  it('and one row more, or one word changed, would be seen (control)', async () => {
    const before = await everyTable();
    const { id, revision } = await world.client();
    const more = await everyTable();
    expect(more['clients']).not.toBe(before['clients']);
    expect(more['audit_entries']).not.toBe(before['audit_entries']);
    await world.ask('PATCH', `/admin/clients/${id}`, world.a, { name: 'Other' }, { 'if-match': `"${revision}"` });
    const after = await everyTable();
    expect(after['clients']!.split(' ')[0]).toBe(more['clients']!.split(' ')[0]);
    expect(after['clients']).not.toBe(more['clients']);
  });
});
