import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { createConnection } from 'node:net';

export interface StoryRedis {
  readonly url: string;
  /** Every change it was ever told, as it would write it to disk; empty unless it was asked to remember. */
  told(): Buffer;
  stop(): Promise<void>;
}

/** A real Redis of a story's own, in memory, on a port of its own; `remember` keeps every change it is told. */
export async function startRedis(port: number, { remember = false } = {}): Promise<StoryRedis> {
  const folder = remember ? mkdtempSync(join(tmpdir(), 'rapport-redis-')) : undefined;
  const keeping = folder
    ? ['--appendonly', 'yes', '--dir', folder, '--auto-aof-rewrite-percentage', '0', '--aof-use-rdb-preamble', 'no']
    : ['--appendonly', 'no'];
  const server: ChildProcess = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', ...keeping],
    { stdio: 'ignore' },
  );
  const failed = once(server, 'error').then(([error]) => {
    throw new Error('redis-server could not be started: install the package redis-server.', { cause: error });
  });
  await Promise.race([failed, answers(port)]);
  return {
    url: `redis://127.0.0.1:${port}`,
    told: () => Buffer.concat(folder ? filesUnder(folder).map((file) => readFileSync(file)) : []),
    stop: async () => {
      const exited = once(server, 'exit');
      server.kill('SIGTERM');
      await exited;
      if (folder) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

async function answers(port: number): Promise<void> {
  for (;;) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = createConnection(port, '127.0.0.1', () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.once('close', () => resolve(false));
      socket.once('connect', () => socket.end());
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Every key there is now with what it holds, in bytes, whatever its kind. */
export async function dumpRedis(url: string): Promise<Map<string, Buffer>> {
  const client = new Redis(url);
  try {
    const dump = new Map<string, Buffer>();
    for (const key of await client.keys('*')) {
      const kind = await client.type(key);
      const read = reading[kind];
      if (!read) throw new Error(`${key} is a ${kind}, which this dump cannot read.`);
      const held = await client.callBuffer(read[0], key, ...read.slice(1));
      dump.set(key, Buffer.concat([Buffer.from(`${key}\n`), ...flat(held)]));
    }
    return dump;
  } finally {
    client.disconnect();
  }
}

const reading: Record<string, [command: string, ...rest: string[]]> = {
  string: ['GET'],
  hash: ['HGETALL'],
  list: ['LRANGE', '0', '-1'],
  set: ['SMEMBERS'],
  zset: ['ZRANGE', '0', '-1', 'WITHSCORES'],
  stream: ['XRANGE', '-', '+'],
};

function flat(held: unknown): Buffer[] {
  if (Array.isArray(held)) return held.flatMap(flat);
  return [Buffer.isBuffer(held) ? held : Buffer.from(String(held)), Buffer.from('\n')];
}
