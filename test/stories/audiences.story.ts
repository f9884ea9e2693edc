import { newId, type Actor, type Here, type Tx } from '#platform';
import { addTheRest } from '../figures/partner-rest.js';
import { leaksIn, rowsSeenBy } from '../figures/partner-rows.js';
import { PlantedCouple } from '../figures/partner-couple.js';
import { ana, words } from '../figures/partner-words.js';
import { audiences, ofTheInstallation, watchers, type Seen, type Watcher } from '../support/audiences.js';
import { signsIn } from '../support/insiders.js';
import { TestApp } from '../support/test-app.js';

const app = new TestApp();
const couple = new PlantedCouple(app);
let assistant: string;

beforeAll(async () => {
  await app.start();
  await couple.plant();
  assistant = (await signsIn(app, couple.practice, { role: 'assistant' })).memberId;
  await addTheRest(couple);
});
afterEach(() => app.contract.mustHold());
afterAll(() => app.stop());

const as = (actor: Actor): Here => ({ practiceId: couple.practice.id, actor });
const inside = <T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> => app.db.inPractice(as(actor), work);
const theClient = (): Actor => ({ kind: 'client', id: couple.ben });
const coach = (id: string, role: 'coach' | 'assistant' = 'coach'): Actor => ({ kind: 'member', id, role });
const actors: Record<Watcher, () => Actor> = {
  client: theClient,
  visitor: () => ({ kind: 'visitor' }),
  coach: () => coach(couple.coach.memberId),
  assistant: () => coach(assistant, 'assistant'),
  operator: () => ({ kind: 'operator' }),
};

