import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inRoot, ROOT } from './paths.mjs';

/** One program of a start (API, worker, simulator, mailbox), running under node with its output in a log file. */
export class Program {
  /** `again`: its log goes on where that of the program before it ended. `talks`: it and the start send each other messages. */
  constructor({ name, file, env, dataDir, again = false, talks = false }) {
    this.name = name;
    this.logFile = join(dataDir, 'logs', `${name}.log`);
    const log = openSync(this.logFile, again ? 'a' : 'w', 0o600);
    const watch = pathToFileURL(inRoot('tools/setup/follow-parent.mjs')).href;
    // Its own process group: Ctrl-C in a terminal reaches the start alone, which then stops everything in order.
    this.child = spawn(process.execPath, ['--enable-source-maps', '--import', watch, inRoot(file)], {
      cwd: ROOT,
      env,
      stdio: ['ignore', log, log, ...(talks ? ['ipc'] : [])],
      detached: true,
    });
    closeSync(log);
    /** Settles when the program has ended: { code, signal }. */
    this.ended = new Promise((ended) => this.child.once('close', (code, signal) => ended({ code, signal })));
    const endWithUs = () => this.child.kill('SIGKILL');
    process.once('exit', endWithUs);
    this.child.once('close', () => process.removeListener('exit', endWithUs));
  }

  get isOver() {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Asks it to stop and, past the limit, makes it. Answers false where it had to be made to. */
  async stop(milliseconds) {
    if (this.isOver) return true;
    this.child.kill('SIGTERM');
    const inTime = await Promise.race([
      this.ended.then(() => true),
      new Promise((tick) => setTimeout(() => tick(false), milliseconds).unref()),
    ]);
    if (!inTime) {
      this.child.kill('SIGKILL');
      await this.ended;
    }
    return inTime;
  }
}

/** The last lines of a log, for a person to read. */
export function lastLines(file, count = 20) {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
}
