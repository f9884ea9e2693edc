import { Crowd, type Accounts } from './crowd.js';
import { halfDone } from './half-done.js';
import { pause, until } from './mortal-program.js';
import { asAdmin } from './overlaps.js';
import type { Mortal, Victim } from './victim.js';

const second = 1000;

export interface Crashes {
  readonly crashes: number;
  /** How many people book and pay at any moment. */
  readonly people: number;
  /** How long they do before each crash, and how long the part stays away. */
  readonly milliseconds: number;
  readonly acknowledgedBeforeCommit?: boolean;
}

/** What was left after the last crash, and how it went meanwhile. */
export interface CrashOutcome extends Accounts {
  readonly crashes: number;
  /** What contradicts itself in the database, in words. */
  readonly halfDone: readonly string[];
  /** By how much the provider's books and ours differ, in minor units. */
  readonly ledgerDifference: number;
  /** From the first accepted connection to the first 2xx of a booking, at worst. */
  readonly firstSuccessSeconds: number;
  /** Readiness that said ready while the part was away, or not ready long after it was back. */
  readonly readinessLies: number;
}

/** Kills a part again and again while people book and pay; nobody mends anything, but that very part is started again. */
export async function crash(
  victim: Victim,
  part: Mortal,
  { crashes, people, milliseconds, acknowledgedBeforeCommit = false }: Crashes,
): Promise<CrashOutcome> {
  const crowd = await Crowd.gather(victim, people);
  if (acknowledgedBeforeCommit) await victim.acknowledgeBeforeCommit();
  const readiness = new ReadinessWatch(victim.url);
  let slowest = 0;
  try {
    crowd.begin();
    for (let n = 0; n < crashes; n += 1) {
      await pause(milliseconds);
      await part.kill();
      await readiness.watch('away', milliseconds);
      await part.startAgain();
      const back = performance.now();
      await until(() => crowd.succeededSince(back) !== undefined, 30 * second);
      slowest = Math.max(slowest, (crowd.succeededSince(back) ?? Infinity) - back);
      await readiness.watch('back', 0);
    }
    await pause(milliseconds);
  } finally {
    await crowd.end();
  }
  await settled(() => ledgerDifference(victim), 3 * second);
  return {
    crashes,
    ...(await crowd.accounts()),
    halfDone: await halfDone(victim.adminUrl),
    ledgerDifference: await ledgerDifference(victim),
    firstSuccessSeconds: slowest / second,
    readinessLies: readiness.lies,
  };
}

/** A number that is to become 0: what it is once it is 0, or has not moved for so long. */
async function settled(read: () => Promise<number>, milliseconds: number): Promise<number> {
  let value = await read();
  let movedAt = performance.now();
  while (value !== 0 && performance.now() - movedAt < milliseconds) {
    await pause(100);
    const now = await read();
    if (now !== value) [value, movedAt] = [now, performance.now()];
  }
  return value;
}

/** Whether readiness tells the truth. */
class ReadinessWatch {
  lies = 0;

  constructor(private readonly url: string) {}

  /** Away: every look within this time is red. Back: it turns green within ten seconds. */
  async watch(part: 'away' | 'back', milliseconds: number): Promise<void> {
    if (part === 'back') {
      if (!(await until(async () => (await this.look()) === 'ready', 10 * second))) this.lies += 1;
      return;
    }
    const deadline = performance.now() + milliseconds;
    while (performance.now() < deadline) {
      if ((await this.look()) === 'ready') this.lies += 1;
      await pause(50);
    }
  }

  private async look(): Promise<'ready' | 'not_ready'> {
    const answer = await fetch(`${this.url}/readyz`).catch(() => undefined); // an API that is dead says nothing
    if (!answer) return 'not_ready';
    const { status } = (await answer.json()) as { status: 'ready' | 'not_ready' };
    return answer.status === 200 ? status : 'not_ready';
  }
}

async function ledgerDifference({ adminUrl, provider }: Victim): Promise<number> {
  const answer = await fetch(`${provider.url}/test/ledger`);
  const { sums } = (await answer.json()) as { sums: { netMinor: number }[] };
  const ours = await asAdmin(adminUrl, async (admin) => {
    const { rows } = await admin.query<{ minor: number }>(
      `SELECT coalesce(sum(amount_minor - refunded_minor), 0)::int AS minor FROM payments WHERE paid_at IS NOT NULL`,
    );
    return rows[0]!.minor;
  });
  return sums.reduce((sum, { netMinor }) => sum + netMinor, 0) - ours;
}

/** Work that is due and that the worker has not done, although it was given the time for every pause. */
export async function workLeft(adminUrl: string): Promise<number> {
  const left = () =>
    asAdmin(adminUrl, async (admin) => {
      const due = 'SELECT count(*)::int AS n FROM outbox WHERE done_at IS NULL AND due_at <= now()';
      return (await admin.query<{ n: number }>(due)).rows[0]!.n;
    });
  return settled(left, 70 * second);
}
