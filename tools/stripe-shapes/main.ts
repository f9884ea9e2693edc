import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { generateShapes } from './generate.js';
import { generatedPath, projectRoot } from './place.js';

const root = projectRoot();
const path = generatedPath(root);
const unfinished = `${path}.${process.pid}`;
mkdirSync(dirname(path), { recursive: true });
writeFileSync(unfinished, JSON.stringify(generateShapes(root)));
renameSync(unfinished, path); // whole or not at all, however many generate at once
process.stdout.write(`${path}\n`);
