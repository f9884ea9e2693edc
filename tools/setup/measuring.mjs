import { existsSync, readdirSync } from 'node:fs';
import { build } from './building.mjs';
import { installPackages } from './install.mjs';
import { inRoot, ROOT } from './paths.mjs';
import { run } from './processes.mjs';
import { Progress } from './progress.mjs';
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

/** Runs experiments, each after the other, and answers 1 if one missed its goal; without a name it lists them. */
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
  const codes = [];
  for (const name of chosen) codes.push(await progress.step(`Figure ${name}`, () => measure(name)));
  return codes.every((code) => code === 0) ? 0 : 1;
}

async function measure(name) {
  const loader = ['--conditions=source', '--import', '@swc-node/register/esm-register'];
  const { code } = await run(
    process.execPath,
    ['--no-warnings', ...loader, inRoot('test/figures', `${name}${SUFFIX}`)],
    {
      cwd: ROOT,
      env: { ...process.env, TZ: 'UTC' },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  return code;
}
