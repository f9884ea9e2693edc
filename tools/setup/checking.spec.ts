import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** What the tools of the check read, beside the sources. */
const SETTINGS = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'eslint.config.js',
  '.prettierrc.json',
  '.prettierignore',
  '.dependency-cruiser.cjs',
];

/** One fault of each kind: the tool that must refuse it, the file, what it says, and how the tool names the fault. */
const FAULTS = [
  ['lint (eslint)', 'floating.ts', 'void 0;\nPromise.resolve(1);\n', 'no-floating-promises'],
  ['format (prettier)', 'format.ts', 'export const  kind = "kind"\n', 'libs/clients/src/format.ts'],
  ['types (tsconfig.json)', 'types.ts', "export const hours: number = 'one';\n", 'TS2322'],
  ['types (tsconfig.json)', 'strict.ts', 'export const first = (of: string[]): string => of[0];\n', 'strict.ts(1,'],
  [
    'import rules (dependency-cruiser)',
    'arrows.ts',
    "export { booked } from '../../booking/src/index.js';\n",
    'arrows-of-clients',
  ],
] as const;

/** Stands in for Jest, whose run these tests are themselves: it reports three tests that passed. */
const JEST = `import { writeFileSync } from 'node:fs';
const file = process.argv[process.argv.indexOf('--outputFile') + 1];
writeFileSync(file, JSON.stringify({ numPassedTests: 3, numFailedTests: 0, numRuntimeErrorTestSuites: 0 }));
`;

describe('One command for lint, format, types and import rules (item 1)', () => {
  const root = mkdtempSync(join(tmpdir(), 'rapport-check-'));
  const write = (file: string, content: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  };
  const npm = (...args: string[]) =>
    spawnSync('npm', args, {
      cwd: root,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'] },
    });
  const faultFile = (name: string): string => join('libs/clients/src', name);
  const verdicts = (output: string): Record<string, string> =>
    Object.fromEntries(
      [...output.matchAll(/^ {2}(ok|FAILED) +[\d.]+ s {2}(.+)$/gm)].map(([, how, tool]) => [tool!, how!]),
    );

  beforeAll(() => {
    for (const file of SETTINGS) cpSync(file, join(root, file));
    cpSync('tools/setup', join(root, 'tools/setup'), {
      recursive: true,
      filter: (file) => !file.endsWith('.ts') || file === 'tools/setup',
    });
    // The build, the system's packages and the tests themselves are not what is tried here.
    write('tools/setup/building.mjs', 'export async function build() {}\n');
    write('tools/setup/system-packages.mjs', 'export async function installSystemPackages() {}\n');
    write(
      'tools/setup/other-postgres.mjs',
      'export const OLDEST_POSTGRES = 15;\nexport const ON_BOTH = [];\nexport async function withOldestPostgres() {}\n',
    );
    mkdirSync(join(root, 'node_modules/jest/bin'), { recursive: true });
    for (const name of readdirSync('node_modules'))
      if (name !== 'jest') symlinkSync(resolve('node_modules', name), join(root, 'node_modules', name));
    write('node_modules/jest/bin/jest.js', JEST);
    write('node_modules/jest/package.json', '{ "type": "module" }\n');
    write('libs/clients/src/index.ts', 'export const known = true;\n');
    write('libs/booking/src/index.ts', 'export const booked = true;\n');
    for (const [, name, content] of FAULTS) write(faultFile(name), content);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('refuses one fault of each kind, by the name of the tool and of the fault', () => {
    const { status, stdout } = npm('run', 'check');
    expect(status).toBe(1);
    expect(verdicts(stdout)).toEqual(Object.fromEntries(FAULTS.map(([tool]) => [tool, 'FAILED'])));
    expect(FAULTS.filter(([, , , named]) => !stdout.includes(named))).toEqual([]);
  });

  it('is run by npm test too, which counts each of its tools and fails with it', () => {
    for (const [, name] of FAULTS) if (name !== 'format.ts') rmSync(join(root, faultFile(name)));
    const { status, stdout } = npm('test');
    expect(status).toBe(1);
    expect(verdicts(stdout)).toEqual({
      'lint (eslint)': 'ok',
      'format (prettier)': 'FAILED',
      'types (tsconfig.json)': 'ok',
      'import rules (dependency-cruiser)': 'ok',
    });
    // Three tools and twice three tests; what failed is the format alone.
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('9 passed, 1 failed');
  });
});

describe('The frame (item 1)', () => {
  it('has the top level of the plan, and nothing else that people keep by hand', () => {
    const files = ['docker-compose.yml', 'nest-cli.json', 'package.json', 'tsconfig.json', 'README.md'];
    const folders = ['apps', 'libs', 'migrations', 'test', 'docs', 'tools', '.ci'];
    for (const file of files) expect([file, statSync(file).isFile()]).toEqual([file, true]);
    for (const folder of folders) expect([folder, statSync(folder).isDirectory()]).toEqual([folder, true]);
    const made = ['node_modules', 'dist', 'coverage'];
    const others = readdirSync('.', { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name);
    expect(others.filter((name) => !folders.includes(name) && !made.includes(name))).toEqual([]);
  });

  it('is a Nest monorepo of ES modules whose every app and lib stands where nest-cli.json and package.json say', () => {
    const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
    const nest = read('nest-cli.json') as {
      monorepo: boolean;
      projects: Record<string, { root: string; entryFile?: string; sourceRoot: string }>;
    };
    const settings = read('package.json') as {
      type: string;
      imports: Record<string, { source: string; default?: string }>;
    };
    expect([nest.monorepo, settings.type]).toEqual([true, 'module']);
    const missing = Object.values(nest.projects).flatMap(({ root, sourceRoot }) =>
      [root, sourceRoot].filter((path) => !existsSync(path)),
    );
    expect(missing).toEqual([]);
    const libs = readdirSync('libs');
    for (const lib of libs) expect(settings.imports[`#${lib}`]?.source).toBe(`./libs/${lib}/src/index.ts`);
  });

  it('is strict TypeScript', () => {
    const { compilerOptions } = JSON.parse(readFileSync('tsconfig.json', 'utf8')) as { compilerOptions: object };
    expect(compilerOptions).toMatchObject({
      module: 'nodenext',
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
    });
  });
});
