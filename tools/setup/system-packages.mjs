import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './processes.mjs';
import { Sentence } from './sentence.mjs';

/** What the tests need from the system: Debian's package, and how to see that it is there. */
export const NEEDED = [
  {
    package: 'chromium',
    isThere: (path) => ['chromium', 'chromium-browser', 'google-chrome'].some((name) => onPath(name, path)),
  },
  { package: 'redis-server', isThere: (path) => onPath('redis-server', path) },
  { package: 'postgresql', isThere: (path) => onPath('initdb', path) || debianVersions().length > 0 },
];

/** Which of the system's packages the tests still lack. */
export function missingPackages(path = process.env.PATH ?? '') {
  return NEEDED.filter(({ isThere }) => !isThere(path)).map((needed) => needed.package);
}

/** The one line to type on a system where the packages can't be installed here. */
export function lineToType(missing) {
  return `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing.join(' ')}`;
}

/**
 * Installs what is missing, as root on Debian. Elsewhere it says the one line to type: with CI=true that is a failure,
 * otherwise the tests that need it will fail by name.
 */
export async function installSystemPackages(progress, env = process.env) {
  const missing = missingPackages();
  if (missing.length === 0) return;
  if (!isDebian() || process.getuid?.() !== 0) {
    const sentence = `The tests need ${missing.join(', ')}. On Debian or Ubuntu type:\n  ${lineToType(missing)}`;
    if (env.CI === 'true') throw new Sentence(sentence);
    progress.say(sentence);
    return;
  }
  await progress.step(`Installing ${missing.join(', ')} (apt-get)`, async () => {
    if (missing.includes('postgresql')) forbidMainCluster();
    const apt = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } };
    await mustRun(['update', '-q'], apt);
    await mustRun(['install', '-q', '-y', '--no-install-recommends', ...missing], apt);
  });
  const still = missingPackages();
  if (still.length > 0)
    throw new Sentence(`apt-get installed everything, but ${still.join(', ')} can't be found on the PATH.`);
}

/** Debian's package would make a cluster and run it on port 5432; the tests make their own, on ports of their own. */
function forbidMainCluster() {
  const folder = '/etc/postgresql-common';
  const file = join(folder, 'createcluster.conf');
  if (existsSync(file)) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, 'create_main_cluster = false\n');
}

async function mustRun(args, options) {
  const { code } = await run('apt-get', args, options);
  if (code !== 0)
    throw new Sentence(
      `apt-get ${args[0]} failed: it says why above. Once that is mended, run the same command again.`,
    );
}

function isDebian() {
  return existsSync('/etc/os-release') && /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
}

function debianVersions() {
  const folder = '/usr/lib/postgresql';
  return existsSync(folder)
    ? readdirSync(folder).filter((version) => existsSync(join(folder, version, 'bin/initdb')))
    : [];
}

function onPath(program, path) {
  return path.split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, program)));
}