const tables = async (): Promise<string[]> =>
  (
    await app.sql<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1`,
    )
  ).map(({ name }) => name);
const undeclared = async () => (await tables()).filter((name) => !audiences.has(name) && !ofTheInstallation.has(name));

/** How much an actor sees of each declared table. */
async function sight(actor: Actor): Promise<Record<string, Seen>> {
  const seen = await rowsSeenBy(app, couple.practice.id, actor);
  const entries: [string, Seen][] = [];
  for (const { table, rows } of seen.filter((one) => audiences.has(one.table))) {
    const [total] = await app.sql<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
    if (total!.n === 0) throw new Error(`There is no row in ${table} to be seen or not.`);
    entries.push([table, rows === 0 ? 'none' : rows === total!.n ? 'all' : 'own']);
  }
  return Object.fromEntries(entries);
}

describe('Who sees what inside a practice: the restrictive second policy, and audiences over everything that exists (issue 3, item 4)', () => {
  it('is declared for every table there is', async () => {
    expect(await undeclared()).toEqual([]);
    expect([...audiences.keys()].filter((name) => !ofTheInstallation.has(name)).sort()).toEqual(
      (await tables()).filter((name) => !ofTheInstallation.has(name)),
    );
  });

  it('would be missed of a table that somebody adds (control)', async () => {
    await app.sql('CREATE TABLE diary (id uuid PRIMARY KEY)');
    const missed = await undeclared();
    await app.sql('DROP TABLE diary');
    expect(missed).toEqual(['diary']);
  });

  it.each(watchers)('is what the database shows the %s who asks for every row of every table', async (who) => {
    const wanted = Object.fromEntries([...audiences].map(([table, seen]) => [table, seen[who]]));
    expect(await sight(actors[who]())).toEqual(wanted);
  });

  it('is everything but kept answers for the practice itself, and nothing for a transaction that names no actor', async () => {
    const seen = Object.entries(await sight({ kind: 'system' }));
    expect(seen.filter(([, much]) => much !== 'all')).toEqual([['idempotent_answers', 'none']]);
    const nobody = await inside({ kind: 'system' }, async (tx) => {
      await tx.query(`SELECT set_config('app.actor_kind', '', true)`);
      const counts: [string, number][] = [];
      for (const table of [...audiences.keys()].filter((name) => !['sessions', 'users'].includes(name)))
        counts.push([table, (await tx.query(`SELECT 1 FROM ${table}`)).length]);
      return counts;
    });
    expect(nobody.filter(([, rows]) => rows > 0)).toEqual([]);
  });
});

describe('The other one of a couple (issue 3, item 4)', () => {
  it('finds nothing of their partner in any row, though every query forgets its WHERE', async () => {
    const seen = await rowsSeenBy(app, couple.practice.id, theClient(), couple.planted);
    expect(leaksIn(seen)).toEqual([]);
    expect(seen.find(({ table }) => table === 'attendances')?.rows).toBe(1);
    const everything = await rowsSeenBy(app, couple.practice.id, { kind: 'system' }, couple.planted);
    expect(leaksIn(everything).length).toBeGreaterThan(20);
  });

  it('changes, takes over and adds nothing in their name (published failure: any user edits by id)', async () => {
    for (const change of [
      `UPDATE clients SET phone = NULL WHERE id = '${couple.ana}'`,
      `UPDATE attendances SET status = 'withdrawn' WHERE client_id = '${couple.ana}'`,
      `DELETE FROM answers WHERE client_id = '${couple.ana}'`,
      `UPDATE safe_contacts SET quiet_from = NULL, quiet_to = NULL WHERE client_id = '${couple.ana}'`,
      `UPDATE client_factors SET pin_hash = 'mine', pin_set_at = now() WHERE client_id = '${couple.ana}'`,
    ])
      expect(await inside(theClient(), (tx) => tx.query(`${change} RETURNING 1`))).toEqual([]);
    for (const addition of [
      `INSERT INTO brakes (id, client_id, pulled_at) VALUES ('${newId()}', '${couple.ana}', now())`,
      `UPDATE safe_contacts SET client_id = '${couple.ana}' WHERE client_id = '${couple.ben}'`,
      `UPDATE sessions SET client_id = '${couple.ana}'`,
    ])
      await expect(inside(theClient(), (tx) => tx.query(addition))).rejects.toThrow(/row-level security/);
  });

  it('reads nothing more of what is shared with everybody in the case once they have left it', async () => {
    await couple.coach.post(`/cases/${couple.case}/notes`, { audience: 'all', body: 'For both of you.' });
    const notes = () => inside(theClient(), (tx) => tx.query(`SELECT 1 FROM notes WHERE audience = 'all'`));
    expect(await notes()).toHaveLength(1);
    await app.sql(`UPDATE participants SET status = 'left' WHERE client_id = $1`, [couple.ben]);
    const after = await notes();
    await app.sql(`UPDATE participants SET status = 'joined' WHERE client_id = $1`, [couple.ben]);
    expect(after).toEqual([]);
  });

  it('hears of no other call than their own, and of no work that waits', async () => {
    const read = (table: string) =>
      inside(theClient(), (tx) => tx.query<{ principal: string }>(`SELECT * FROM ${table}`));
    expect((await read('idempotent_answers')).map(({ principal }) => principal)).toEqual([`client:${couple.ben}`]);
    expect(await read('outbox')).toEqual([]);
  });
});

describe('What was said in private (issue 3, item 4)', () => {
  const privateRows = async (actor: Actor) =>
    (await rowsSeenBy(app, couple.practice.id, actor))
      .filter(({ table }) => ['answers', 'notes'].includes(table))
      .map(({ rows }) => rows);

  it('is held by the database to the coach it was said to: another coach finds their own alone', async () => {
    expect(await privateRows(coach(couple.otherCoach.memberId))).toEqual([1, 1]);
    const [answers, notes] = await privateRows(coach(couple.coach.memberId));
    expect(answers).toBe(4);
    expect(notes).toBeGreaterThanOrEqual(3);
  });

  it('is read by a key as by the member who made it, and by nobody who left', async () => {
    const key = (madeBy: string | null): Actor => ({ kind: 'api-key', id: newId(), scopes: [], madeBy });
    expect(await privateRows(key(couple.otherCoach.memberId))).toEqual([1, 1]);
    expect(await privateRows(key(assistant))).toEqual([0, 0]);
    expect((await privateRows(key(null)))[0]).toBe(5);
    await app.sql(`UPDATE members SET status = 'left' WHERE id = $1`, [couple.otherCoach.memberId]);
    const left = await privateRows(coach(couple.otherCoach.memberId));
    await app.sql(`UPDATE members SET status = 'active' WHERE id = $1`, [couple.otherCoach.memberId]);
    expect(left).toEqual([0, 0]);
  });

  it('is out of reach of steps that the practice takes for somebody once these are over, even where they failed', async () => {
    const visitor: Actor = { kind: 'visitor' };
    const notes = (tx: Tx) => tx.query('SELECT 1 FROM notes');
    await inside(visitor, async (tx) => {
      await tx.asPractice(async () => expect((await notes(tx)).length).toBeGreaterThan(3));
      expect(await notes(tx)).toEqual([]);
      await expect(tx.asPractice(() => Promise.reject(new Error('not today')))).rejects.toThrow('not today');
      expect(await notes(tx)).toEqual([]);
    });
  });
});

describe('Whoever is not signed in (issue 3, item 4)', () => {
  it('is given no list of people at any door (published failure: unauthenticated list of customers)', async () => {
    for (const path of [
      '/admin/clients',
      '/admin/clients?q=Ana',
      '/admin/cases',
      '/admin/messages',
      '/portal/appointments',
    ]) {
      const answer = await app.visitor.get(`/api/v1${path}`);
      expect([path, answer.status]).toEqual([path, 401]);
      expect(answer.text).not.toContain(ana.name);
    }
  });

  it('reads of the people of a practice what is meant for everybody (published failure: public booking data with staff addresses)', async () => {
    const page = await app.visitor.get(`/api/v1/public/practices/${couple.practice.slug}`);
    expect(page.text).toContain('Cora Vale');
    for (const address of [couple.coach.email, couple.otherCoach.email, couple.practice.ownerEmail, '@'])
      expect(page.text).not.toContain(address);
    expect(page.text).not.toContain(words.phone);
  });
});
