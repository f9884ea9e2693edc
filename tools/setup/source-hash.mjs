import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const NEVER = new Set(['node_modules', 'dist', '.data', '.git']);

/** Every file below the given files and folders (relative to `root`), sorted; folders that hold no source are left out. */
export function filesBelow(root, paths, keep = () => true) {
  const found = [];
  const walk = (path) => {
    if (!existsSync(path)) return;
    if (!statSync(path).isDirectory()) {
      found.push(relative(root, path));
      return;
    }
    for (const name of readdirSync(path)) if (!NEVER.has(name)) walk(join(path, name));
  };
  paths.forEach((path) => walk(join(root, path)));
  return found.filter(keep).sort();
}

/** One hash over the names and the contents of files: what was built from them is up to date while it stays the same. */
export function hashFiles(root, files) {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}
