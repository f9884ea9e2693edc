import { crash, workLeft, type Crashes, type CrashOutcome } from './db-restart.js';
import { atMost, exactly, measure, moreThan, told } from './figure.js';
import { MortalInstallation } from './mortal-installation.js';

async function crashed(wish: Crashes): Promise<CrashOutcome & { readonly ended: number; readonly workLeft: number }> {
  const victim = await MortalInstallation.start();
  try {
    const outcome = await crash(victim, wish);
    return { ...outcome, workLeft: await workLeft(victim.adminUrl), ended: victim.api.ended + victim.worker.ended };
  } finally {
    await victim.stop();
  }
}

/** P5 and P6: acknowledged means durable, and after a crash of the database nobody needs to do anything but start it. */
await measure(async (say) => {
  say('Bookings and payments, and the database killed 5 times');
  const guarded = await crashed({ crashes: 5, people: 6, milliseconds: 3_000 });
  for (const what of guarded.halfDone) process.stderr.write(`Half done: ${what}\n`);
  say('The same in small, with commits acknowledged before they are written down');
  const wish = { crashes: 1, people: 6, milliseconds: 2_000, acknowledgedBeforeCommit: true };
  const unguarded = await crashed(wish);
  return [
    exactly('db-restart.crashes', guarded.crashes, 'SIGKILLs of the database and all its processes', 5),
    told('db-restart.acknowledged', guarded.acknowledged, 'bookings and notices of payments answered with 2xx'),
    exactly('db-restart.lost', guarded.lost, 'of them that the database does not know', 0),
    exactly('db-restart.refused-and-done', guarded.refusedAndDone, 'refusals (4xx) of which something stands', 0),
    told('db-restart.refused', guarded.refused, 'refusals'),
    told('db-restart.faults', guarded.faults, 'bookings answered with 5xx while the database was away'),
    told('db-restart.faults-that-stand', guarded.faultsThatStand, 'of them whose commit was cut off and stands'),
    exactly('db-restart.half-done', guarded.halfDone.length, 'kinds of state that contradict themselves', 0),
    exactly('db-restart.ledger', guarded.ledgerDifference, "minor units between the provider's books and ours", 0),
    atMost('db-restart.first-success', guarded.firstSuccessSeconds, 's from accepting connections to a booking', 10),
    exactly('db-restart.readiness-lies', guarded.readinessLies, 'green while away, or red ten seconds after', 0),
    exactly('db-restart.work-left', guarded.workLeft, 'rows that were due and that nobody did', 0),
    told('db-restart.ended', guarded.ended, 'times API or worker ended by themselves and were started anew'),
    moreThan('db-restart.control.lost', unguarded.lost, 'acknowledged and lost, synchronous_commit off', 0),
  ];
});
