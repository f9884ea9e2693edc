import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDatabases } from '#platform';
import { migrations } from '../../migrations/index.js';
import { startPostgres, type EmbeddedPostgres } from '../../tools/setup/embedded-postgres.mjs';
import { childrenOf } from './running-start.js';
import type { Mortal } from './victim.js';

const dataKey = Buffer.alloc(32, 7).toString('base64');

/** What can be stopped, whatever came in between. */
export interface Stoppable {
  stop(): Promise<void>;
}

/** A pair of fresh, migrated databases. */
export interface FreshDatabases {
  readonly databaseUrl: string;
  readonly keyDatabaseUrl: string;
  readonly adminUrl: string;
}

/** A real PostgreSQL of the experiment's own, as safe against a power cut as an installation's. */
export class OwnServer implements Stoppable, Mortal {
  readonly leavesApi = true;

  private constructor(
    private postgres: EmbeddedPostgres,
    private readonly folder: string,
  ) {}

  static async start(): Promise<OwnServer> {
    const folder = mkdtempSync(join(tmpdir(), 'rapport-figure-'));
    return new OwnServer(await startPostgres({ dataDir: folder, fsync: true }), folder);
  }

  /**
   * Kills the server and all its processes at once, as a crash does: nobody writes anything down before they end. True once
   * it has died of that.
   */
  async kill(): Promise<boolean> {
    const [first = ''] = readFileSync(join(this.postgres.folder, 'postmaster.pid'), 'utf8').split('\n');
    for (const pid of [Number(first), ...childrenOf(Number(first))]) endNow(pid);
    return (await this.postgres.exited).signal === 'SIGKILL';
  }

  /** Starts a killed server on the same data and port; resolves when it accepts connections. */
  async startAgain(): Promise<void> {
    this.postgres = await startPostgres({ dataDir: this.folder, port: this.postgres.port, fsync: true });
  }

  async freshDatabases(name: string): Promise<FreshDatabases> {
    const adminUrl = this.postgres.ownerUrl;
    const prepared = await prepareDatabases({
      adminUrl,
      name,
      keyName: `${name}_keys`,
      passwordSeed: dataKey,
      migrations,
    });
    const inside = new URL(adminUrl);
    inside.pathname = `/${name}`;
    return { databaseUrl: prepared.databaseUrl, keyDatabaseUrl: prepared.keyDatabaseUrl, adminUrl: inside.toString() };
  }

  async stop(): Promise<void> {
    await this.postgres.destroy();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function endNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it ended in this very moment
  }
}
