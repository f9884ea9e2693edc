import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '../../tools/setup/embedded-postgres.mjs';

/** A real PostgreSQL (or the one of TEST_DATABASE_URL) with a migrated template that each story clones. */
export default async function globalSetup() {
  if (process.env.RAPPORT_TEST_SERVER) return;
  let adminUrl = process.env.TEST_DATABASE_URL;
  if (!adminUrl) {
    const server = await startPostgres({ dataDir: mkdtempSync(join(tmpdir(), 'rapport-test-')), fsync: false });
    globalThis.rapportTestPostgres = server;
    adminUrl = server.ownerUrl;
    process.env.TEST_DATABASE_LOG = server.logFile;
  }
  // Jest loads this file as plain JavaScript, so the TypeScript of the migrations runs in a process of its own.
  execFileSync(
    process.execPath,
    [
      '--conditions=source',
      '--import',
      '@swc-node/register/esm-register',
      'test/support/prepare-template.ts',
      adminUrl,
    ],
    { cwd: fileURLToPath(new URL('../..', import.meta.url)), stdio: ['ignore', 'ignore', 'inherit'] },
  );
  process.env.RAPPORT_TEST_SERVER = adminUrl;
}
