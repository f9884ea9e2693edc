import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Runs a program to its end with its output passed through or collected; answers { code, output }. */
export function run(command, args, { capture = false, ...options } = {}) {
  return new Promise((ended, failed) => {
    const child = spawn(command, args, { stdio: capture ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2], ...options });
    const endWithUs = () => child.kill('SIGTERM');
    process.once('exit', endWithUs);
    child.once('close', () => process.removeListener('exit', endWithUs));
    let output = '';
    if (capture) {
      child.stdout.on('data', (chunk) => (output += chunk));
      child.stderr.on('data', (chunk) => (output += chunk));
    }
    child.once('error', failed);
    child.once('close', (code, signal) => ended({ code: code ?? 128, signal, output }));
  });
}

/** True while a process with this id runs. */
export function isRunning(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
  return !isZombie(pid);
}

/** The command line of a running process, or an empty text where it can't be seen. */
export function commandOf(pid) {
  if (existsSync(`/proc/${pid}/cmdline`))
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  const ps = spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
  return ps.status === 0 ? ps.stdout.trim() : '';
}

/** Waits until a condition holds; false where it still does not after `milliseconds`. */
export async function waitUntil(condition, milliseconds, every = 50) {
  const end = Date.now() + milliseconds;
  while (!(await condition())) {
    if (Date.now() > end) return false;
    await new Promise((tick) => setTimeout(tick, every));
  }
  return true;
}

function isZombie(pid) {
  if (!existsSync(`/proc/${pid}/stat`)) return false;
  return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.startsWith('Z') ?? false;
}
