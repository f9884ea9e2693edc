import { randomBytes } from 'node:crypto';
import { asAdmin } from './overlaps.js';
import { LeanClient } from './lean-client.js';
import { pause, until } from './mortal-program.js';
import { Given, type GivenOffering, type GivenPractice } from '../support/given.js';

const second = 1000;
const hour = 3600 * second;
const weekly = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '23:59' }];

/** An installation whose database is killed: nothing else in it is touched. */
export interface Victim {
  /** Where its API answers. */
  readonly url: string;
  readonly adminUrl: string;
  readonly database: { kill(): Promise<void>; startAgain(): Promise<void> };
  /** The payment provider, with its test door. */
  readonly provider: { readonly url: string };
  /** The control: from now on commits are acknowledged before they are written down. */
  acknowledgeBeforeCommit(): Promise<void>;
}

export interface Crashes {
  readonly crashes: number;
  /** How many people book and pay at any moment. */
  readonly people: number;
  /** How long they do before each crash, and how long the database stays away. */
  readonly milliseconds: number;
  readonly acknowledgedBeforeCommit?: boolean;
}

/** What was left after the last crash, and how it went meanwhile. */
export interface CrashOutcome {
  readonly crashes: number;
  /** Answers of 2xx to bookings and to the provider's notices. */
  readonly acknowledged: number;
  /** Of these, what is not in the database. */
  readonly lost: number;
  readonly refused: number;
  /** Refusals (4xx) of which something stands all the same. */
  readonly refusedAndDone: number;
  /** Bookings that were answered with a fault; of them the commit of some may have stood. */
  readonly faults: number;
  readonly faultsThatStand: number;
  /** What contradicts itself in the database, in words. */
  readonly halfDone: readonly string[];
  /** By how much the provider's books and ours differ, in minor units. */
  readonly ledgerDifference: number;
  /** From the first accepted connection to the first 2xx of a booking, at worst. */
  readonly firstSuccessSeconds: number;
  /** Readiness that said ready while the database was away, or not ready long after it was back. */
  readonly readinessLies: number;
}

interface Asked {
  readonly email: string;
  readonly paid: boolean;
  readonly status: number;
  readonly id: string | undefined;
  readonly at: number;
}

/** Kills the database again and again while people book and pay; nobody mends anything but the database itself. */
export async function crash(
  victim: Victim,
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
      await victim.database.kill();
      await readiness.watch('away', milliseconds);
      await victim.database.startAgain();
      const back = performance.now();
      await until(() => crowd.succeededSince(back) !== undefined, 30 * second);
      slowest = Math.max(slowest, (crowd.succeededSince(back) ?? Infinity) - back);
      await readiness.watch('back', 0);
    }
    await pause(milliseconds);
  } finally {
    await crowd.end();
  }
  await settled(() => ledgerDifference(victim), 1.5 * second);
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

/** People who book one after another, every second with a payment, and every fourth for a time that another wants too. */
class Crowd {
  private readonly asked: Asked[] = [];
  private readonly at: LeanClient;
  private readonly till: LeanClient;
  private under: Promise<void>[] = [];
  private over = false;
  private count = 0;

  private constructor(
    private readonly victim: Victim,
    private readonly people: number,
    private readonly practice: GivenPractice,
    private readonly offerings: { readonly free: GivenOffering; readonly paid: GivenOffering },
  ) {
    this.at = new LeanClient(victim.url, people);
    this.till = new LeanClient(victim.provider.url, people);
  }

  static async gather(victim: Victim, people: number): Promise<Crowd> {
    const given = new Given(() => victim.url);
    const practice = await given.practice({ slug: `crash-${randomBytes(4).toString('hex')}`, timeZone: 'Etc/UTC' });
    await given.availability(practice, practice.coach.id, { timeZone: 'Etc/UTC', weekly, overrides: [] });
    const short = { durationMinutes: 15, startEveryMinutes: 15, bookingWindowDays: 365 };
    const free = await given.offering(practice, short);
    const paid = await given.paidOffering(practice, short);
    return new Crowd(victim, people, practice, { free, paid });
  }

  begin(): void {
    this.under = Array.from({ length: this.people }, () => this.go());
  }

  async end(): Promise<void> {
    this.over = true;
    await Promise.all(this.under);
    this.at.close();
    this.till.close();
  }

  /** When a booking first succeeded after this moment. */
  succeededSince(moment: number): number | undefined {
    return this.asked.find(({ status, at }) => status === 201 && at >= moment)?.at;
  }

  private async go(): Promise<void> {
    while (!this.over) {
      const n = (this.count += 1);
      // Every fourth asks for the time of the one before.
      const start = new Date(
        Math.ceil(Date.now() / (24 * hour) + 1) * 24 * hour + ((n - (n % 4 === 0 ? 1 : 0)) * hour) / 4,
      );
      await this.book(n, start.toISOString());
    }
  }

