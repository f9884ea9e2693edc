import { spawn } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { build } from './building.mjs';
import { installPackages } from './install.mjs';
import { inRoot, ROOT } from './paths.mjs';
import { Progress } from './progress.mjs';
import { figuresIn, machineInWords, promiseOf, proofOf } from './proof.mjs';
import { Sentence } from './sentence.mjs';
import { installSystemPackages } from './system-packages.mjs';

const SUFFIX = '.figure.ts';

/** The names of the experiments there are. */
export function figureNames(folder = inRoot('test/figures')) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => file.slice(0, -SUFFIX.length))
    .sort();
}

/** Which experiments the words after `--` ask for: none lists them, `--all` is every one. Refuses a name there is not. */
export function chosenFigures(words, names) {
  if (words.includes('--all')) return names;
  const unknown = words.find((word) => !names.includes(word));
  if (unknown === undefined) return words;
  throw new Sentence(`There is no figure "${unknown}". There are: ${names.join(', ') || 'none yet'}.`);
}

/**
 * Runs experiments, each after the other, and answers 1 if one missed its goal; without a name it lists them. With `--all`
 * it also writes what came of them into docs/proof.md.
 */
export async function figures(words) {
  const names = figureNames();
  const chosen = chosenFigures(words, names);
  if (chosen.length === 0) {
    console.log(
      `Figures, each run by: npm run figures -- NAME (or --all)\n${names.map((name) => `  ${name}`).join('\n')}`,
    );
    return 0;
  }
  const progress = new Progress();
  await installPackages(progress);
  await installSystemPackages(progress);
  await build(progress);
  const begun = Date.now();
  const measured = [];
  for (const name of chosen) measured.push({ name, ...(await progress.step(`Figure ${name}`, () => measure(name))) });
  if (words.includes('--all')) await writeProof(measured, begun);
  return measured.every(({ code }) => code === 0) ? 0 : 1;
}

/** Runs one experiment with its output passed through; answers { code, output }. */
function measure(name) {
  const loader = ['--conditions=source', '--import', '@swc-node/register/esm-register'];
  const child = spawn(process.execPath, ['--no-warnings', ...loader, fileOf(name)], {
    cwd: ROOT,
    env: { ...process.env, TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const endWithUs = () => child.kill('SIGTERM');
  process.once('exit', endWithUs);
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
    process.stdout.write(chunk);
  });
  return new Promise((ended, failed) => {
    child.once('error', failed);
    child.once('close', (code) => {
      process.removeListener('exit', endWithUs);
      ended({ code: code ?? 128, output });
    });
  });
}

async function writeProof(measured, begun) {
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(begun);
  const minutes = Math.max(1, Math.round((Date.now() - begun) / 60_000));
  const experiments = measured.map(({ name, output }) => ({
    name,
    promise: promiseOf(fileOf(name)),
    figures: figuresIn(output),
  }));
  const file = inRoot('docs/proof.md');
  const { format, resolveConfig } = await import('prettier');
  const text = proofOf({ day, machine: machineInWords(), minutes, experiments });
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}

const fileOf = (name) => inRoot('test/figures', `${name}${SUFFIX}`);
