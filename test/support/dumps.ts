import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import pg from 'pg';

/** A dump of a database: the bytes of each of its parts, by the part's name. */
export type Dump = ReadonlyMap<string, Buffer>;

/** What COPY sends is kept instead of thrown away. */
class CopyOut extends pg.Query {
  readonly chunks: Buffer[] = [];

  /** Called by the driver for each piece. */
  handleCopyData({ chunk }: { chunk: Buffer }): void {
    this.chunks.push(Buffer.from(chunk));
  }
}

/**
 * Every table, partition and sequence of every schema, by COPY, seen as the superuser: the app's, the queue's and, unless
 * `catalogue` is false, PostgreSQL's own, where statistics keep samples of what columns hold.
 */
export async function copyEverything(adminUrl: string, { catalogue = true } = {}): Promise<Dump> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    if (catalogue) await client.query('ANALYZE');
    const { rows } = await client.query<{ name: string }>(
      `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p', 'm', 'S') AND n.nspname NOT LIKE 'pg\\_toast%' AND n.nspname NOT LIKE 'pg\\_temp%'
         AND ($1 OR n.nspname NOT IN ('pg_catalog', 'information_schema')) ORDER BY 1`,
      [catalogue],
    );
    const dump = new Map<string, Buffer>();
    for (const { name } of rows) dump.set(name, await copyOut(client, `COPY (SELECT * FROM ${name}) TO STDOUT`));
    return dump;
  } finally {
    await client.end();
  }
}

function copyOut(client: pg.Client, sql: string): Promise<Buffer> {
  return new Promise((done, failed) => {
    const copy = new CopyOut(sql, (error: Error | undefined) =>
      error ? failed(error) : done(Buffer.concat(copy.chunks)),
    );
    client.query(copy);
  });
}

/** Several dumps as one: each part with all that it ever held, the same bytes once. */
export function together(dumps: readonly Dump[]): Dump {
  const parts = new Map<string, Map<string, Buffer>>();
  for (const dump of dumps)
    for (const [name, bytes] of dump) {
      const versions = parts.get(name) ?? new Map<string, Buffer>();
      parts.set(name, versions.set(createHash('sha256').update(bytes).digest('hex'), bytes));
    }
  return new Map([...parts].map(([name, versions]) => [name, Buffer.concat([...versions.values()])]));
}

/** Schema and data as the real pg_dump writes them, in plain text: of the whole database unless `only` names less. */
export async function pgDump(adminUrl: string, ...only: string[]): Promise<Dump> {
  const program = pgDumpProgram(await majorVersion(adminUrl));
  const child = spawn(program, ['--format=plain', `--dbname=${adminUrl}`, ...only], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  const code = await new Promise<number | null>((done, failed) => child.once('error', failed).once('close', done));
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${Buffer.concat(err).toString()}`);
  return new Map([['pg_dump', Buffer.concat(out)]]);
}

/** The version of a server, as its first number. */
export async function majorVersion(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ it: string }>(`SELECT current_setting('server_version_num') AS it`);
    return Math.floor(Number(rows[0]?.it) / 10_000);
  } finally {
    await client.end();
  }
}

/** The npm package of PostgreSQL brings no pg_dump, so it is the system's: Debian's of that version, or the one on the PATH. */
function pgDumpProgram(major: number): string {
  const debians = `/usr/lib/postgresql/${major}/bin/pg_dump`;
  return existsSync(debians) ? debians : 'pg_dump';
}
