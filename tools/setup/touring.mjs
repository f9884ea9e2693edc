import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './building.mjs';
import { installPackages } from './install.mjs';
import { inRoot, ROOT } from './paths.mjs';
import { freePort } from './ports.mjs';
import { waitUntil } from './processes.mjs';
import { Progress } from './progress.mjs';
import { Sentence } from './sentence.mjs';
import { readSettings } from './settings.mjs';
import { installSystemPackages } from './system-packages.mjs';

const LIMIT_SECONDS = 60;
const LONGEST_START = 300_000;
const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/**
 * The whole of `npm run demo:tour`: plays the path in Chromium, against the demo that runs on this data folder or against
 * one of its own, and leaves the pictures in `.data/tour`. Takes longer than a minute: that is a failure, and says so.
 */
export async function tour(environment) {
  const progress = new Progress();
  await installPackages(progress);
  if (findChromium(environment) === undefined) await installSystemPackages(progress);
  const executablePath = findChromium(environment);
  if (executablePath === undefined)
    throw new Sentence('The tour needs Chromium. Install it, or say where it is: CHROMIUM=/path npm run demo:tour');
  const { dataDir } = readSettings(environment, ROOT);
  const running = await runningDemo(dataDir);
  const { demo, end } = running ? { demo: running, end: () => undefined } : await ownDemo(environment, progress);
  try {
    await build(progress);
    const { playTour } = await import(pathToFileURL(inRoot('dist/tools/tour/index.js')).href);
    const say = (text) => progress.say(text);
    const { seconds, strip, picture } = await playTour({ demo, executablePath, folder: inRoot('.data/tour'), say });
    console.log(`The tour took ${seconds.toFixed(1)} s. Its pictures: ${strip}\nIn one: ${picture}`);
    if (seconds > LIMIT_SECONDS) throw new Sentence(`That is longer than ${LIMIT_SECONDS} s.`);
  } finally {
    await end();
  }
}

/** Where Chromium is; undefined where there is none. */
export function findChromium({ CHROMIUM, PATH = '' }) {
  if (CHROMIUM) return existsSync(CHROMIUM) ? CHROMIUM : undefined;
  const folders = PATH.split(delimiter).filter((folder) => folder !== '');
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file));
}

/** The demo that runs on a data folder, as the tour needs it; undefined where none answers, or it can't be broken. */
export async function runningDemo(dataDir, ask = answers) {
  const file = join(dataDir, 'urls.json');
  if (!existsSync(file)) return undefined;
  const urls = JSON.parse(readFileSync(file, 'utf8'));
  if (urls.break === undefined || urls.mailbox === undefined || !(await ask(`${urls.app}/readyz`))) return undefined;
  const secrets = JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8'));
  return {
    urls,
    coach: { email: secrets.RAPPORT_OWNER_EMAIL, password: secrets.RAPPORT_OWNER_PASSWORD },
    visitor: `robin-${Date.now().toString(36)}@visitor.example`,
  };
}

/** Starts a demo on an empty folder of its own, and says how to end it and throw the folder away. */
async function ownDemo({ PATH, HOME }, progress) {
  const dataDir = mkdtempSync(join(tmpdir(), 'rapport-tour-'));
  chmodSync(dataDir, 0o755); // else the database, whose server runs as another user, is put elsewhere
  const env = { PATH, HOME, DATA_DIR: dataDir, PORT: String(await freePort()) };
  const child = spawn(process.execPath, [inRoot('tools/setup/start.mjs')], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise((over) => child.once('close', over));
  const end = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  };
  process.once('exit', () => child.kill('SIGTERM'));
  const isUp = () => child.exitCode !== null || existsSync(join(dataDir, 'urls.json'));
  await progress.step('Starting a demo for the tour', () => waitUntil(isUp, LONGEST_START, 200));
  const demo = await runningDemo(dataDir);
  if (demo !== undefined) return { demo, end };
  await end();
  throw new Sentence('The demo for the tour did not start: it says why above.');
}

async function answers(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false; // nobody is there
  }
}
