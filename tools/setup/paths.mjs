import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder, absolute. */
export const ROOT = resolve(fileURLToPath(import.meta.url), '../../..');

/** An absolute path inside the project. */
export function inRoot(...parts) {
  return resolve(ROOT, ...parts);
}
