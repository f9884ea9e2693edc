import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inRoot, ROOT } from './paths.mjs';
import { run } from './processes.mjs';
import { Sentence } from './sentence.mjs';
import { filesBelow, hashFiles } from './source-hash.mjs';

const HASH_FILE = 'dist/.build-hash';
const SERVER = ['apps/api', 'apps/worker', 'libs', 'migrations', 'tools'];
const SHARED = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'tools/setup/building.mjs',
];
const VITE = 'node_modules/vite/bin/vite.js';

/** What is built, in this order: the server's programs, and each of the two browser apps that is there. */
const PARTS = [
  { name: 'server', sources: SERVER, work: buildServer },
  { name: 'site', sources: ['apps/site', 'libs'], config: 'apps/site/vite.config.ts', work: buildSite },
  { name: 'studio', sources: ['apps/studio', 'libs'], config: 'apps/studio/vite.config.ts', work: buildStudio },
];

/** Builds into dist/ what is not up to date there. */
export async function build(progress) {
  const parts = PARTS.filter(({ config }) => config === undefined || existsSync(inRoot(config)));
  const before = readHashes();
  const stale = parts
    .map((part) => ({ ...part, hash: hashFiles(ROOT, filesBelow(ROOT, [...SHARED, ...part.sources], isBuildSource)) }))
    .filter(({ name, hash }) => before[name] !== hash);
  if (stale.length === 0) return;

  await progress.step(`Building ${stale.map(({ name }) => name).join(', ')}`, async () => {
    for (const { name, hash, work } of stale) {
      remember(name, undefined);
      await work();
      remember(name, hash);
    }
  });
}

/** True for files that a build reads: not the specs, nor the builders of tests, nor what people read. */
export function isBuildSource(file) {
  return !/\.spec\.tsx?$|\/testing\/|\.md$/.test(file);
}

/** True for files beside the server's sources that its programs read when they run, and that the compiler leaves behind. */
export function isAsset(file) {
  return (
    isBuildSource(file) && !file.startsWith('tools/setup/') && !/\.(ts|tsx|mts|cts|map)$|tsconfig.*\.json$/.test(file)
  );
}

async function buildServer() {
  for (const folder of SERVER) rmSync(inRoot('dist', folder), { recursive: true, force: true });
  await mustRun('The server', ['node_modules/tsc7/bin/tsc', '-p', 'tsconfig.build.json']);
  for (const file of filesBelow(ROOT, SERVER, isAsset)) {
    mkdirSync(dirname(inRoot('dist', file)), { recursive: true });
    copyFileSync(inRoot(file), inRoot('dist', file));
  }
}

/** The site is built three times: for the browser, for the server that renders its pages, and the script for pages elsewhere. */
async function buildSite() {
  const site = (config, ...more) =>
    mustRun('The site', [
      VITE,
      'build',
      'apps/site',
      ...['--config', `apps/site/${config}`],
      ...['--logLevel', 'warn'],
      ...more,
    ]);
  await site('vite.config.ts');
  await site('vite.config.ts', '--ssr');
  await site('vite.embed.config.ts');
}

async function buildStudio() {
  await mustRun('The studio', [
    VITE,
    'build',
    'apps/studio',
    '--config',
    'apps/studio/vite.config.ts',
    '--logLevel',
    'warn',
  ]);
}

async function mustRun(what, args) {
  const { code } = await run(process.execPath, args, { cwd: ROOT, env: { ...process.env, NODE_ENV: 'production' } });
  if (code !== 0) throw new Sentence(`${what} could not be built: the compiler says why above.`);
}

function readHashes() {
  return existsSync(inRoot(HASH_FILE)) ? JSON.parse(readFileSync(inRoot(HASH_FILE), 'utf8')) : {};
}

function remember(name, hash) {
  mkdirSync(inRoot('dist'), { recursive: true });
  writeFileSync(inRoot(HASH_FILE), `${JSON.stringify({ ...readHashes(), [name]: hash }, null, 2)}\n`);
}
