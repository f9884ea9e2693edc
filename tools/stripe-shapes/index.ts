import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { generatedPath, generatorCommand, projectRoot } from './place.js';
import type { Shapes } from './schema.js';

export type { Schema, Shapes } from './schema.js';

/**
 * Stripe's shapes for the SDK that is installed. The first call after an install or an upgrade takes a few seconds: the
 * declarations are read in a process of its own, because the type checker needs half a gigabyte that nobody wants to keep.
 */
export async function loadShapes(): Promise<Shapes> {
  const root = projectRoot();
  const path = generatedPath(root);
  if (!existsSync(path))
    await promisify(execFile)(process.execPath, generatorCommand(), { cwd: root, env: quietEnvironment() });
  return JSON.parse(readFileSync(path, 'utf8')) as Shapes;
}

/** The parent's flags (a test runner's, a debugger's) are not for the generator. */
function quietEnvironment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _flags, ...environment } = process.env;
  return environment;
}