  private async book(n: number, start: string): Promise<void> {
    const email = `person-${n}@example.org`;
    const paid = n % 2 === 0;
    const { slug } = paid ? this.offerings.paid : this.offerings.free;
    const client = { name: `Person ${n}`, email, timeZone: 'Europe/London' };
    const path = `/api/v1/public/practices/${this.practice.slug}/bookings`;
    const { status, body } = await this.at.call('POST', path, { offering: slug, start, client });
    const { appointment, payment } = body as { appointment?: { id: string }; payment?: { checkoutUrl?: string } };
    this.asked.push({ email, paid, status, id: appointment?.id, at: performance.now() });
    if (status >= 500) await pause(100); // nobody presses a button a thousand times
    const session = /cs_[A-Za-z0-9_]+/.exec(payment?.checkoutUrl ?? '')?.[0];
    if (session) await this.till.call('POST', `/test/checkout/${session}/pay`, { card: '4242424242424242' });
  }

  async accounts(): Promise<
    Pick<CrashOutcome, 'acknowledged' | 'lost' | 'refused' | 'refusedAndDone' | 'faults' | 'faultsThatStand'>
  > {
    const { appointments, events } = await asAdmin(this.victim.adminUrl, async (admin) => ({
      appointments: (
        await admin.query<{ id: string; email: string }>(
          `SELECT a.id, c.email FROM appointments a JOIN attendances t ON t.appointment_id = a.id
           JOIN clients c ON c.id = t.client_id`,
        )
      ).rows,
      events: (await admin.query<{ id: string }>('SELECT event_id AS id FROM stripe_events')).rows,
    }));
    const ids = new Set(appointments.map(({ id }) => id));
    const emails = new Set(appointments.map(({ email }) => email));
    const known = new Set(events.map(({ id }) => id));
    const succeeded = this.asked.filter(({ status }) => status === 201);
    const refused = this.asked.filter(({ status }) => status >= 400 && status < 500);
    const faults = this.asked.filter(({ status }) => status >= 500);
    const notices = await this.noticesTaken();
    return {
      acknowledged: succeeded.length + notices.length,
      lost: succeeded.filter(({ id }) => !ids.has(id!)).length + notices.filter((id) => !known.has(id)).length,
      refused: refused.length,
      refusedAndDone: refused.filter(({ email }) => emails.has(email)).length,
      faults: faults.length,
      faultsThatStand: faults.filter(({ email }) => emails.has(email)).length,
    };
  }

  /** The notices about payments that the API answered with 2xx. */
  private async noticesTaken(): Promise<string[]> {
    const answer = await fetch(`${this.victim.provider.url}/test/webhooks`);
    const { deliveries } = (await answer.json()) as {
      deliveries: { eventId: string; type: string; state: string }[];
    };
    return deliveries
      .filter(({ state, type }) => state === 'delivered' && type === 'checkout.session.completed')
      .map(({ eventId }) => eventId);
  }
}

/** Whether readiness tells the truth about the database. */
class ReadinessWatch {
  lies = 0;

  constructor(private readonly url: string) {}

  /** Away: every look within this time is red. Back: it turns green within ten seconds. */
  async watch(database: 'away' | 'back', milliseconds: number): Promise<void> {
    if (database === 'back') {
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
    const answer = await fetch(`${this.url}/readyz`);
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

/** What one transaction writes together and what therefore stands or falls together. */
const together: Readonly<Record<string, string>> = {
  'a claim without its appointment': `SELECT 1 FROM time_claims c WHERE c.live AND c.appointment_id IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM appointments a WHERE a.id = c.appointment_id AND a.status IN ('held', 'pending_approval', 'confirmed'))`,
  'an appointment without its claim': `SELECT 1 FROM appointments a WHERE a.status IN ('held', 'confirmed')
     AND NOT EXISTS (SELECT 1 FROM time_claims c WHERE c.appointment_id = a.id AND c.live)`,
  'an appointment without its attendance': `SELECT 1 FROM appointments a
     WHERE NOT EXISTS (SELECT 1 FROM attendances t WHERE t.appointment_id = a.id)`,
  'an attendance without its manage link': `SELECT 1 FROM attendances t
     WHERE NOT EXISTS (SELECT 1 FROM links l WHERE l.subject_id = t.id AND l.kind = 'manage')`,
  'an appointment without its trail': `SELECT 1 FROM appointments a
     WHERE NOT EXISTS (SELECT 1 FROM audit_entries e WHERE e.subject_id = a.id)`,
  'a confirmed appointment that nobody is told of': `SELECT 1 FROM appointments a WHERE a.status = 'confirmed'
     AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.name = 'booking.appointment-confirmed' AND o.payload->>'appointmentId' = a.id::text)`,
  'a payment that is in and an appointment that does not know': `SELECT 1 FROM payments p JOIN appointments a ON a.id = p.cause_id
     WHERE p.status = 'paid' AND a.status <> 'confirmed'`,
  'an appointment that is to be paid and was confirmed unpaid': `SELECT 1 FROM payments p JOIN appointments a ON a.id = p.cause_id
     WHERE p.status <> 'paid' AND a.status = 'confirmed'`,
};

/** Each kind of half-done state there is, with how many. */
async function halfDone(adminUrl: string): Promise<string[]> {
  return asAdmin(adminUrl, async (admin) => {
    const found: string[] = [];
    for (const [what, question] of Object.entries(together)) {
      const { rowCount } = await admin.query(question);
      if (rowCount) found.push(`${rowCount} × ${what}`);
    }
    return found;
  });
}
