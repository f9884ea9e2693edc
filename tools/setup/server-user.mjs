import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { Sentence } from './sentence.mjs';

/**
 * The system user PostgreSQL runs as: it refuses to run as root. Undefined means "as whoever started this", and is the
 * answer for every user but root. As root it is the owner of the cluster that is already there, else the user `postgres`,
 * made where it does not exist yet.
 */
export function serverUser(clusterFolder) {
  if (process.getuid?.() !== 0) return undefined;
  const owner = ownerOf(clusterFolder);
  if (owner !== undefined && owner.uid !== 0) return owner;
  const known = findUser('postgres');
  if (known !== undefined) return known;
  makePostgresUser();
  const made = findUser('postgres');
  if (made === undefined) throw noUserSentence();
  return made;
}

/** True where this user (undefined: ourselves) can enter a folder. */
export function canEnter(folder, user) {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}

function ownerOf(folder) {
  const found = statSync(folder, { throwIfNoEntry: false });
  return found && { uid: found.uid, gid: found.gid };
}

function findUser(name) {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  if (line === undefined) return undefined;
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

function makePostgresUser() {
  try {
    execFileSync(
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', 'postgres'],
      {
        stdio: 'ignore',
      },
    );
  } catch (error) {
    throw new Sentence(noUserSentence().message, { cause: error });
  }
}

function noUserSentence() {
  return new Sentence(
    'PostgreSQL does not run as root, and the user "postgres" could not be made. Start Rapport as a normal user, ' +
      'make that user (useradd --system postgres), or give a database of your own: DATABASE_URL=postgres://… npm start',
  );
}
