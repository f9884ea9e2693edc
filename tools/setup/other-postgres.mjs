import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from './embedded-postgres.mjs';
import { Sentence } from './sentence.mjs';
import { lineToType } from './system-packages.mjs';

/** The oldest PostgreSQL that Rapport runs on; the one that npm installs is the newest. */
export const OLDEST_POSTGRES = 15;

/** The stories that `npm test` tells on both: the path, the queue, the worker, the walls and what stays private. */
export const ON_BOTH = [
  'the-whole-path',
  'the-queue',
  'the-worker',
  'the-tenant-wall',
  'audiences',
  'privacy',
  'privacy-everywhere',
  'privacy-audit',
  'two-databases',
];

/** Where Debian puts the programs of a version, with the pg_dump that belongs to them; undefined where they are not. */
export function debianPostgres(version = OLDEST_POSTGRES, folder = '/usr/lib/postgresql') {
  const home = join(folder, String(version));
  const programs = ['initdb', 'postgres', 'pg_dump'];
  return programs.every((program) => existsSync(join(home, 'bin', program))) ? home : undefined;
}

/**
 * Does some work with a server of the oldest version, in a cluster of its own that is removed afterwards. Where that
 * version is not installed the answer is undefined and the line to type is said; with CI=true that is a Sentence thrown.
 */
export async function withOldestPostgres(progress, work, options = {}) {
  const { env, binaries } = { env: process.env, binaries: debianPostgres(), ...options };
  if (binaries === undefined) {
    const line = lineToType([`postgresql-${OLDEST_POSTGRES}`]);
    const sentence = `The tests on PostgreSQL ${OLDEST_POSTGRES} need its programs. On a Debian or Ubuntu that has them type:\n  ${line}`;
    if (env.CI === 'true') throw new Sentence(sentence);
    progress.say(`${sentence}\n  Until then they are left out.`);
    return undefined;
  }
  const dataDir = mkdtempSync(join(tmpdir(), `rapport-postgres-${OLDEST_POSTGRES}-`));
  try {
    const server = await startPostgres({ dataDir, fsync: false, binaries });
    try {
      return await work(server);
    } finally {
      await server.destroy();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
