import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { sharedFolder } from './postgres-binaries.mjs';
import { canEnter, serverUser } from './server-user.mjs';
import { Sentence } from './sentence.mjs';

/**
 * Where the cluster of a data folder lies and who owns it: { folder, user }. It lies in the data folder itself, or, where
 * the server's user can't walk there (a clone of mode 700, as root), in a folder of the system whose name follows from the
 * data folder's, so that the next start finds it again.
 */
export function placeCluster(dataDir, record, progress) {
  const wanted = record?.folder ?? join(dataDir, 'postgres');
  const user = serverUser(wanted);
  makeFolder(dirname(wanted));
  if (user === undefined || canEnter(dirname(wanted), user)) return { folder: wanted, user };

  const home = join(sharedFolder(), fallbackName(dataDir));
  const folder = join(home, 'postgres');
  makeFolder(home);
  chmodSync(home, 0o755);
  if (isCluster(folder)) setAside(folder, progress);
  if (isCluster(wanted)) move(wanted, folder);
  progress?.say(`The database lies in ${folder}, since PostgreSQL's user can't reach ${dataDir}`);
  return { folder, user };
}

/** The name, in the system's folder, of what belongs to one data folder. */
export function fallbackName(dataDir) {
  return createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 16);
}

/** True where a folder holds a finished cluster. */
export function isCluster(folder) {
  return existsSync(join(folder, 'PG_VERSION'));
}

/** What a data folder remembers of its cluster, { folder, port, password }, or undefined where there is none yet. */
export function readRecord(dataDir) {
  const file = recordFile(dataDir);
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code !== 'EACCES') throw error;
    throw new Sentence(
      `${dataDir} belongs to another user. Start as that user, or choose another folder: DATA_DIR=/some/folder npm start`,
      { cause: error },
    );
  }
}

/** Remembers the cluster of a data folder, readable by its owner alone, since the password is in it. */
export function writeRecord(dataDir, record) {
  writeFileSync(recordFile(dataDir), `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
}

/** Forgets a cluster and removes it with its folder. The server is stopped before. */
export function removeCluster(dataDir, folder) {
  rmSync(folder, { recursive: true, force: true });
  const home = dirname(folder);
  if (home !== resolve(dataDir) && readdirSync(home).length === 0) rmdirSync(home);
  rmSync(recordFile(dataDir), { force: true });
}

/** Makes a folder, or says in a sentence why it can't be written to. */
export function makeFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(error.code)) throw error;
    throw new Sentence(
      `${folder} can't be written to (${error.code}). Let this user write there, or choose another folder: DATA_DIR=/some/folder npm start`,
      { cause: error },
    );
  }
}

function recordFile(dataDir) {
  return join(dataDir, 'postgres.json');
}

/** A cluster whose data folder was removed by hand has lost its keys: a new one begins, and the old one is kept beside it. */
function setAside(folder, progress) {
  const kept = `${folder}.${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  renameSync(folder, kept);
  progress?.say(`An earlier database without its keys was set aside as ${kept}`);
}

function move(from, to) {
  const copied = spawnSync('cp', ['-a', from, to], { encoding: 'utf8' }); // owners and modes too
  if (copied.status !== 0) throw new Error(`${from} could not be copied to ${to}: ${copied.stderr}`);
  renameSync(from, `${from}.moved`);
}
