import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { isCluster, makeFolder, placeCluster, readRecord, removeCluster, writeRecord } from './cluster-place.mjs';
import { freePort, portTrouble } from './ports.mjs';
import { reachableBinaries } from './postgres-binaries.mjs';
import { commandOf, isRunning, waitUntil } from './processes.mjs';
import { Sentence } from './sentence.mjs';

const SUPERUSER = 'postgres';
const COMMON = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'timezone=UTC',
  'log_timezone=UTC',
  'max_connections=200',
  'log_error_verbosity=terse', // the details of a refused row are its values, and those are people's
];
/** From 17 on a cluster brings its own sorting; before, it takes the system's, which is the same everywhere only as C. */
const LOCALE = ['--encoding=UTF8', '--locale=C'];
const BUILTIN_LOCALE = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'wal_level=minimal', 'max_wal_senders=0'];

/**
 * Starts the PostgreSQL that npm installed, or the one of the folder `binaries`, on 127.0.0.1 only, and makes its cluster
 * the first time. Answers { ownerUrl, port, folder, logFile, exited, stop(), destroy() }: `ownerUrl` is the superuser's, `exited` a
 * promise of the process's end, `destroy()` stops it and removes the data. The port and the password are kept under
 * `dataDir`. `fsync: false` is for tests: fast, and lost in a power cut. `takeOver` stops a server that an ended start
 * left behind.
 */
export async function startPostgres({ dataDir, port, fsync = true, takeOver = false, binaries: given, progress }) {
  const home = resolve(dataDir);
  makeFolder(home);
  const record = readRecord(home);
  const { folder, user } = placeCluster(home, record, progress);
  const binaries = given ?? reachableBinaries(user, progress);
  const password = record?.password ?? randomBytes(24).toString('base64url');

  if (!isCluster(folder)) await initialise({ binaries, folder, user, password, fsync, progress });
  refuseAnotherVersion(folder, binaries);
  await endLeftover(folder, takeOver);
  const chosen = await choosePort(port, record?.port);
  writeRecord(home, { folder, port: chosen, password });

  const logFile = join(home, 'logs', 'postgres.log');
  makeFolder(join(home, 'logs'));
  const child = await launch({ binaries, folder, user, port: chosen, fsync, logFile });
  const stop = () => stopServer(child);
  return {
    ownerUrl: `postgres://${SUPERUSER}:${password}@127.0.0.1:${chosen}/postgres`,
    port: chosen,
    folder,
    logFile,
    exited: child.ended,
    stop,
    destroy: async () => {
      await stop();
      removeCluster(home, folder);
    },
  };
}

