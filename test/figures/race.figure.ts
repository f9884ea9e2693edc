import { percentile } from '../../tools/percentile.js';
import { atMost, below, exactly, measure, moreThan, told, type Figure } from './figure.js';
import { OwnServer, type FreshDatabases } from './installation.js';
import { loseTrail } from './lost-trail.js';
import { takeGuardsOff } from './overlaps.js';
import { apiProcess, openCourse } from './race-course.js';
import type { LateOutcome } from './race-late-payment.js';
import { tracks, type TrackName } from './race-tracks.js';
import { race, type RaceOutcome } from './race.js';

/** How many ask at once, and how often; fewer where a round is more than one booking each. */
const races: Readonly<Record<TrackName, { racers: number; rounds: number }>> = {
  'one-time': { racers: 64, rounds: 1000 },
  'two-offerings': { racers: 64, rounds: 300 },
  'two-pending': { racers: 16, rounds: 200 },
  'two-approvals': { racers: 16, rounds: 200 },
  'two-resources': { racers: 64, rounds: 300 },
  'late-payment': { racers: 16, rounds: 200 },
  fates: { racers: 8, rounds: 200 },
  moves: { racers: 64, rounds: 200 },
  'move-or-cancel': { racers: 16, rounds: 200 },
};
const names = Object.keys(races) as TrackName[];
const warmUp = 5;
const controlRounds = 8;
/** Where many act on one thing, it comes to one end; elsewhere one of those who ask has the time. */
const ofOneThing: ReadonlySet<TrackName> = new Set(['two-approvals', 'fates', 'move-or-cancel']);
/** For a look in between: at most so many of each kind. */
const mostRounds = Number(process.env['RACE_ROUNDS'] ?? Infinity);

type Outcomes = ReadonlyMap<TrackName, RaceOutcome>;

/** Every kind of race, one after the other, over two API processes on one database. */
async function raced(databases: FreshDatabases, most: number, say: (text: string) => void): Promise<Outcomes> {
  const course = await openCourse(databases, apiProcess);
  const outcomes = new Map<TrackName, RaceOutcome>();
  try {
    for (const name of names) {
      const { racers, rounds } = { ...races[name], rounds: Math.min(races[name].rounds, most) };
      say(`${rounds} rounds: ${racers} at once, ${tracks[name][0]}`);
      outcomes.set(name, await race(course, name, { rounds, racers, warmUp }));
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
    told(`${at}.rounds`, outcome.rounds, `rounds of ${races[name].racers} at once: ${tracks[name][0]}`),
    exactly(`${at}.overlaps`, outcome.overlaps, 'pairs of claims that overlap', 0),
    exactly(`${at}.rounds-without-one-${endOf(name)}`, outcome.roundsWithoutOneWinner, 'rounds', 0),
    exactly(`${at}.strange-answers`, outcome.strange.length, strangeIn(name), 0),
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
    ...(name === 'late-payment' ? lateFigures(at, outcome.outcomes) : endsOf(at, outcome.outcomes)),
  ];
}

/** How it ended, where that is counted. */
const endsOf = (at: string, outcomes: Readonly<Record<string, number>>): Figure[] =>
  Object.entries(outcomes)
    .toSorted()
    .map(([outcome, rounds]) =>
      told(`${at}.ends.${outcome.replaceAll(/[^a-z_0-9]+/g, '-')}`, rounds, `rounds: ${outcome}`),
    );

/** Without both of them nothing was raced against a payment that comes late. */
const lateFigures = (at: string, outcomes: Readonly<Partial<Record<string, number>>>): Figure[] => [
  moreThan(`${at}.paid-late-and-seated`, count(outcomes, 'seated'), 'payers who have the time after all', 0),
  moreThan(`${at}.paid-late-and-refunded`, count(outcomes, 'refunded'), 'payers whose money goes back', 0),
  told(`${at}.page-closed-first`, count(outcomes, 'not paid'), 'payers who could not pay any more'),
];

const count = (outcomes: Readonly<Partial<Record<string, number>>>, outcome: LateOutcome): number =>
  outcomes[outcome] ?? 0;

const endOf = (name: TrackName): string => (ofOneThing.has(name) ? 'end' : 'winner');

const strangeIn = (name: TrackName): string =>
  ofOneThing.has(name)
    ? 'answers that are none, and what the trail, the money and the answers say against each other'
    : 'answers neither done nor 409 with other times';

const controlOf = (name: TrackName, outcome: RaceOutcome): Figure[] => [
  // Of one request the time is kept until it is answered: nobody else can get there first, guards or none.
  ...(name === 'two-approvals'
    ? []
    : [
        moreThan(
          `race.control.${name}.overlaps`,
          outcome.overlaps,
          'pairs that overlap, without lock and constraint',
          0,
        ),
      ]),
  moreThan(`race.control.${name}.rounds-without-one-${endOf(name)}`, outcome.roundsWithoutOneWinner, 'rounds', 0),
];

/** P1: nobody is claimed twice at one time, whoever asks at once and through however many processes. */
await measure(async (say) => {
  const server = await OwnServer.start();
  try {
    const guarded = await raced(await server.freshDatabases('race'), mostRounds, say);
    say('The same with the guards taken off');
    const unguarded = await server.freshDatabases('race_unguarded');
    await takeGuardsOff(unguarded.adminUrl);
    await loseTrail(unguarded.adminUrl);
    const open = await raced(unguarded, controlRounds, say);
    return [
      ...names.flatMap((name) => figuresOf(name, guarded.get(name)!)),
      ...names.flatMap((name) => controlOf(name, open.get(name)!)),
    ];
  } finally {
    await server.stop();
  }
});
