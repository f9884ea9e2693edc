import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const extension = extname(fileURLToPath(import.meta.url));

/** The folder whose `node_modules` holds the SDK: the same from the sources and from the build. */
export function projectRoot(): string {
  for (let folder = here; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'node_modules/stripe/package.json'))) return folder;
  }
  throw new Error('The stripe package is not installed: run npm install.');
}

export function sdkVersion(root: string): string {
  const manifest = JSON.parse(readFileSync(join(root, 'node_modules/stripe/package.json'), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}

/** Where the generated shapes lie: beside the SDK, renamed by another SDK or another generator, gone with a fresh install. */
export function generatedPath(root: string): string {
  const generator = createHash('sha256');
  for (const name of ['catalogue', 'walk', 'generate']) generator.update(readFileSync(join(here, name + extension)));
  const name = `stripe-${sdkVersion(root)}-${generator.digest('hex').slice(0, 12)}.shapes.json`;
  return join(root, 'node_modules/.cache/stripe-shapes', name);
}

/** The command line that generates the file, from the sources or from the build. */
export function generatorCommand(): string[] {
  const register = extension === '.ts' ? ['--conditions=source', '--import', '@swc-node/register/esm-register'] : [];
  return [...register, join(here, `main${extension}`)];
}
