import pg from 'pg';
import request from 'supertest';
import { OtherKeyDatabase, prepareDatabases } from '#platform';
import { createApi } from '../../apps/api/src/create-api.js';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { migrations } from '../../migrations/index.js';
import { passwordSeed } from '../support/databases.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();

const keysUrl = (): string => {
  const url = new URL(app.adminUrl);
  url.pathname += '_keys';
  return url.href;
};

/** Does a thing while the key database is as another one: with another name, or with none. */
async function beside(change: string, work: () => Promise<void>): Promise<void> {
  const keys = new pg.Client({ connectionString: keysUrl() });
  await keys.connect();
  const { rows } = await keys.query<{ id: string }>('SELECT id FROM identity');
  try {
    await keys.query(change);
    await work();
  } finally {
    await keys.query('DELETE FROM identity');
    await keys.query('INSERT INTO identity (id) VALUES ($1)', [rows[0]!.id]);
    await keys.end();
  }
}

const setup = () => {
  const name = new URL(app.adminUrl).pathname.slice(1);
  return prepareDatabases({ adminUrl: app.adminUrl, name, keyName: `${name}_keys`, passwordSeed, migrations });
};
const keysHealth = async () => (await app.visitor.get('/readyz')).body as { parts: { keys: unknown } };

describe('The key database (item 2)', () => {
  const others = ['UPDATE identity SET id = gen_random_uuid()', 'DELETE FROM identity'];

  it.each(others)('that is not the one of this main database stops every start: %s', async (change) => {
    await beside(change, async () => {
      await expect(createApi({ config: app.config, clock: app.clock })).rejects.toThrow(OtherKeyDatabase);
      await expect(createWorker({ config: app.config, clock: app.clock })).rejects.toThrow(/KEY_DATABASE_URL/);
      await expect(setup()).rejects.toThrow(OtherKeyDatabase);
    });
  });

  it('that was put in the place of the right one is named by the readiness of a process that runs', async () => {
    expect(await keysHealth()).toMatchObject({ parts: { keys: { status: 'ok' } } });
    await beside(others[0]!, async () => {
      expect(await keysHealth()).toMatchObject({
        degraded: expect.arrayContaining(['keys']),
        parts: { keys: { status: 'down', detail: expect.stringContaining('not the one that belongs') } },
      });
    });
  });

  it('is made known once: setup runs again and changes neither name', async () => {
    const before = await app.sql('SELECT id FROM key_database');
    await setup();
    expect(await app.sql('SELECT id FROM key_database')).toEqual(before);
    expect((await keysHealth()).parts.keys).toEqual({ status: 'ok' });
  });

  it('that does not answer stops no start, and readiness says so', async () => {
    const silent = { ...app.config, KEY_DATABASE_URL: 'postgres://rapport_app@127.0.0.1:1/none' };
    const api = await createApi({ config: silent, clock: app.clock });
    await api.listen(0, '127.0.0.1');
    const { body } = await request(await api.getUrl()).get('/readyz');
    expect(body.parts.keys).toMatchObject({ status: 'down', detail: 'The key database does not answer.' });
    await api.close();
  });
});
