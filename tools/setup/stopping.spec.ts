import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** Stands in for a program: notes when it begins and when it is told to stop, and the API also says that it is ready. */
const PROGRAM = `import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
const note = (what) => appendFileSync(process.env.DATA_DIR + '/diary', what + ' ' + NAME + ' ' + process.pid + '\\n');
const server = createServer((_, answer) => answer.end(JSON.stringify({ degraded: [] })));
process.on('SIGINT', () => note('interrupted'));
process.on('SIGTERM', () => {
  note('stopped');
  setTimeout(() => process.exit(), 30);
});
note('began');
server.listen(NAME === 'api' ? Number(process.env.PORT) : 0);
`;

/** Stands in for the setup of the database: keeps one row for each start, in the real PostgreSQL that was started. */
const DATABASE = `import pg from 'pg';
const client = new pg.Client({ connectionString: process.env.MIGRATION_DATABASE_URL });
await client.connect();
await client.query('CREATE TABLE IF NOT EXISTS starts (at timestamptz)');
await client.query('INSERT INTO starts VALUES (now())');
const { rows } = await client.query('SELECT count(*)::int AS starts FROM starts');
await client.end();
const empty = rows[0].starts === 1;
console.log(JSON.stringify({ databaseUrl: process.env.MIGRATION_DATABASE_URL, keyDatabaseUrl: 'postgres://none', empty }));
`;

const DEMO = `import { appendFileSync } from 'node:fs';
appendFileSync(process.env.DATA_DIR + '/diary', 'seeded demo ' + process.pid + '\\n');
`;

