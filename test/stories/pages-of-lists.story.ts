import { SessionService } from '#identity';
import { newId, system } from '#platform';
import type { Response } from 'supertest';
import type { GivenPractice } from '../support/given.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;

interface Page {
  readonly data: readonly { readonly id: string; readonly start: string }[];
  readonly nextCursor: string | null;
}
type Reads = (query: string) => Promise<Response>;

const form = {
  slug: 'before-we-meet',
  name: 'Before we meet',
  kind: 'intake',
  definition: { questions: [{ id: 'hope', kind: 'long_text', label: 'What do you hope for?', required: true }] },
};

/** Reads a list to its end, a few at a time. */
async function toTheEnd(read: Reads, limit: number): Promise<Page['data'][number][]> {
  const all: Page['data'][number][] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const answer = await read(`?limit=${limit}${cursor && `&cursor=${cursor}`}`);
    expect(answer.status).toBe(200);
    const page = answer.body as Page;
    expect(page.data.length).toBeLessThanOrEqual(limit);
    all.push(...page.data);
    cursor = page.nextCursor;
  }
  return all;
}

async function clientOf(practice: GivenPractice, clientId: string): Promise<(path: string) => Promise<Response>> {
  const sessions = app.api.get(SessionService, { strict: false });
  const opened = await app.db.inPractice({ practiceId: practice.id, actor: system }, (tx) =>
    sessions.openForClient(tx, clientId),
  );
  const cookie = `__Host-rapport-client=${opened.cookie}`;
  return async (path) => app.visitor.get(`/api/v1/portal${path}`).set('Cookie', cookie);
}

async function refusesNonsense(read: Reads): Promise<void> {
  expect(await read('?limit=0')).toBeProblem(400, '/problems/invalid');
  expect(await read('?limit=201')).toBeProblem(400, '/problems/invalid');
  expect(await read('?cursor=nonsense')).toBeProblem(400, '/problems/invalid');
  expect(await read('?page=2')).toBeProblem(400, '/problems/invalid');
}

describe('A list', () => {
  it('of the appointments of a client is newest first and goes on to the oldest of 52', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice, { durationMinutes: 30, startEveryMinutes: 30 });
    const ana = { name: 'Ana', email: 'ana@example.org', timeZone: 'Europe/London' };
    const { id } = (await app.as(practice).post('/clients').send(ana)).body as { id: string };
    for (let n = 0; n < 52; n += 1) {
      const minutes = Math.floor(n / 16) * 24 * 60 + (n % 16) * 30;
      const start = new Date(Date.parse('2027-01-12T09:00:00Z') + minutes * 60_000).toISOString();
      const wish = { offering: offering.id, coach: practice.coach.id, start, client: id };
      expect((await app.as(practice).post('/appointments').send(wish)).status).toBe(201);
    }
    const portal = await clientOf(practice, id);
    const read: Reads = (query) => portal(`/appointments${query}`);

    const first = (await read('')).body as Page;
    expect(first.data).toHaveLength(50);
    expect(first.data[0]!.start).toBe('2027-01-15T10:30:00Z');
    expect(first.nextCursor).not.toBeNull();

    const all = await toTheEnd(read, 20);
    const starts = all.map(({ start }) => start);
    expect(new Set(starts).size).toBe(52);
    expect(starts).toEqual([...starts].sort().reverse());
    await refusesNonsense(read);
  });

  it('of the forms that were asked of a client goes on by a cursor', async () => {
    const practice = await given.practice();
    await app.books('Ana', practice, await given.offering(practice), '2027-01-12T09:00:00Z');
    const [client] = (await app.as(practice).get('/clients')).body.data as [{ id: string }];
    const made = await app.as(practice).post('/forms').send(form);
    for (let n = 0; n < 5; n += 1) {
      const asked = { form: (made.body as { id: string }).id, client: client.id };
      expect((await app.as(practice).post('/assignments').send(asked)).status).toBe(201);
    }
    const portal = await clientOf(practice, client.id);
    const read: Reads = (query) => portal(`/assignments${query}`);
    const all = await toTheEnd(read, 2);
    expect(new Set(all.map(({ id }) => id)).size).toBe(5);
    await refusesNonsense(read);
  });

  it('of open tasks goes on by a cursor, oldest first', async () => {
    const practice = await given.practice();
    for (let n = 0; n < 5; n += 1)
      await app.sql(
        `INSERT INTO tasks (practice_id, id, kind, subject_id, created_at) VALUES ($1, $2, 'message_failed', $2, now())`,
        [practice.id, newId()],
      );
    const read: Reads = async (query) => app.as(practice).get(`/tasks${query}`);
    const all = (await toTheEnd(read, 2)).map(({ id }) => id);
    expect(all).toHaveLength(5);
    expect(all).toEqual([...all].sort());
    await refusesNonsense(read);
  });

  it('of the people of a case goes on by a cursor', async () => {
    const practice = await given.practice();
    const people = ['Ana', 'Ben', 'Cleo'].map((name) => ({
      name,
      email: `${name.toLowerCase()}@example.org`,
      timeZone: 'Europe/London',
    }));
    const made = await app.as(practice).post('/cases').send({ kind: 'family', coach: practice.coach.id, people });
    expect(made.status).toBe(201);
    const read: Reads = async (query) =>
      app.as(practice).get(`/cases/${(made.body as { id: string }).id}/participants${query}`);
    const all = await toTheEnd(read, 2);
    expect(new Set(all.map((one) => (one as unknown as { name: string }).name))).toEqual(
      new Set(['Ana', 'Ben', 'Cleo']),
    );
    await refusesNonsense(read);
  });
});
