import { readFileSync } from 'node:fs';
import { filesBelow } from './source-hash.mjs';

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** The failures that docs/security.md lists, each with the files of its tests. */
const listed = readFileSync('docs/security.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map(cellsOf)
  .slice(2)
  .flatMap(([failure = '', , tests = '']) =>
    [...tests.matchAll(/`([^`]+)`/g)].map(([, file]) => `${failure}: ${file}`),
  );

const suites = filesBelow('.', ['apps', 'libs', 'tools', 'test'], (file) => /\.(spec|story|journey)\.ts$/.test(file));

/** The failures that titles of tests name, each with its file. */
const named = suites
  .filter((file) => file !== 'tools/setup/security.spec.ts')
  .flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\(published failure: ([^)]+)\)/g)].map(
      ([, failure]) => `${failure}: ${file}`,
    ),
  );

const failureOf = (line: string): string => line.slice(0, line.lastIndexOf(': '));

describe('Every published failure', () => {
  it('that docs/security.md lists has a test that carries its name, where the page says', () => {
    expect(listed.length).toBeGreaterThan(20);
    expect(listed.filter((one) => !named.includes(one))).toEqual([]);
  });

  it('that a test is named after is on the page', () => {
    const onThePage = new Set(listed.map(failureOf));
    expect(named.filter((one) => !onThePage.has(failureOf(one)))).toEqual([]);
  });
});
