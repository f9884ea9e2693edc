import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OLDEST_NODE } from './node-version.mjs';

/** Every command of package.json that a person types and that runs one of our own programs first. */
const COMMANDS = Object.entries(
  (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }).scripts,
).flatMap(([name, line]) => {
  const file = /^(?:exec )?node (tools\/setup\/[\w-]+\.mjs)$/.exec(line)?.[1];
  return file === undefined ? [] : [[name, file] as const];
});

const pretending = (version: string): string =>
  `data:text/javascript,Object.defineProperty(process,'version',{value:'${version}'})`;

describe('A Node that is too old (item 3)', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'rapport-node-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is asked about by each of our commands', () => {
    expect(COMMANDS.map(([name]) => name)).toEqual(['build', 'start', 'check', 'test', 'figures', 'demo:tour']);
  });

  it.each(COMMANDS)('ends npm run %s at once with one sentence that says what to do', (_name, file) => {
    const dataDir = join(folder, 'data');
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', pretending('v20.18.3'), file], {
      encoding: 'utf8',
      timeout: 20_000,
      env: { PATH: process.env['PATH'], DATA_DIR: dataDir },
    });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr.trimEnd()).toBe(
      `Rapport needs Node ${OLDEST_NODE} or newer, and this is Node 20.18.3. Install a newer one from https://nodejs.org (version 20, 22 or 24), then run the same command again.`,
    );
    expect(existsSync(dataDir)).toBe(false);
  });

  it('is the one that package.json refuses too', () => {
    const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };
    expect(`${engines.node}.0`).toBe(`>=${OLDEST_NODE}`);
  });
});
