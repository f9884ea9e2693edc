import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../tools/setup/ports.mjs';
import { operatorKey } from '../support/test-config.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where a start says its programs answer. */
export interface Urls {
  readonly app: string;
  readonly simulator: string;
  readonly mailbox: string;
}

/** A whole installation brought up by the command that people type, on data and ports of its own. */
export class RunningStart {
  private constructor(
    private readonly child: ChildProcess,
    private readonly dataDir: string,
    /** From the command to the first green answer of /readyz. */
    readonly seconds: number,
  ) {}

  /** Types the command and waits for green; throws when it ends or `milliseconds` pass before. */
  static async begin(
    dataDir: string,
    { command, demo, milliseconds = 120_000 }: { command: readonly string[]; demo: boolean; milliseconds?: number },
  ): Promise<RunningStart> {
    const port = String(await freePort());
    const { PATH, HOME, LANG } = process.env;
    const [file, ...args] = command;
    const began = performance.now();
    const child = spawn(file!, args, {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      detached: true,
      env: {
        ...{ PATH, HOME, LANG, DATA_DIR: dataDir, PORT: port },
        ...{ DEMO: String(demo), RAPPORT_OPERATOR_KEY: operatorKey, RATE_LIMIT: 'off' },
      },
    });
    const kill = () => signal(child, 'SIGTERM');
    process.once('exit', kill);
    child.once('close', () => process.removeListener('exit', kill));
    const start = (seconds: number) => new RunningStart(child, dataDir, seconds);
    try {
      await untilGreen(`http://localhost:${port}/readyz`, { milliseconds, isOver: () => isOver(child) });
      return start((performance.now() - began) / 1000);
    } catch (error) {
      await start(0).stop();
      throw error;
    }
  }

  /** The addresses, once the start has published them. */
  async urls(): Promise<Urls> {
    const file = join(this.dataDir, 'urls.json');
    while (!existsSync(file)) {
      if (isOver(this.child)) throw new Error('The start ended before it was whole.');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return JSON.parse(readFileSync(file, 'utf8')) as Urls;
  }

  /** The resident memory in MB of the program of this start that runs this file. */
  memoryOf(program: string): number {
    const start = Number(readFileSync(join(this.dataDir, 'start.pid'), 'utf8'));
    const found = childrenOf(start).find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(program));
    if (found === undefined) throw new Error(`${program} does not run.`);
    return residentMemory(found);
  }

  async stop(): Promise<void> {
    if (isOver(this.child)) return;
    const ended = new Promise((resolve) => this.child.once('close', resolve));
    signal(this.child, 'SIGINT');
    await ended;
    // npm may be gone before what it started: that one lets go of its folder last.
    while (existsSync(join(this.dataDir, 'start.pid'))) await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Waits until /readyz answers 200 with nothing degraded. */
export async function untilGreen(
  url: string,
  { milliseconds, isOver = () => false }: { milliseconds: number; isOver?: () => boolean },
): Promise<void> {
  const deadline = performance.now() + milliseconds;
  while (performance.now() < deadline && !isOver()) {
    const answer = await fetch(url).catch(() => undefined); // not listening yet
    if (answer?.status === 200 && ((await answer.json()) as { degraded: unknown[] }).degraded.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} did not become green.`);
}

const isOver = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

/** The resident memory of a process in MB, as Linux counts it. */
export function residentMemory(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

/** The processes that this one started. */
export function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const status = existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, 'utf8') : '';
      return new RegExp(`^PPid:\\s+${parent}$`, 'm').test(status);
    });
}

/** The whole group, as a terminal does it: npm, its shell, and the start. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    process.kill(-child.pid!, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it ended in this very moment
  }
}
