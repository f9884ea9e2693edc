import { percentile } from '../../tools/percentile.js';
import { atMost, below, exactly, measure, moreThan, told, type Figure } from './figure.js';
import { OwnServer, type FreshDatabases } from './installation.js';
import { takeGuardsOff } from './overlaps.js';
import { apiProcess, openCourse } from './race-course.js';
import { tracks, type TrackName } from './race-tracks.js';
import { race, type RaceOutcome } from './race.js';

const racers: Readonly<Record<TrackName, number>> = {
  'one-time': 64,
  'two-offerings': 64,
  'two-pending': 16,
  'late-payment': 16,
};
const names = Object.keys(racers) as TrackName[];
const warmUp = 5;
const rounds = Number(process.env['RACE_ROUNDS'] ?? 1000);

type Outcomes = ReadonlyMap<TrackName, RaceOutcome>;

/** Every kind of race, one after the other, over two API processes on one database. */
async function raced(databases: FreshDatabases, count: number, say: (text: string) => void): Promise<Outcomes> {
  const course = await openCourse(databases, apiProcess);
  const outcomes = new Map<TrackName, RaceOutcome>();
  try {
    for (const name of names) {
      say(`${count} rounds: ${racers[name]} at once, ${tracks[name][0]}`);
      outcomes.set(name, await race(course, name, { rounds: count, racers: racers[name], warmUp }));
    }
    return outcomes;
  } finally {
    await course.stop();
  }
}

function figuresOf(name: TrackName, outcome: RaceOutcome): Figure[] {
  const { losersMs, winnersMs } = outcome;
  for (const strange of new Set(outcome.strange)) process.stderr.write(`An answer that is neither: ${strange}\n`);
  const at = `race.${name}`;
  return [
    told(`${at}.rounds`, outcome.rounds, `rounds of ${racers[name]} at once: ${tracks[name][0]}`),
    exactly(`${at}.overlaps`, outcome.overlaps, 'pairs of claims that overlap', 0),
    exactly(`${at}.rounds-without-one-winner`, outcome.roundsWithoutOneWinner, 'rounds', 0),
    exactly(`${at}.strange-answers`, outcome.strange.length, 'answers neither 201 nor 409 with other times', 0),
    exactly(`${at}.unaccounted`, outcome.unaccounted, 'wins without claim and appointment, or the reverse', 0),
    exactly(`${at}.storms`, outcome.storms, 'rounds of more than 2 s', 0),
    moreThan(`${at}.losers`, losersMs.length, 'refusals with other times', 0),
    told(`${at}.losers-p50`, percentile(losersMs, 0.5), 'ms'),
    below(`${at}.losers-p99`, percentile(losersMs, 0.99), 'ms', 500),
    told(`${at}.winners-p50`, percentile(winnersMs, 0.5), 'ms'),
    atMost(
      `${at}.slowest`,
      [...losersMs, ...winnersMs].reduce((one, other) => Math.max(one, other), 0),
      'ms',
      5000,
    ),
  ];
}

const controlOf = (name: TrackName, outcome: RaceOutcome): Figure[] => [
  moreThan(`race.control.${name}.overlaps`, outcome.overlaps, 'pairs that overlap, without lock and constraint', 0),
  moreThan(`race.control.${name}.rounds-without-one-winner`, outcome.roundsWithoutOneWinner, 'rounds', 0),
];

/** P1: nobody is claimed twice at one time, whoever asks at once and through however many processes. */
await measure(async (say) => {
  const server = await OwnServer.start();
  try {
    const guarded = await raced(await server.freshDatabases('race'), rounds, say);
    say('The same with the guards taken off');
    const unguarded = await server.freshDatabases('race_unguarded');
    await takeGuardsOff(unguarded.adminUrl);
    const open = await raced(unguarded, 5, say);
    return [
      ...names.flatMap((name) => figuresOf(name, guarded.get(name)!)),
      ...names.flatMap((name) => controlOf(name, open.get(name)!)),
    ];
  } finally {
    await server.stop();
  }
});