describe('Ctrl-C on npm start (item 3)', () => {
  const root = mkdtempSync(join(tmpdir(), 'rapport-stop-'));
  const data = join(root, '.data');
  const starts: ChildProcess[] = [];
  let port: number;
  const write = (file: string, content: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  };
  const diary = (): string[] => readFileSync(join(data, 'diary'), 'utf8').trimEnd().split('\n');
  const isRunning = (pid: number): boolean => spawnSync('kill', ['-0', String(pid)]).status === 0;

  beforeAll(async () => {
    cpSync('tools/setup', join(root, 'tools/setup'), { recursive: true });
    symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
    cpSync('package.json', join(root, 'package.json'));
    cpSync('package-lock.json', join(root, 'package-lock.json'));
    write('tools/setup/building.mjs', 'export async function build() {}\n');
    write('dist/tools/setup/database.js', DATABASE);
    write('dist/tools/demo/main.js', DEMO);
    for (const [name, file] of [
      ['api', 'apps/api/src'],
      ['worker', 'apps/worker/src'],
      ['mailbox', 'tools/mailbox'],
      ['simulator', 'tools/stripe-simulator'],
      ['break-something', 'tools/break-something'],
    ])
      write(`dist/${file}/main.js`, `const NAME = '${name}';\n${PROGRAM}`);
    port = await new Promise((free) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const { port: found } = server.address() as AddressInfo;
        server.close(() => free(found));
      });
    });
  });
  afterAll(() => {
    for (const one of starts) if (one.exitCode === null) one.kill('SIGKILL');
    // The database may lie outside, where its user can reach it; then it has a folder of its own there.
    const folder = existsSync(join(data, 'postgres.json')) ? folderOf(data) : join(data, 'postgres');
    rmSync(dirname(folder) === data ? folder : dirname(folder), { recursive: true, force: true });
    rmSync(root, { recursive: true, force: true });
  });

  /** A start that has printed its addresses, and what it said. */
  async function started(): Promise<{
    child: ChildProcess;
    said: () => string;
    ended: Promise<(number | string | null)[]>;
  }> {
    const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], PORT: String(port) };
    const child = spawn(process.execPath, ['tools/setup/start.mjs'], { cwd: root, env });
    starts.push(child);
    let text = '';
    child.stdout.on('data', (chunk) => (text += String(chunk)));
    child.stderr.on('data', (chunk) => (text += String(chunk)));
    const ended = new Promise<(number | string | null)[]>((done) =>
      child.once('close', (code, signal) => done([code, signal])),
    );
    await until(() => existsSync(join(data, 'urls.json')) || child.exitCode !== null);
    if (child.exitCode !== null) throw new Error(text);
    return { child, said: () => text, ended };
  }

  it('stops everything in order, leaves nothing running and no marks, and keeps the data for the next start', async () => {
    const first = await started();
    // A worker has no address that start could wait for: it may begin a moment after everything answers.
    const happened = (what: string) => diary().some((line) => line.startsWith(what));
    await until(() =>
      ['mailbox', 'simulator', 'api', 'worker', 'break-something']
        .map((name) => `began ${name}`)
        .concat('seeded demo')
        .every((what) => happened(what)),
    );
    const pids = diary()
      .filter((line) => line.startsWith('began'))
      .map((line) => Number(line.split(' ')[2]));
    const server = Number(readFileSync(join(folderOf(data), 'postmaster.pid'), 'utf8').split('\n')[0]);
    expect([...pids, server].map(isRunning)).toEqual([true, true, true, true, true, true]);
    const secrets = readFileSync(join(data, 'secrets.json'), 'utf8');
    const ports = readFileSync(join(data, 'ports.json'), 'utf8');

    // A second start beside it is refused, and disturbs nothing.
    const beside = spawnSync(process.execPath, ['tools/setup/start.mjs'], {
      cwd: root,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], PORT: String(port) },
    });
    expect([beside.status, beside.stderr]).toEqual([
      1,
      expect.stringContaining(`Rapport already runs on ${data} (process ${first.child.pid})`),
    ]);

    first.child.kill('SIGINT');
    expect(await first.ended).toEqual([0, null]);
    expect(first.said()).toMatch(/Stopped\.\n$/);
    expect(first.said()).not.toMatch(/did not stop in time|Error|\n {4}at /);
    const stopped = diary()
      .filter((line) => line.startsWith('stopped'))
      .map((line) => line.split(' ')[1]);
    expect(stopped).toEqual(['worker', 'break-something', 'api', 'simulator', 'mailbox']);
    expect(diary().filter((line) => line.startsWith('interrupted'))).toEqual([]);
    expect([...pids, server].map(isRunning)).toEqual([false, false, false, false, false, false]);
    expect(['urls.json', 'start.pid'].filter((mark) => existsSync(join(data, mark)))).toEqual([]);

    // The second start finds everything as it was: it fills no demo in again.
    const second = await started();
    expect(diary().filter((line) => line.startsWith('seeded'))).toHaveLength(1);
    expect(readFileSync(join(data, 'secrets.json'), 'utf8')).toBe(secrets);
    expect(readFileSync(join(data, 'ports.json'), 'utf8')).toBe(ports);
    second.child.kill('SIGINT');
    expect(await second.ended).toEqual([0, null]);
  });

  it('comes long after a worker and an API that were killed: each is back by itself, and stops with the rest (item 7)', async () => {
    const before = diary().length;
    const { child, ended, said } = await started();
    const began = (name: string) =>
      diary()
        .slice(before)
        .filter((line) => line.startsWith(`began ${name} `))
        .map((line) => Number(line.split(' ')[2]));
    for (const name of ['worker', 'api']) {
      await until(() => began(name).length === 1);
      process.kill(began(name)[0]!, 'SIGKILL');
      await until(() => began(name).length === 2);
      expect(said()).toContain(`${name} ended by SIGKILL and is started anew`);
    }
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    expect([...began('worker'), ...began('api')].map(isRunning)).toEqual([false, false, false, false]);
  });

  it('that comes while it is still bringing things up stops it just as cleanly', async () => {
    write('dist/apps/api/src/main.js', `const NAME = 'api that is never ready';\n${PROGRAM}`);
    const before = diary().length;
    const child = spawn(process.execPath, ['tools/setup/start.mjs'], {
      cwd: root,
      env: { PATH: process.env['PATH'], PORT: String(port) },
    });
    starts.push(child);
    const ended = new Promise((done) => child.once('close', (code, signal) => done([code, signal])));
    await until(() =>
      diary()
        .slice(before)
        .some((line) => line.startsWith('began worker')),
    );
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    const began = diary()
      .slice(before)
      .filter((line) => line.startsWith('began'));
    expect(began.map((line) => isRunning(Number(line.split(' ').at(-1))))).toEqual([false, false, false, false, false]);
    expect(existsSync(join(data, 'start.pid'))).toBe(false);
  });
});

const folderOf = (data: string): string =>
  (JSON.parse(readFileSync(join(data, 'postgres.json'), 'utf8')) as { folder: string }).folder;

async function until(happened: () => boolean): Promise<void> {
  for (let tick = 0; !happened(); tick += 1) {
    if (tick > 1000) throw new Error('It did not happen in time.');
    await new Promise((next) => setTimeout(next, 30));
  }
}
