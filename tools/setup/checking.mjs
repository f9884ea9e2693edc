import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { inRoot, ROOT } from './paths.mjs';
import { run } from './processes.mjs';

const TSC = 'node_modules/tsc7/bin/tsc';
const TREES = ['apps', 'libs', 'migrations', 'test', 'tools'];

/** The tools of the check that apply to this tree, the slowest first: { name, args } for node. */
export function checkTools() {
  const projects = ['tsconfig.json', 'apps/site/tsconfig.json', 'apps/studio/tsconfig.json'].filter((file) =>
    existsSync(inRoot(file)),
  );
  return [
    { name: 'lint (eslint)', args: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'] },
    {
      name: 'format (prettier)',
      args: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
    },
    ...projects.map((project) => ({ name: `types (${project})`, args: [TSC, '-p', project, '--noEmit'] })),
    {
      name: 'import rules (dependency-cruiser)',
      args: [
        'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
        '--config',
        '.dependency-cruiser.cjs',
        ...TREES.filter((tree) => existsSync(inRoot(tree))),
      ],
    },
  ];
}

/** Runs every tool of the check, as many at once as there are cores; answers { name, ok, seconds, output } of each. */
export async function runChecks(tools = checkTools(), cores = availableParallelism()) {
  const waiting = tools.map((tool, place) => ({ tool, place }));
  const results = [];
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const before = Date.now();
      const { code, output } = await run(process.execPath, next.tool.args, { cwd: ROOT, capture: true });
      results[next.place] = { name: next.tool.name, ok: code === 0, seconds: (Date.now() - before) / 1000, output };
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, cores) }, lane));
  return results;
}

/** What a person reads of a check: the whole output of what failed, then a line for each tool. */
export function summary(results) {
  const failures = results.filter(({ ok }) => !ok).map(({ name, output }) => `── ${name}\n${output.trim()}\n`);
  const lines = results.map(
    ({ name, ok, seconds }) => `  ${ok ? 'ok    ' : 'FAILED'}  ${seconds.toFixed(1).padStart(5)} s  ${name}`,
  );
  return [...failures, ...lines].join('\n');
}
