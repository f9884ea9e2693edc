import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { percentile } from '../../tools/percentile.js';
import type { FreshDatabases } from './installation.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const loader = ['--no-warnings', '--conditions=source', '--import', '@swc-node/register/esm-register'];

/** The API and a bare handler beside it, in one process of their own. */
export class SlotsServers {
  private constructor(
    private readonly child: ChildProcess,
    readonly urls: { readonly api: string; readonly bare: string },
  ) {}

  static async start(databases: FreshDatabases, practiceId: string): Promise<SlotsServers> {
    const { databaseUrl, keyDatabaseUrl } = databases;
    const child = spawn(process.execPath, [...loader, 'test/figures/slots-servers.ts'], {
      cwd: root,
      stdio: ['pipe', 'pipe', 'inherit'],
      env: {
        PATH: process.env['PATH'],
        TZ: 'UTC',
        SLOTS_SERVERS: JSON.stringify({ databaseUrl, keyDatabaseUrl, practiceId }),
      },
    });
    process.once('exit', () => child.kill('SIGKILL'));
    const ended = once(child, 'close').then(() => Promise.reject(new Error('The servers did not start.')));
    const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), ended])) as [string];
    ended.catch(() => undefined); // it ends when it is told to
    return new SlotsServers(child, JSON.parse(line) as { api: string; bare: string });
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'close');
    this.child.stdin?.end();
    await ended;
  }
}

/** How many answers came, and how long each took in milliseconds. */
export interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/**
 * Both addresses are asked in turns of this many milliseconds, in an order that changes with each round, over as many kept
 * connections: whatever else the machine does slows both alike. `share` is what the API reaches of the bare handler's
 * throughput, the median over the rounds. Throws for an answer that is not 200.
 */
export async function loadInTurns(
  addresses: { readonly api: string; readonly bare: string },
  { rounds, milliseconds, connections }: { rounds: number; milliseconds: number; connections: number },
): Promise<{ api: Load; bare: Load; share: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 2 * connections });
  const times = { api: [] as number[], bare: [] as number[] };
  const spent = { api: 0, bare: 0 };
  const shares: number[] = [];
  /** Answers in a millisecond. */
  const turn = async (name: 'api' | 'bare', counted = true): Promise<number> => {
    let answers = 0;
    const begun = performance.now();
    const until = begun + milliseconds;
    const one = async () => {
      while (performance.now() < until) {
        const taken = await timeOf(addresses[name], agent);
        answers += 1;
        if (counted) times[name].push(taken);
      }
    };
    await Promise.all(Array.from({ length: connections }, one));
    const lasted = performance.now() - begun;
    if (counted) spent[name] += lasted;
    return answers / lasted;
  };
  try {
    for (const name of ['bare', 'api', 'bare', 'api'] as const) await turn(name, false); // compiled, connected
    for (let round = 0; round < rounds; round += 1) {
      const first = round % 2 === 0 ? await turn('api') : undefined;
      const bare = await turn('bare');
      shares.push((first ?? (await turn('api'))) / bare);
    }
  } finally {
    agent.destroy();
  }
  const told = (name: 'api' | 'bare'): Load => ({
    perSecond: (times[name].length * 1000) / spent[name],
    p50: percentile(times[name], 0.5),
    p99: percentile(times[name], 0.99),
  });
  return { api: told('api'), bare: told('bare'), share: percentile(shares, 0.5) };
}

/** From asking to the last byte; the answer is not read, since whoever measures shares the machine with what is measured. */
function timeOf(address: string, agent: Agent): Promise<number> {
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    get(address, { agent }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${address} answered ${String(answer.statusCode)}`));
      answer.resume();
      answer.once('error', reject);
      answer.once('end', () => resolve(performance.now() - begun));
    }).once('error', reject);
  });
}
