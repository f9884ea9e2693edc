import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Config } from '#platform';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The command of a program as it runs in production; from the source where nothing is built. */
export function commandOf(app: 'api' | 'worker'): readonly string[] {
  const built = `dist/apps/${app}/src/main.js`;
  if (existsSync(new URL(`../../${built}`, import.meta.url))) return [built];
  const loader = ['--conditions=source', '--import', '@swc-node/register/esm-register'];
  return ['--no-warnings', ...loader, `apps/${app}/src/main.ts`];
}

/** A program of the installation that is killed and started anew. */
export class MortalProgram {
  private child: ChildProcess | undefined;
  /** How often it ended although nobody killed it. */
  ended = 0;

  constructor(
    private readonly command: readonly string[],
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** `watched`: is started anew whenever it ends by itself, as whoever watches over an installation does. */
  start({ watched = false } = {}): void {
    const child = spawn(process.execPath, this.command, {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: this.env,
    });
    const kill = () => child.kill('SIGKILL');
    process.once('exit', kill);
    child.once('close', () => {
      process.removeListener('exit', kill);
      if (this.child !== child) return;
      this.ended += 1;
      this.child = undefined;
      if (watched) setTimeout(() => this.start({ watched }), 500);
    });
    this.child = child;
  }

  /** True once it has died of SIGKILL; false where it did not run, or had ended before. */
  async kill(): Promise<boolean> {
    const { child } = this;
    this.child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return false;
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await ended;
    return child.signalCode === 'SIGKILL';
  }
}

/** The environment of a program that runs on these settings, by the machine's own clock. */
export function environmentOf(config: Config): NodeJS.ProcessEnv {
  const settings = Object.entries(config).filter(
    ([name]) => !/^(TRUST_PROXY|RATE_LIMIT|TEST_CLOCK|CLOCK_FILE|DEMO)$/.test(name),
  );
  return {
    ...Object.fromEntries(settings.map(([name, value]) => [name, String(value)])),
    PATH: process.env['PATH'],
    TZ: 'UTC',
    RATE_LIMIT: 'off',
    MAIL_REST_SECONDS: '0.2',
    LOG_LEVEL: 'silent',
  };
}

/** Waits until something has happened; false if it did not in time. */
export async function until(happened: () => boolean | Promise<boolean>, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (!(await happened())) {
    if (performance.now() > deadline) return false;
    await pause(10);
  }
  return true;
}

export const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
