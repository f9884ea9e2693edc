import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from './cluster-place.mjs';
import { freePort, portTrouble, readPort, requirePort } from './ports.mjs';
import { commandOf, isRunning } from './processes.mjs';
import { Sentence } from './sentence.mjs';
import { completeSecrets } from './settings.mjs';

const PORT_VARIABLES = [
  'SIMULATOR_PORT',
  'MAILBOX_PORT',
  'MAILBOX_SMTP_PORT',
  'METRICS_PORT',
  'WORKER_METRICS_PORT',
  'BREAK_PORT',
];

/** Makes the data folder, or says in a sentence why it can't be used. */
export function openDataFolder(dataDir) {
  makeFolder(dataDir);
  try {
    accessSync(dataDir, constants.W_OK | constants.X_OK);
    mkdirSync(join(dataDir, 'logs'), { recursive: true });
  } catch (error) {
    throw new Sentence(
      `${dataDir} can't be written to (${error.code}). Let this user write there, or choose another folder: DATA_DIR=/some/folder npm start`,
      { cause: error },
    );
  }
}

/** Refuses a second start on the same data while the first one runs; answers what lets go of the folder. */
export function lockDataFolder(dataDir) {
  const file = join(dataDir, 'start.pid');
  for (;;) {
    if (takeLock(file)) return () => (readHolder(file) === process.pid ? rmSync(file, { force: true }) : undefined);
    const holder = readHolder(file);
    if (holder !== undefined && isRunning(holder) && commandOf(holder).includes('start.mjs')) {
      throw new Sentence(
        `Rapport already runs on ${dataDir} (process ${holder}). Use that one, stop it, or start another beside it: DATA_DIR=.data2 PORT=3001 npm start`,
      );
    }
    rmSync(file, { force: true }); // left by a start that was killed
  }
}

/** Puts our process id in place, whole, unless another one is there: a link either is made or is refused. */
function takeLock(file) {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** The secrets of this data folder, made the first time and readable by their owner alone. */
export function keepSecrets(dataDir) {
  const file = join(dataDir, 'secrets.json');
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const secrets = completeSecrets(known);
  if (Object.keys(secrets).some((name) => known[name] === undefined)) writeWhole(file, { ...known, ...secrets });
  return secrets;
}

/** A port for each local service: the one given, else the one of the last start, else a free one. */
export async function choosePorts(dataDir, env) {
  const file = join(dataDir, 'ports.json');
  const last = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const ports = {};
  for (const name of PORT_VARIABLES) {
    const taken = Object.values(ports);
    if (env[name] !== undefined) {
      ports[name] = readPort(name, env[name]);
      await requirePort(name, ports[name]);
    } else {
      const again =
        last[name] !== undefined && !taken.includes(last[name]) && (await portTrouble(last[name])) === undefined;
      ports[name] = again ? last[name] : await freePort(taken);
    }
  }
  writeWhole(file, ports);
  return ports;
}

/** Takes back the addresses of the last start, so that nobody reads them before this one answers. */
export function withdrawUrls(dataDir) {
  rmSync(join(dataDir, 'urls.json'), { force: true });
}

/** Publishes the addresses, at once and whole: who finds the file finds everything answering. */
export function publishUrls(dataDir, urls) {
  writeWhole(join(dataDir, 'urls.json'), urls, 0o644);
}

function writeWhole(file, content, mode = 0o600) {
  writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode });
  renameSync(`${file}.new`, file);
}

function readHolder(file) {
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8'));
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}
