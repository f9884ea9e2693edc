import { readdirSync } from 'node:fs';
import { format } from 'prettier';
import { figuresIn, machineInWords, promiseOf, proofOf, type Experiment } from './proof.mjs';

const overlaps = { figure: 'race.overlaps', value: 0, unit: 'pairs', goal: '= 0', ok: true };
const control = { figure: 'race.control.overlaps', value: 3156, unit: 'pairs', goal: '> 0', ok: true };
const rounds = { figure: 'race.rounds', value: 200, unit: 'rounds', goal: 'none', ok: true };
const slow = { figure: 'start.green-after', value: 16.5, unit: 's', goal: '<= 15', ok: false };

const proof = (experiments: Experiment[]) =>
  proofOf({ day: '22 November 2026', machine: '2 processor cores and 8 GB of memory', minutes: 20, experiments });

describe('docs/proof.md, as the figures write it (issue 3, items 7 and 8)', () => {
  it('tells of every experiment its promise, every figure with its goal, and the control with the guard taken off', async () => {
    const text = await format(
      proof([{ name: 'race', promise: 'Nobody is claimed twice.', figures: [rounds, overlaps, control] }]),
      {
        parser: 'markdown',
      },
    );
    expect(text).toContain('Measured on 22 November 2026, on a machine with 2 processor cores and 8 GB of memory');
    expect(text).toContain('Goals met: 2 of 2.');
    const [, section = ''] = text.split('## race');
    expect(section.replace(/ +/g, ' ')).toBe(`

Nobody is claimed twice.

| figure | measured | goal | |
| -------- | ---------- | ---- | --- |
| rounds | 200 rounds | | |
| overlaps | 0 pairs | = 0 | met |

With the guard taken off:

| figure | measured | goal | |
| -------- | ----------- | ---- | --- |
| overlaps | 3,156 pairs | > 0 | met |
`);
  });

  it('hides neither a missed goal nor an experiment that broke off', () => {
    const text = proof([
      { name: 'start', promise: 'It is quick.', figures: [slow] },
      { name: 'race', promise: 'Nobody is claimed twice.', figures: [] },
    ]);
    expect(text).toContain(
      'Goals met: 0 of 1. Missed: 1 (`start.green-after`). Experiments that broke off: 1 (`race`).',
    );
    expect(text).toContain('| green after | 16.5 s | <= 15 | **missed** |');
    expect(text).toContain('It broke off before there was a figure.');
  });

  it('takes figures from what was printed, and nothing else', () => {
    expect(figuresIn(`a word\n${JSON.stringify(overlaps)}\n{"other":1}\n`)).toEqual([overlaps]);
  });

  it('names the kind of machine and no machine', () => {
    expect(machineInWords({ cores: 2, bytes: 8.2 * 2 ** 30, node: '20.19.1' })).toMatch(
      /^2 processor cores and 8 GB of memory, \w+, Node 20$/,
    );
  });

  it('can tell of every experiment there is what is promised: it stands above it', () => {
    const files = readdirSync('test/figures').filter((file) => file.endsWith('.figure.ts'));
    expect(files.length).toBeGreaterThan(5);
    for (const file of files)
      expect([file, promiseOf(`test/figures/${file}`)]).toEqual([file, expect.stringMatching(/^[A-Z].+\.$/)]);
    expect(() => promiseOf('x.figure.ts', 'await measure(() => []);')).toThrow('x.figure.ts does not say');
  });
});
