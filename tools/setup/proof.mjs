import { readFileSync } from 'node:fs';
import { cpus, totalmem, type as systemName } from 'node:os';

/** What an experiment is for: the sentence above it in its file. Refuses an experiment without one. */
export function promiseOf(file, source = readFileSync(file, 'utf8')) {
  const [, comment] = /\/\*\*((?:(?!\*\/)[^])*)\*\/\s*await measure\(/.exec(source) ?? [];
  if (comment === undefined) throw new Error(`${file} does not say above its experiment what is promised.`);
  return comment
    .replace(/^\s*\*/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The figures among the lines that an experiment printed. */
export function figuresIn(output) {
  return output
    .split('\n')
    .filter((line) => line.startsWith('{"figure":'))
    .map((line) => JSON.parse(line));
}

/** What kind of machine this is, in words that name no machine. */
export function machineInWords({ cores = cpus().length, bytes = totalmem(), node = process.versions.node } = {}) {
  const memory = Math.round(bytes / 2 ** 30);
  return `${cores} processor cores and ${memory} GB of memory, ${systemName()}, Node ${node.split('.')[0]}`;
}

/**
 * What was measured, as a page to read: each experiment with its promise, every figure with its goal, and the control that
 * shows that the same harness sees the fault where the guard is off. An experiment that broke off is told as such.
 */
export function proofOf({ day, machine, minutes, experiments }) {
  const all = experiments.flatMap(({ figures }) => figures);
  const missed = all.filter(({ ok }) => !ok).map(({ figure }) => figure);
  const brokenOff = experiments.filter(({ figures }) => figures.length === 0).map(({ name }) => name);
  const withGoal = all.filter(({ goal }) => goal !== 'none').length;
  return [
    '# Proof',
    'Written by `npm run figures -- --all`, never by hand. Each experiment breaks or measures something for real and prints what came of it beside the goal. Its control does the same with the guard taken off, and must then see the fault.',
    `Measured on ${day}, on a machine with ${machine}; it took ${minutes} min.`,
    missed.length + brokenOff.length === 0
      ? `Goals met: ${withGoal} of ${withGoal}.`
      : `Goals met: ${withGoal - missed.length} of ${withGoal}. Missed: ${missed.length}${listed(missed)}. Experiments that broke off: ${brokenOff.length}${listed(brokenOff)}.`,
    ...experiments.flatMap(sectionOf),
    '',
  ].join('\n\n');
}

function sectionOf({ name, promise, figures }) {
  const isControl = ({ figure }) => figure.split('.').includes('control');
  const measured = figures.filter((one) => !isControl(one));
  const controls = figures.filter(isControl);
  return [
    `## ${name}`,
    promise,
    ...(figures.length === 0 ? ['It broke off before there was a figure.'] : []),
    ...(measured.length > 0 ? [tableOf(measured, name)] : []),
    ...(controls.length > 0 ? ['With the guard taken off:', tableOf(controls, name)] : []),
  ];
}

function tableOf(figures, name) {
  const rows = figures.map(({ figure, value, unit, goal, ok }) => {
    const what = figure.replace(`${name}.`, '').replace('control.', '').replaceAll('-', ' ');
    return [
      what,
      `${value.toLocaleString('en-GB')} ${unit}`,
      goal === 'none' ? '' : goal,
      goal === 'none' ? '' : ok ? 'met' : '**missed**',
    ];
  });
  return [['figure', 'measured', 'goal', ''], ['---', '---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

const listed = (names) => (names.length === 0 ? '' : ` (${names.map((name) => `\`${name}\``).join(', ')})`);
