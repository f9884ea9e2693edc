import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Stands in for npm start: notes where it runs, serves five addresses, and ends when Ctrl-C is pressed. */
const START = `import { appendFileSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
const broken = process.env.BROKEN;
const note = (what) => appendFileSync(process.env.DIARY, what + '\\n');
note(['start', process.cwd(), (statSync('..').mode & 0o777).toString(8), process.env.CI].join(' '));
if (broken === 'start') process.exit(3);
mkdirSync('.data/logs', { recursive: true });
writeFileSync('.data/logs/api.log', 'the log of the API\\n');
const server = createServer((asked, answer) => {
  note('asked ' + asked.url);
  answer.writeHead(broken === 'address' && asked.url === '/3' ? 500 : 200).end();
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => {
  const url = (name) => [name, process.env.PUBLIC_URL + '/' + name];
  writeFileSync('.data/urls.json.new', JSON.stringify(Object.fromEntries(['1', '2', '3', '4', '5'].map(url))));
  writeFileSync('.data/start.pid', String(process.pid));
  import('node:fs').then(({ renameSync }) => renameSync('.data/urls.json.new', '.data/urls.json'));
});
process.on('SIGTERM', () => process.exit(143));
process.on('SIGINT', () => {
  note('interrupted');
  if (broken !== 'marks') rmSync('.data/start.pid');
  rmSync('.data/urls.json');
  process.exit(broken === 'stop' ? 1 : 0);
});
`;

/** Stands in for npm test. */
const TEST = `import { appendFileSync, statSync } from 'node:fs';
const note = ['test', process.cwd(), (statSync('..').mode & 0o777).toString(8), process.env.CI];
appendFileSync(process.env.DIARY, note.join(' ') + '\\n');
const failed = process.env.BROKEN === 'test' ? 2 : 0;
console.log('what is said on the way');
console.log('7 passed, ' + failed + ' failed');
process.exitCode = failed > 0 ? 1 : 0;
`;

describe('.ci/run (item 4)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-ci-'));
  const source = join(folder, 'source');
  const clones = join(folder, 'clones');

  beforeAll(() => {
    mkdirSync(join(source, '.ci'), { recursive: true });
    mkdirSync(clones);
    cpSync('.ci/run', join(source, '.ci/run'));
    const scripts = { start: 'exec node start.mjs', test: 'node test.mjs' };
    writeFileSync(join(source, 'package.json'), JSON.stringify({ name: 'stand-in', private: true, scripts }));
    writeFileSync(join(source, 'start.mjs'), START);
    writeFileSync(join(source, 'test.mjs'), TEST);
    writeFileSync(join(source, '.gitignore'), '.data/\nleft-behind\n');
    const git = (...words: string[]) =>
      spawnSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...words], {
        cwd: source,
        encoding: 'utf8',
      });
    git('init', '--quiet');
    git('add', '.');
    expect(git('commit', '--quiet', '--message', 'A stand-in').status).toBe(0);
    // What is not committed is in no clone.
    writeFileSync(join(source, 'left-behind'), '');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** One run, with what its two commands noted of themselves. */
  async function run(
    broken = '',
  ): Promise<{ code: number | null; last: string; out: string; diary: string[]; left: string[] }> {
    const diary = join(folder, `diary-${broken}`);
    const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], TMPDIR: clones, DIARY: diary, BROKEN: broken };
    const child = spawn(join(source, '.ci/run'), { env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    child.stdout.on('data', (chunk) => (out += String(chunk)));
    child.stderr.on('data', (chunk) => (out += String(chunk)));
    const code = await new Promise<number | null>((ended) => child.once('close', ended));
    const noted = existsSync(diary) ? readFileSync(diary, 'utf8').trimEnd().split('\n') : [];
    const places = noted.flatMap((line) => /^(?:start|test) (\S+)/.exec(line)?.[1] ?? []);
    const left = places.filter((place) => existsSync(dirname(place)));
    return { code, out, last: out.trimEnd().split('\n').at(-1) ?? '', diary: noted, left };
  }

  it('starts one fresh clone, reads its addresses and stops it, tests a second one, and closes with its count', async () => {
    const { code, last, diary, left, out } = await run();
    expect([code, last]).toEqual([0, '7 passed, 0 failed']);
    const [started, ...then] = diary;
    expect(started).toMatch(/^start \/\S+\/rapport 700 true$/);
    expect(then.slice(0, -2).toSorted()).toEqual(['1', '2', '3', '4', '5'].map((name) => `asked /${name}`));
    expect(then.at(-2)).toBe('interrupted');
    expect(then.at(-1)).toMatch(/^test \/\S+\/rapport 700 true$/);
    expect(started?.split(' ')[1]).not.toBe(then.at(-1)?.split(' ')[1]);
    expect(diary.join()).not.toContain(source);
    expect(left).toEqual([]);
    expect(out).toContain('stopped cleanly');
  });

  it.each([
    ['npm start does not come up', 'start', 'npm start did not come up'],
    ['an address that was printed does not answer', 'address', 'a printed address does not answer'],
    ['npm start ends badly after Ctrl-C', 'stop', 'npm start ended with 1 after SIGINT'],
    ['npm start leaves its marks behind', 'marks', 'npm start left its marks behind'],
  ])('fails, and tests nothing, where %s', async (_what, broken, says) => {
    const { code, out, diary, left } = await run(broken);
    expect([code, left]).toEqual([1, []]);
    expect(out).toContain(says);
    expect(diary.filter((line) => line.startsWith('test'))).toEqual([]);
  });

  it('fails with npm test, whose count it closes with all the same', async () => {
    const { code, last, left } = await run('test');
    expect([code, last, left]).toEqual([1, '7 passed, 2 failed', []]);
  });
});
