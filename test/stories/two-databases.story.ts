import { afterAll, beforeAll } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { ON_BOTH, OLDEST_POSTGRES } from '../../tools/setup/other-postgres.mjs';
import { cloneDatabases, type TestDatabases } from '../support/databases.js';
import { majorVersion, pgDump } from '../support/dumps.js';

describe('The two databases that Rapport runs on (item 2)', () => {
  let databases: TestDatabases;
  beforeAll(async () => {
    databases = await cloneDatabases();
  });
  afterAll(() => databases.drop());

  it('are the newest, and the oldest where the run says so: the server is really of that version', async () => {
    const version = await majorVersion(databases.adminUrl);
    const wanted = process.env['TEST_POSTGRES'];
    if (wanted) expect(String(version)).toBe(wanted);
    else expect(version).toBeGreaterThanOrEqual(process.env['TEST_DATABASE_URL'] ? OLDEST_POSTGRES : 18);
  });

  it('are walked by the same stories, each of which exists', () => {
    const stories = readdirSync(new URL('.', import.meta.url));
    for (const name of ON_BOTH) expect(stories).toContain(`${name}.story.ts`);
  });

  it('hold one schema: what the oldest dumps names every table of the migrations', async () => {
    if ((await majorVersion(databases.adminUrl)) >= 18) return;
    const text = (await pgDump(databases.adminUrl)).get('pg_dump')?.toString() ?? '';
    const wanted = ['appointments', 'audit_entries', 'time_claims', 'outbox'].map(
      (one) => `CREATE TABLE public.${one} (`,
    );
    wanted.push(
      'EXCLUDE USING gist',
      'FORCE ROW LEVEL SECURITY',
      'CREATE SCHEMA bullmq',
      'Dumped from database version',
    );
    expect(wanted.filter((words) => !text.includes(words))).toEqual([]);
  });
});
