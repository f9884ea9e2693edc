import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareDatabases } from '#platform';
import { migrations } from '../../migrations/index.js';
import { startPostgres, type EmbeddedPostgres } from '../../tools/setup/embedded-postgres.mjs';
import { freePort } from '../../tools/setup/ports.mjs';
import { operatorKey, stripeSecretKey, webhookSecret } from '../support/test-config.js';
import { childrenOf } from './running-start.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
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
export class OwnServer implements Stoppable {
  private constructor(
    private postgres: EmbeddedPostgres,
    private readonly folder: string,
  ) {}

  static async start(): Promise<OwnServer> {
    const folder = mkdtempSync(join(tmpdir(), 'rapport-figure-'));
    return new OwnServer(await startPostgres({ dataDir: folder, fsync: true }), folder);
  }

  /** Kills the server and all its processes at once, as a crash does: nobody writes anything down before they end. */
  async kill(): Promise<void> {
    const [first = ''] = readFileSync(join(this.postgres.folder, 'postmaster.pid'), 'utf8').split('\n');
    for (const pid of [Number(first), ...childrenOf(Number(first))]) endNow(pid);
    await this.postgres.exited;
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

/** API processes as they run in production, several on one database; nothing beside them runs. */
export class ApiProcesses implements Stoppable {
  readonly urls: string[] = [];
  private readonly children: ChildProcess[] = [];

  static async start(databases: FreshDatabases, count: number): Promise<ApiProcesses> {
    const processes = new ApiProcesses();
    try {
      for (let n = 0; n < count; n += 1) await processes.add(databases);
      await Promise.all(processes.urls.map((url, n) => answers(`${url}/healthz`, processes.children[n]!)));
      return processes;
    } catch (error) {
      await processes.stop();
      throw error;
    }
  }

  private async add(databases: FreshDatabases): Promise<void> {
    const port = await freePort();
    const child = spawn(process.execPath, ['dist/apps/api/src/main.js'], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        PATH: process.env['PATH'],
        TZ: 'UTC',
        PORT: String(port),
        PUBLIC_URL: `http://localhost:${port}`,
        DATABASE_URL: databases.databaseUrl,
        KEY_DATABASE_URL: databases.keyDatabaseUrl,
        SMTP_URL: 'smtp://127.0.0.1:9',
        STRIPE_API_URL: 'http://127.0.0.1:9',
        STRIPE_SECRET_KEY: stripeSecretKey,
        STRIPE_WEBHOOK_SECRET: webhookSecret,
        DATA_KEY: dataKey,
        SESSION_SECRET: 'a session secret that protects nothing',
        RAPPORT_OPERATOR_KEY: operatorKey,
        RATE_LIMIT: 'off',
        LOG_LEVEL: 'error',
      },
    });
    process.once('exit', () => child.kill('SIGKILL'));
    this.children.push(child);
    this.urls.push(`http://127.0.0.1:${port}`);
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.children.map(async (child) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const ended = new Promise((resolve) => child.once('close', resolve));
        child.kill('SIGTERM');
        await ended;
      }),
    );
  }
}

function endNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it ended in this very moment
  }
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline && child.exitCode === null) {
    const answer = await fetch(url).catch(() => undefined); // not listening yet
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} does not answer.`);
}