/** Makes the cluster beside its place and renames it when it is whole: a start that is cut short leaves no half one. */
async function initialise({ binaries, folder, user, password, fsync, progress }) {
  const half = `${folder}.new`;
  const passwordFile = `${folder}.password`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user !== undefined) [half, passwordFile].forEach((path) => chownSync(path, user.uid, user.gid));
  progress?.say('Making a new PostgreSQL cluster');
  const locale = Number(versionOf(binaries)) >= 17 ? [...LOCALE, ...BUILTIN_LOCALE] : LOCALE;
  const { status, stdout, stderr } = spawnSync(
    join(binaries, 'bin', 'initdb'),
    [
      `--pgdata=${half}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      ...locale,
      ...(fsync ? [] : ['--no-sync']),
    ],
    { ...user, cwd: '/', env: serverEnvironment(), encoding: 'utf8' },
  );
  rmSync(passwordFile, { force: true });
  if (status !== 0) throw new Error(`initdb failed: ${stdout}${stderr}`);
  renameSync(half, folder);
}

async function launch({ binaries, folder, user, port, fsync, logFile }) {
  const log = openSync(logFile, 'w', 0o600);
  const settings = [...COMMON, ...(fsync ? [] : FAST)].flatMap((setting) => ['-c', setting]);
  // Its own process group: Ctrl-C in a terminal reaches the start alone, which then stops everything in order.
  const child = spawn(join(binaries, 'bin', 'postgres'), ['-D', folder, '-p', String(port), ...settings], {
    ...user,
    cwd: '/',
    env: serverEnvironment(),
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  child.ended = new Promise((ended) => child.once('close', (code, signal) => ended({ code, signal })));
  const endWithUs = () => child.kill('SIGINT');
  process.once('exit', endWithUs);
  void child.ended.then(() => process.removeListener('exit', endWithUs));

  const failed = new Promise((_, fail) => child.once('error', fail));
  const over = () => child.exitCode !== null || child.signalCode !== null;
  const ready = await Promise.race([waitUntil(() => over() || isReady(folder, child.pid), 60_000, 20), failed]);
  if (ready && !over()) return child;
  await stopServer(child);
  throw new Error(
    `PostgreSQL did not start. Its log, ${logFile}, ends:\n${readFileSync(logFile, 'utf8').slice(-2000)}`,
  );
}

/** The server writes its state as the last line of its own pid file. */
function isReady(folder, pid) {
  const lines = pidLines(folder);
  return lines[0] === String(pid) && lines.at(7)?.trim() === 'ready';
}

function pidLines(folder) {
  const file = join(folder, 'postmaster.pid');
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
}

/** Removes the pid file of a server that ended without doing so, and ends one that outlived the start it belonged to. */
async function endLeftover(folder, takeOver) {
  const pid = Number(pidLines(folder)[0]);
  if (!Number.isInteger(pid) || pid <= 0) return;
  const command = isRunning(pid) ? commandOf(pid) : 'another program';
  if (command !== '' && !command.includes(folder)) {
    rmSync(join(folder, 'postmaster.pid'), { force: true });
    return;
  }
  if (!takeOver) {
    throw new Sentence(
      `A PostgreSQL already runs on ${folder} (process ${pid}). Stop what started it, or choose another DATA_DIR.`,
    );
  }
  for (const [signal, milliseconds] of [
    ['SIGINT', 15_000],
    ['SIGQUIT', 5_000],
  ]) {
    process.kill(pid, signal);
    if (await waitUntil(() => !isRunning(pid), milliseconds)) return;
  }
  throw new Sentence(
    `The PostgreSQL of an earlier start (process ${pid}) does not end. End it by hand: kill -QUIT ${pid}`,
  );
}

async function choosePort(given, remembered) {
  if (given !== undefined) return given;
  if (remembered !== undefined && (await portTrouble(remembered)) === undefined) return remembered;
  return freePort();
}

function refuseAnotherVersion(folder, binaries) {
  let version;
  try {
    version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  } catch (error) {
    if (error.code !== 'EACCES') throw error;
    throw new Sentence(
      `The database in ${folder} belongs to another user. Start as that user (or as root), or choose another folder: DATA_DIR=/some/folder npm start`,
      { cause: error },
    );
  }
  const ours = versionOf(binaries);
  if (ours === undefined)
    throw new Sentence(
      'The PostgreSQL that npm installed does not run on this system. Give one of your own: DATABASE_URL=postgres://… npm start',
    );
  if (ours === version) return;
  throw new Sentence(
    `The database in ${folder} was made by PostgreSQL ${version}, and this is ${ours}. Dump it with ${version}, or choose another DATA_DIR.`,
  );
}

/** The major version of a folder's programs, as text, or undefined where they do not run. */
function versionOf(binaries) {
  const { stdout } = spawnSync(join(binaries, 'bin', 'postgres'), ['--version'], { cwd: '/', encoding: 'utf8' });
  return /\b(\d+)\.\d+/.exec(stdout ?? '')?.[1];
}

async function stopServer(child) {
  const limits = [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ];
  for (const [signal, milliseconds] of limits) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    child.kill(signal);
    await Promise.race([child.ended, new Promise((tick) => setTimeout(tick, milliseconds).unref())]);
  }
}

function serverEnvironment() {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}
