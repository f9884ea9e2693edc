import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDatabases } from '../../libs/platform/src/database/setup.js';
import { migrations } from '../../migrations/index.js';
import { startPostgres, type EmbeddedPostgres } from '../../tools/setup/embedded-postgres.mjs';
import { keyTemplate, passwordSeed, template } from './databases.js';

declare global {
  // Handed from set-up to tear-down: Jest runs both in one process.
  var rapportTestPostgres: EmbeddedPostgres | undefined;
}

/** A real PostgreSQL (or the one of TEST_DATABASE_URL) with a migrated template that each story clones. */
export default async function globalSetup(): Promise<void> {
  if (process.env['RAPPORT_TEST_SERVER']) return;
  let adminUrl = process.env['TEST_DATABASE_URL'];
  if (!adminUrl) {
    const server = await startPostgres({ dataDir: mkdtempSync(join(tmpdir(), 'rapport-test-')), fsync: false });
    globalThis.rapportTestPostgres = server;
    adminUrl = server.ownerUrl;
  }
  await prepareDatabases({ adminUrl, name: template, keyName: keyTemplate, passwordSeed, migrations });
  process.env['RAPPORT_TEST_SERVER'] = adminUrl;
}
