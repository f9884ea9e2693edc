import pg from 'pg';
import { CannotOpen, KeyErased, KeyMissing, KeyStore, newId, system, type Tx } from '#platform';
import { givenCase, givenClient } from '#clients/testing';
import type { GivenPractice } from '../support/given.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
const write = (sql: string, values: unknown[]) => app.sql(sql, values);
const secret = 'plover-candle-71';

const keys = (): KeyStore => app.api.get(KeyStore);
const inside = <T>(practice: GivenPractice, work: (tx: Tx) => Promise<T>) =>
  app.db.inPractice({ practiceId: practice.id, actor: system }, work);

/** The key database as its superuser sees it. */
async function inKeyDatabase<Row extends object>(sql: string, parameters: unknown[]): Promise<Row[]> {
  const url = new URL(app.adminUrl);
  url.pathname = new URL(app.config.KEY_DATABASE_URL).pathname;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  const { rows } = await client.query<Row>(sql, parameters);
  await client.end();
  return rows;
}

async function givenNote(practice: GivenPractice) {
  const client = await givenClient(write, practice.id, {});
  const path = `/cases/${await givenCase(write, practice.id, practice.coach.id, [client])}/notes`;
  expect((await app.as(practice).post(path).send({ audience: 'coach', body: secret })).status).toBe(201);
  return { client, path };
}

describe("A person's key", () => {
  it('that was erased stays erased: what it sealed is gone, and nothing new is sealed for that person', async () => {
    const practice = await given.practice();
    const { client, path } = await givenNote(practice);
    await inside(practice, (tx) => keys().erase(tx, client));
    await inside(practice, (tx) => keys().erase(tx, client));
    expect((await app.as(practice).get(path)).body).toMatchObject({ data: [] });
    expect((await app.as(practice).post(path).send({ audience: 'coach', body: 'more' })).status).toBe(404);
    const unknown = newId();
    await inside(practice, (tx) => keys().erase(tx, unknown));
    await inside(practice, (tx) => expect(keys().sealFor(tx, unknown, 'notes:1', secret)).rejects.toThrow(KeyErased));
  });

  it('that is missing is a fault and not an erasure: notes are not quietly left out', async () => {
    const practice = await given.practice();
    const { client, path } = await givenNote(practice);
    await inKeyDatabase('DELETE FROM person_keys WHERE person_id = $1', [client]);
    expect((await app.as(practice).get(path)).status).toBe(500);
    await inside(practice, (tx) =>
      expect(keys().unsealFor(tx, client, 'notes:1', Buffer.alloc(40))).rejects.toThrow(KeyMissing),
    );
  });

  it('is asked for once in a transaction, however much it opens', async () => {
    const practice = await given.practice();
    const person = newId();
    const sealed = await inside(practice, (tx) => keys().sealFor(tx, person, 'notes:1', secret));
    await inside(practice, async (tx) => {
      expect(await keys().unsealFor(tx, person, 'notes:1', sealed)).toBe(secret);
      await inKeyDatabase('DELETE FROM person_keys WHERE person_id = $1', [person]);
      expect(await keys().unsealFor(tx, person, 'notes:1', sealed)).toBe(secret);
      await expect(keys().unsealFor(tx, person, 'notes:2', sealed)).rejects.toThrow(CannotOpen);
      await keys().erase(tx, person);
      await expect(keys().unsealFor(tx, person, 'notes:1', sealed)).rejects.toThrow(KeyErased);
    });
  });
});
