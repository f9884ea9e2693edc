import { Crowd, type Accounts } from './crowd.js';
import { commitHalves, halfDone, halvesSeen } from './half-done.js';
import { pause, until } from './mortal-program.js';
import { onceBroken } from './once-broken.js';
import { asAdmin } from './overlaps.js';
import { ReadinessWatch } from './readiness-watch.js';
import { ledgerDifference } from './two-books.js';
import type { Mortal, Victim } from './victim.js';
import { settled } from './work-left.js';

const second = 1000;

export interface Crashes {
  readonly crashes: number;
  /** How many people book and pay at any moment. */
  readonly people: number;
  /** How long they do before each crash, and how long the part stays away. */
  readonly milliseconds: number;
  /**
   * The control: commits are acknowledged before they are written down, some bookings are committed by halves, and
   * readiness does not look at anything.
   */
  readonly unguarded?: boolean;
}

/** What was left after the last crash, and how it went meanwhile. */
export interface CrashOutcome extends Accounts {
  /** How often the part really died of SIGKILL. */
  readonly kills: number;
  /** What contradicts itself in the database, in words. */
  readonly halfDone: readonly string[];
  /** By how much the provider's books and ours differ, in minor units. */
  readonly ledgerDifference: number;
  /** From the first accepted connection to the first 2xx of a booking, at worst. */
  readonly firstSuccessSeconds: number;
  /** Readiness that said ready while the part was away or nobody could book, or not ready long after it was back. */
  readonly readinessLies: number;
  /** What the checks of this very outcome see once it is broken by hand. */
  readonly seen: Seen;
}

/** The controls of the checks that are made after the last crash. */
export interface Seen {
  /** Kinds of half-done state, of those there are. */
  readonly halves: number;
  readonly refusedAndDone: number;
  readonly ledgerDifference: number;
}

/** Kills a part again and again while people book and pay; nobody mends anything, but that very part is started again. */
export async function crash(
  victim: Victim,
  part: Mortal,
  { crashes, people, milliseconds, unguarded = false }: Crashes,
): Promise<CrashOutcome> {
  const crowd = await Crowd.gather(victim, people);
  if (unguarded) {
    await commitHalves(victim.adminUrl);
    await victim.acknowledgeBeforeCommit();
  }
  // That a process lives says nothing of what it needs.
  const asked = `${victim.url}/${unguarded ? 'healthz' : 'readyz'}`;
  const readiness = new ReadinessWatch(asked, () => crowd.isServed());
  let [kills, slowest] = [0, 0];
  try {
    crowd.begin();
    for (let n = 0; n < crashes; n += 1) {
      await pause(milliseconds);
      if (await part.kill()) kills += 1;
      await (part.leavesApi ? readiness.whileAway(milliseconds) : pause(milliseconds));
      await part.startAgain();
      const back = performance.now();
      await Promise.all([readiness.onceBack(), until(() => crowd.succeededSince(back) !== undefined, 30 * second)]);
      slowest = Math.max(slowest, (crowd.succeededSince(back) ?? Infinity) - back);
    }
    await pause(milliseconds);
  } finally {
    await crowd.end();
  }
  const { adminUrl, provider } = victim;
  const difference = () => asAdmin(adminUrl, (admin) => ledgerDifference(admin, provider));
  await settled(difference, 3 * second);
  return {
    ...(await crowd.accounts()),
    kills,
    halfDone: await halfDone(adminUrl),
    ledgerDifference: await difference(),
    firstSuccessSeconds: slowest / second,
    readinessLies: readiness.lies,
    seen: await whatIsSeen(victim, crowd),
  };
}

async function whatIsSeen({ adminUrl, provider }: Victim, crowd: Crowd): Promise<Seen> {
  const dropsOne = 'DELETE FROM payments WHERE id = (SELECT id FROM payments WHERE paid_at IS NOT NULL LIMIT 1)';
  return {
    halves: await halvesSeen(adminUrl),
    refusedAndDone: await crowd.refusedAndDoneSeen(),
    ledgerDifference: await onceBroken(adminUrl, [dropsOne], (admin) => ledgerDifference(admin, provider)),
  };
}
