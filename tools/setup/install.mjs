import { existsSync, readFileSync } from 'node:fs';
import { withoutKnownEngines } from './engine-warnings.mjs';
import { run } from './processes.mjs';
import { inRoot, ROOT } from './paths.mjs';
import { Sentence } from './sentence.mjs';

/**
 * True where what is installed is what the lock file names. `wanted` and `installed` are the `packages` of
 * package-lock.json and of node_modules/.package-lock.json (npm writes the latter last of all); a package for another
 * kind of machine may be missing.
 */
export function isInstalled(wanted, installed) {
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.link) return true;
    const here = installed[path];
    return here === undefined ? Boolean(entry.optional || entry.devOptional) : here.version === entry.version;
  });
}

/** Installs the packages of the lock file where that is still to be done. */
export async function installPackages(progress) {
  const lockFile = inRoot('package-lock.json');
  const installedFile = inRoot('node_modules/.package-lock.json');
  if (existsSync(installedFile) && isInstalled(packagesOf(lockFile), packagesOf(installedFile))) return;

  await progress.step('Installing packages (about a minute)', async () => {
    // Not `npm ci`: it refuses a lock file that lacks packages for other kinds of machine, which a registry need not hold.
    const args = ['install', '--no-save', '--prefer-offline', '--include=dev', '--no-audit', '--no-fund'];
    const npm = process.env.npm_execpath;
    const isScript = npm !== undefined && /\.c?js$/.test(npm);
    const { code, output } = isScript
      ? await run(process.execPath, [npm, ...args], { cwd: ROOT, capture: true })
      : await run('npm', args, { cwd: ROOT, capture: true, shell: process.platform === 'win32' });
    process.stderr.write(withoutKnownEngines(output));
    if (code !== 0) {
      throw new Sentence(
        'The packages could not be installed: npm says why above. Once that is mended, run the same command again.',
      );
    }
  });
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}
