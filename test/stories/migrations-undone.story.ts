import { afterAll, beforeAll } from '@jest/globals';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { createDataSource } from '#platform';
import { migrations } from '../../migrations/index.js';
import { filesBelow } from '../../tools/setup/source-hash.mjs';
import { catalogueOf } from '../support/catalogue.js';
import { cloneDatabases, type TestDatabases } from '../support/databases.js';

describe('The migrations on a real database (item 2)', () => {
  let databases: TestDatabases;
  let admin: pg.Client;
  let owner: DataSource;

  beforeAll(async () => {
    databases = await cloneDatabases();
    admin = new pg.Client({ connectionString: databases.adminUrl });
    await admin.connect();
    const url = new URL(databases.adminUrl);
    url.searchParams.set('options', '-c role=rapport_owner');
    owner = new DataSource({
      type: 'postgres',
      url: url.toString(),
      migrations: [...migrations],
      migrationsTableName: 'migrations',
      migrationsTransactionMode: 'each',
    });
    await owner.initialize();
  });
  afterAll(async () => {
    await owner.destroy();
    await admin.end();
    await databases.drop();
  });

  /** The class of the migration that was done last. */
  const newest = async (): Promise<string | undefined> =>
    (await admin.query<{ name: string }>('SELECT name FROM migrations ORDER BY id DESC LIMIT 1')).rows[0]?.name;

  it('are each undone and done again: every step leaves the catalogue that was there before', async () => {
    const names = migrations.map(({ name }) => name);
    // What the catalogue says with so many migrations done, read on the way down.
    const states = [await catalogueOf(admin)];
    expect(states[0]!.length).toBeGreaterThan(500);
    for (const name of names.toReversed()) {
      expect(await newest()).toBe(name);
      await owner.undoLastMigration();
      states.unshift(await catalogueOf(admin));
      expect([name, states[0]]).not.toEqual([name, states[1]]);
    }
    expect(states[0]!.filter((line) => !/^(extension|schema|what is made by) /.test(line))).toEqual([]);

    // Up again one at a time, each back and forth once more.
    const all = owner.migrations;
    for (const [place, name] of names.entries()) {
      Object.assign(owner, { migrations: all.filter((one) => names.indexOf(one.constructor.name) <= place) });
      const seen: string[][] = [];
      for (const step of [() => owner.runMigrations(), () => owner.undoLastMigration(), () => owner.runMigrations()]) {
        await step();
        seen.push(await catalogueOf(admin));
      }
      expect([name, ...seen]).toEqual([name, states[place + 1], states[place], states[place + 1]]);
    }
  });

  it('are compared by a catalogue that notices a lost column, index, policy, right or function (control)', async () => {
    const before = await catalogueOf(admin);
    for (const loss of [
      'ALTER TABLE notes DROP COLUMN author_id CASCADE',
      'ALTER TABLE notes ALTER COLUMN sealed DROP NOT NULL',
      'ALTER TABLE cases DROP CONSTRAINT cases_moved_whole',
      'DROP INDEX notes_of_case',
      'DROP POLICY notes_client ON notes',
      'ALTER TABLE notes NO FORCE ROW LEVEL SECURITY',
      'REVOKE DELETE ON notes FROM rapport_app',
      'DROP FUNCTION refuse_change() CASCADE',
    ]) {
      await admin.query('BEGIN');
      await admin.query(loss);
      expect([loss, await catalogueOf(admin)]).not.toEqual([loss, before]);
      await admin.query('ROLLBACK');
    }
  });
});

describe('TypeORM (item 2)', () => {
  it('never synchronises: a row class without a table stays without one', async () => {
    const databases = await cloneDatabases();
    const { EntitySchema } = await import('typeorm');
    const diary = new EntitySchema({
      name: 'diary',
      tableName: 'diary',
      columns: { id: { type: 'uuid', primary: true } },
    });
    // The superuser, who could make it.
    const source = createDataSource(databases.adminUrl, [diary as unknown as new () => object]);
    try {
      await source.initialize();
      expect(source.entityMetadatas.map(({ tableName }) => tableName)).toEqual(['diary']);
      expect(await source.query(`SELECT to_regclass('diary') AS made`)).toEqual([{ made: null }]);
    } finally {
      await source.destroy();
      await databases.drop();
    }
  });

  it('is told to synchronise, to drop a schema or to migrate by itself in no file', () => {
    const told = /\b(synchronize|dropSchema|migrationsRun)['"]?\s*:(?!\s*false\b)|\.synchronize\(|\bschema:sync\b/;
    expect(
      told.test('synchronize: true') && told.test('{ "synchronize": yes }') && !told.test('synchronize: false,'),
    ).toBe(true);
    const files = filesBelow('.', ['apps', 'libs', 'migrations', 'test', 'tools'], (file) =>
      /\.(ts|tsx|mjs|js|json|yml)$/.test(file),
    );
    expect(files.length).toBeGreaterThan(500);
    const own = 'migrations-undone.story.ts';
    expect(files.filter((file) => !file.endsWith(own) && told.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});
