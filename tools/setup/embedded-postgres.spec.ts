import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres, type EmbeddedPostgres } from './embedded-postgres.mjs';

async function ask(server: EmbeddedPostgres, question: string): Promise<unknown[]> {
  const client = new pg.Client(server.ownerUrl);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>({ text: question });
    return rows.flatMap((row) => Object.values(row));
  } finally {
    await client.end();
  }
}

describe('The PostgreSQL of npm start (item 3)', () => {
  // mkdtemp makes a folder of mode 700: as root, the server's own user can't walk there.
  const dataDir = mkdtempSync(join(tmpdir(), 'rapport-postgres-'));
  let running: EmbeddedPostgres | undefined;
  afterAll(async () => {
    await running?.destroy();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('starts in a folder of mode 700, keeps its data and port, survives a crash, and leaves nothing when destroyed', async () => {
    const first = (running = await startPostgres({ dataDir }));
    await ask(first, 'CREATE TABLE kept (n int)');
    await ask(first, 'INSERT INTO kept VALUES (7)');
    expect(await ask(first, "SELECT current_setting('listen_addresses')")).toEqual(['127.0.0.1']);
    expect(statSync(join(dataDir, 'postgres.json')).mode & 0o777).toBe(0o600);
    await expect(startPostgres({ dataDir })).rejects.toThrow('already runs on');

    const pid = Number(readFileSync(join(first.folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    await first.exited;
    // The number in the pid file now belongs to a program that is no PostgreSQL: ourselves.
    const pidFile = join(first.folder, 'postmaster.pid');
    writeFileSync(pidFile, readFileSync(pidFile, 'utf8').replace(String(pid), String(process.pid)));

    const second = (running = await startPostgres({ dataDir }));
    expect(second.port).toBe(first.port);
    expect(await ask(second, 'SELECT n FROM kept')).toEqual([7]);
    await second.destroy();
    running = undefined;
    expect(existsSync(second.folder)).toBe(false);
  });
});
