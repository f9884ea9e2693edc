import { crash, type Crashes, type CrashOutcome } from './db-restart.js';
import { atMost, exactly, measure, moreThan, told, type Figure } from './figure.js';
import { kindsOfHalf } from './half-done.js';
import { MortalInstallation } from './mortal-installation.js';
import { workLeft } from './work-left.js';

interface Outcome extends CrashOutcome {
  readonly workLeft: number;
  /** How often API or worker ended although nobody killed them. */
  readonly ended: number;
}

async function crashed(part: 'database' | 'mortalApi', wish: Crashes): Promise<Outcome> {
  // The control of what is left to do: nobody does it.
  const victim = await MortalInstallation.start({ worker: !wish.unguarded });
  try {
    const outcome = await crash(victim, victim[part], wish);
    const ended = victim.api.ended + victim.worker.ended;
    const left = await workLeft(victim.adminUrl, wish.unguarded ? 1_000 : undefined);
    return { ...outcome, workLeft: left, ended };
  } finally {
    await victim.stop();
  }
}

function figuresOf(name: string, outcome: Outcome, crashes: number): Figure[] {
  for (const what of outcome.halfDone) process.stderr.write(`Half done: ${what}\n`);
  return [
    exactly(`${name}.kills`, outcome.kills, 'times it died of SIGKILL under bookings and payments', crashes),
    moreThan(`${name}.acknowledged`, outcome.acknowledged, 'bookings and notices of payments answered with 2xx', 0),
    exactly(`${name}.lost`, outcome.lost, 'of them that the database does not know', 0),
    moreThan(`${name}.refused`, outcome.refused, 'refusals (4xx)', 0),
    exactly(`${name}.refused-and-done`, outcome.refusedAndDone, 'of them of which something stands', 0),
    told(`${name}.faults`, outcome.faults, 'bookings answered with 5xx or not at all'),
    told(`${name}.faults-that-stand`, outcome.faultsThatStand, 'of them whose answer was lost after the commit'),
    exactly(`${name}.half-done`, outcome.halfDone.length, 'kinds of state that contradict themselves', 0),
    exactly(`${name}.ledger`, outcome.ledgerDifference, "minor units between the provider's books and ours", 0),
    atMost(`${name}.first-success`, outcome.firstSuccessSeconds, 's from taking connections to a booking', 10),
    exactly(
      `${name}.readiness-lies`,
      outcome.readinessLies,
      'green while nobody can book, or red ten seconds after',
      0,
    ),
    exactly(`${name}.work-left`, outcome.workLeft, 'rows that were due and that nobody did', 0),
    told(`${name}.ended`, outcome.ended, 'times API or worker ended by themselves'),
  ];
}

function controlsOf(unguarded: Outcome, { seen }: CrashOutcome): Figure[] {
  const name = 'db-restart.control';
  return [
    moreThan(`${name}.lost`, unguarded.lost, 'acknowledged and lost, synchronous_commit off', 0),
    moreThan(`${name}.half-done`, unguarded.halfDone.length, 'kinds, every third booking committed by half', 0),
    exactly(`${name}.halves`, seen.halves, 'kinds of half-done state seen, each made by hand', kindsOfHalf),
    moreThan(`${name}.refused-and-done`, seen.refusedAndDone, 'refusals done, an appointment given to one', 0),
    moreThan(`${name}.ledger`, seen.ledgerDifference, 'minor units, one of our payments dropped', 0),
    moreThan(
      `${name}.readiness-lies`,
      unguarded.readinessLies,
      'green while away, of a readiness that looks at nothing',
      0,
    ),
    moreThan(`${name}.work-left`, unguarded.workLeft, 'rows that were due, and no worker', 0),
  ];
}

/** P5 and P6: acknowledged means durable, and after a crash nobody needs to do anything but start what crashed. */
await measure(async (say) => {
  say('Bookings and payments, and the database killed 5 times');
  const database = await crashed('database', { crashes: 5, people: 6, milliseconds: 3_000 });
  say('The same, and the API killed 5 times');
  const api = await crashed('mortalApi', { crashes: 5, people: 6, milliseconds: 2_000 });
  say('The database in small, with the guards off');
  const unguarded = await crashed('database', { crashes: 1, people: 6, milliseconds: 2_000, unguarded: true });
  return [
    ...figuresOf('db-restart', database, 5),
    ...figuresOf('db-restart.api', api, 5),
    ...controlsOf(unguarded, database),
  ];
});
