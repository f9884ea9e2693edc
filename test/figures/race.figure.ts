import { atMost, below, exactly, measure, moreThan, percentile, told, type Figure } from './figure.js';
import { ApiProcesses, OwnServer, type FreshDatabases } from './installation.js';
import { takeGuardsOff } from './overlaps.js';
import { race, type RaceOutcome } from './race.js';

const racers = 64;
const warmUp = 5;
const rounds = Number(process.env['RACE_ROUNDS'] ?? 200);

async function raced(databases: FreshDatabases, count: number): Promise<RaceOutcome> {
  const apis = await ApiProcesses.start(databases, 2);
  try {
    return await race({ urls: apis.urls, adminUrl: databases.adminUrl }, { rounds: count, racers, warmUp });
  } finally {
    await apis.stop();
  }
}

function figuresOf(outcome: RaceOutcome): Figure[] {
  const { losersMs, winnersMs } = outcome;
  for (const strange of new Set(outcome.strangeAnswers))
    process.stderr.write(`An answer that is neither: ${strange}\n`);
  return [
    told('race.rounds', outcome.rounds, `rounds of ${racers} at once`),
    exactly('race.overlaps', outcome.overlaps, 'pairs of claims that overlap', 0),
    exactly('race.rounds-without-one-winner', outcome.roundsWithoutOneWinner, 'rounds', 0),
    exactly('race.strange-answers', outcome.strangeAnswers.length, 'answers neither 201 nor 409 with other times', 0),
    exactly('race.unaccounted', outcome.unaccounted, '201s without claim and appointment, or the reverse', 0),
    told('race.losers-p50', percentile(losersMs, 0.5), 'ms'),
    below('race.losers-p99', percentile(losersMs, 0.99), 'ms', 500),
    told('race.winners-p50', percentile(winnersMs, 0.5), 'ms'),
    atMost('race.slowest', Math.max(...losersMs, ...winnersMs), 'ms', 5000),
  ];
}

const controlOf = (outcome: RaceOutcome): Figure[] => [
  moreThan('race.control.overlaps', outcome.overlaps, 'pairs of claims that overlap, without lock and constraint', 0),
  moreThan('race.control.rounds-without-one-winner', outcome.roundsWithoutOneWinner, 'rounds', 0),
];

/** P1: nobody is claimed twice at one time, whoever asks at once and through however many processes. */
await measure(async (say) => {
  const server = await OwnServer.start();
  try {
    say(`${rounds} rounds of ${racers} at once, over two API processes`);
    const guarded = await raced(await server.freshDatabases('race'), rounds);
    say('The same with the guards taken off');
    const unguarded = await server.freshDatabases('race_unguarded');
    await takeGuardsOff(unguarded.adminUrl);
    return [...figuresOf(guarded), ...controlOf(await raced(unguarded, 5))];
  } finally {
    await server.stop();
  }
});
