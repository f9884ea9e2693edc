import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Asked } from '../figures/operation.js';
import { operations } from '../figures/operations.js';
import { changesBetween, everyTable } from '../figures/table-states.js';
import { describedOperations, ownHeaders, type Described } from '../figures/tenancy.js';
import { TenancyWorld } from '../figures/tenancy-world.js';
import { apiDocument, bodyShapeOf, type ApiDocument } from '../support/api-document.js';
import { badBodies } from '../support/bad-bodies.js';
import { TestApp } from '../support/test-app.js';

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
  let document: ApiDocument;
  let changing: Described[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rapport-refused-'));
    await app.start({ TEST_CLOCK: 'on', CLOCK_FILE: join(folder, 'clock.json') });
    await world.build();
    document = await apiDocument(app.url);
    changing = (await describedOperations(world)).filter(({ method }) => ['POST', 'PUT', 'PATCH'].includes(method));
  });
  afterAll(async () => {
    await app.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The request as whoever may make it. */
  async function send(operation: Described, asked: Asked, body: string): Promise<Answer> {
    const { method, path } = operation;
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(asked.params?.[name] ?? ''));
    const answer = await fetch(app.url + filled, {
      method,
      headers: { ...ownHeaders(world, operation), ...asked.headers, 'content-type': 'application/json' },
      body,
    });
    const text = await answer.text();
    const type = answer.headers.get('content-type') ?? '';
    const { errors = [] } = (text === '' ? {} : JSON.parse(text)) as { errors?: { path: string }[] };
    return { status: answer.status, type, paths: errors.map((one) => one.path) };
  }

  it('whatever was wrong with it: unknown fields, bad dates, impossible zones, too much or too deep, at every operation', async () => {
    const wrong: string[] = [];
    const changed: string[] = [];
    const sent: Record<string, string[]> = {};
    for (const operation of changing) {
      const asked = await operations[operation.name]!.asked(world);
      const before = await everyTable(app);
      const described = document.paths[operation.path]![operation.method.toLowerCase()];
      const shape = operation.name === provider ? undefined : bodyShapeOf(described);
      const bodies = badBodies(asked.body ?? {}, shape, document);
      sent[operation.name] = bodies.map(({ what }) => what);
      for (const { what, body, status, path } of bodies) {
        const answer = await send(operation, asked, body);
        const names = path === undefined || answer.paths.includes(path) || operation.name === provider;
        if (answer.status !== status || !answer.type.startsWith('application/problem+json') || !names)
          wrong.push(`${operation.name}, ${what}: ${JSON.stringify(answer)}`);
      }
      for (const change of changesBetween(before, await everyTable(app)))
        changed.push(`${operation.name} wrote to ${change}`);
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
  }, 180_000);

  it('and one row more, or one word changed, would be seen (control)', async () => {
    const before = await everyTable(app);
    const { id, revision } = await world.client();
    const more = await everyTable(app);
    expect(more['clients']).not.toBe(before['clients']);
    expect(more['audit_entries']).not.toBe(before['audit_entries']);
    await world.ask('PATCH', `/admin/clients/${id}`, world.a, { name: 'Other' }, { 'if-match': `"${revision}"` });
    const after = await everyTable(app);
    expect(after['clients']!.split(' ')[0]).toBe(more['clients']!.split(' ')[0]);
    expect(after['clients']).not.toBe(more['clients']);
  });
});
