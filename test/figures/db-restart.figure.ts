import { crash, workLeft, type Crashes, type CrashOutcome } from './db-restart.js';
import { atMost, exactly, measure, moreThan, told, type Figure } from './figure.js';
import { MortalInstallation } from './mortal-installation.js';

interface Outcome extends CrashOutcome {
  readonly workLeft: number;
  /** How often API or worker ended although nobody killed them. */
  readonly ended: number;
}

async function crashed(part: 'database' | 'mortalApi', wish: Crashes): Promise<Outcome> {
  const victim = await MortalInstallation.start();
  try {
    const outcome = await crash(victim, victim[part], wish);
    const ended = victim.api.ended + victim.worker.ended;
    return { ...outcome, workLeft: await workLeft(victim.adminUrl), ended };
  } finally {
    await victim.stop();
  }
}

function figuresOf(name: string, outcome: Outcome, crashes: number): Figure[] {
  for (const what of outcome.halfDone) process.stderr.write(`Half done: ${what}\n`);
  return [
    exactly(`${name}.kills`, outcome.crashes, 'SIGKILLs under bookings and payments', crashes),
    told(`${name}.acknowledged`, outcome.acknowledged, 'bookings and notices of payments answered with 2xx'),
    exactly(`${name}.lost`, outcome.lost, 'of them that the database does not know', 0),
    told(`${name}.refused`, outcome.refused, 'refusals (4xx)'),
    exactly(`${name}.refused-and-done`, outcome.refusedAndDone, 'of them of which something stands', 0),
    told(`${name}.faults`, outcome.faults, 'bookings answered with 5xx or not at all'),
    told(`${name}.faults-that-stand`, outcome.faultsThatStand, 'of them whose answer was lost after the commit'),
    exactly(`${name}.half-done`, outcome.halfDone.length, 'kinds of state that contradict themselves', 0),
    exactly(`${name}.ledger`, outcome.ledgerDifference, "minor units between the provider's books and ours", 0),
    atMost(`${name}.first-success`, outcome.firstSuccessSeconds, 's from taking connections to a booking', 10),
    exactly(`${name}.readiness-lies`, outcome.readinessLies, 'green while away, or red ten seconds after', 0),
    exactly(`${name}.work-left`, outcome.workLeft, 'rows that were due and that nobody did', 0),
    told(`${name}.ended`, outcome.ended, 'times API or worker ended by themselves'),
  ];
}

/** P5 and P6: acknowledged means durable, and after a crash nobody needs to do anything but start what crashed. */
await measure(async (say) => {
  say('Bookings and payments, and the database killed 5 times');
  const database = await crashed('database', { crashes: 5, people: 6, milliseconds: 3_000 });
  say('The same, and the API killed 5 times');
  const api = await crashed('mortalApi', { crashes: 5, people: 6, milliseconds: 2_000 });
  say('The database in small, with commits acknowledged before they are written down');
  const wish = { crashes: 1, people: 6, milliseconds: 2_000, acknowledgedBeforeCommit: true };
  const unguarded = await crashed('database', wish);
  return [
    ...figuresOf('db-restart', database, 5),
    ...figuresOf('db-restart.api', api, 5),
    moreThan('db-restart.control.lost', unguarded.lost, 'acknowledged and lost, synchronous_commit off', 0),
  ];
});
