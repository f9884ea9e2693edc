import { Redis } from 'ioredis';
import type { TestApp } from '../support/test-app.js';
import { Payer } from '../support/payments.js';
import { WorkerHere } from './worker-here.js';
import { commandOf, environmentOf, MortalProgram, pause, until } from './mortal-program.js';
import { halfAMinutePasses, pausesEnd, sendingIsGivenUp } from './passing-time.js';

const second = 1000;
const hour = 3600 * second;

/** What is put through the queue, and what becomes of it. */
export interface Ordeal {
  /** So many refunds are owed: each is a job that may be done twice by the queue and must be done once by the provider. */
  readonly jobs: number;
  readonly kills: number;
  /**
   * The half minute after which the relay takes a row for lost is over at once, and after the wipe the worker of this
   * process goes on: no other has to start.
   */
  readonly inSmall?: boolean;
  /** The control: what was queued once is never queued again. */
  readonly queuedOnlyOnce?: boolean;
}

/** What an ordeal left behind. */
export interface OrdealOutcome {
  readonly kills: number;
  /** How many rows were waiting in the queue when it was wiped. */
  readonly wiped: number;
  /** Jobs not done, work that is due and not done, refunds that the provider never heard of. */
  readonly lost: number;
  /** From the wiped queue until the last row that had been in it was done or queued again. */
  readonly queuedAgainSeconds: number;
  /** Refunds that the provider made twice, tasks raised twice, and second copies of mails that nobody flagged. */
  readonly doneTwice: number;
  /** Rows that went to the queue more than once. */
  readonly queuedTwice: number;
  readonly seconds: number;
}

/** Owes refunds and lets a worker do them that is killed again and again, with the queue wiped when half of the kills are over. */
export async function ordeal(
  app: TestApp,
  { jobs, kills, inSmall = false, queuedOnlyOnce = false }: Ordeal,
): Promise<OrdealOutcome> {
  await owe(app, jobs);
  if (queuedOnlyOnce) await queueOnlyOnce(app);
  const worker = new MortalProgram(commandOf('worker'), environmentOf(app.config));
  const goesOn = inSmall ? new WorkerHere(app.config) : worker;
  const provider = new Payer(app);
  const began = performance.now();
  const killed = { times: 0 };
  const kill = async () => {
    if (!(await worker.kill())) throw new Error('The worker had ended before anybody killed it.');
    killed.times += 1;
    await sendingIsGivenUp(app);
  };
  /** Kills the worker in the middle of its work. */
  const strike = async () => {
    const before = await done(app);
    if (inSmall) await halfAMinutePasses(app);
    worker.start();
    await until(async () => (await done(app)) > before, 40 * second);
    await pause(Math.random() * 200);
    await kill();
  };
  try {
    await provider.faults({ delayMs: 250 });
    while (killed.times < (inSmall ? kills : kills / 2)) await strike();
    const wiped = await queued(app);
    await wipe(app);
    const wipedAt = performance.now();
    if (inSmall) await halfAMinutePasses(app);
    await goesOn.start();
    await until(async () => (await stillForgotten(app, wiped)) === 0, (queuedOnlyOnce ? 1 : 90) * second);
    const queuedAgainSeconds = (performance.now() - wipedAt) / second;
    if (killed.times < kills) {
      await kill();
      while (killed.times < kills) await strike();
      worker.start();
    }
    await provider.faults();
    let left = await undone(app);
    let movedAt = performance.now();
    // Until nothing is left, or nothing moves any more.
    await until(async () => {
      await pause(200);
      await pausesEnd(app);
      if (inSmall) await halfAMinutePasses(app);
      const now = await undone(app);
      if (now !== left) [left, movedAt] = [now, performance.now()];
      return left === 0 || performance.now() - movedAt > (inSmall ? 3 : 60) * second;
    }, 300 * second);
    return {
      ...(await counted(app, jobs)),
      ...{ kills: killed.times, wiped: wiped.size, queuedAgainSeconds },
      seconds: (performance.now() - began) / second,
    };
  } finally {
    await worker.kill();
    if (goesOn instanceof WorkerHere) await goesOn.stop();
    await provider.faults();
  }
}

/** Books, pays and cancels over the API, so that money is to be given back and people are to be told. */
async function owe(app: TestApp, jobs: number): Promise<void> {
  app.clock.set(new Date().toISOString());
  const practice = await app.given.practice({ timeZone: 'Etc/UTC' });
  const offering = await app.given.paidOffering(practice);
  const payer = new Payer(app);
  const day = (n: number) => Math.ceil(Date.now() / (24 * hour) + 3 + Math.floor(n / 8)) * 24 * hour;
  for (let n = 0; n < jobs; n += 1) {
    const start = new Date(day(n) + (9 + (n % 8)) * hour).toISOString();
    const booking = await payer.books(`Ana${n}`, practice, offering, start);
    await payer.pays(booking);
    const cancelled = await payer.calls('post', `${booking.token}/cancel`);
    if (cancelled.status !== 200) throw new Error(`Cancelling answered ${cancelled.status}: ${cancelled.text}`);
  }
  await app.mailbox.clear();
}

/** The control: the relay queues a row once, and whatever becomes of the queue it is not queued again. */
async function queueOnlyOnce(app: TestApp): Promise<void> {
  await app.sql(`CREATE FUNCTION is_queued_once() RETURNS trigger LANGUAGE plpgsql AS
                 'BEGIN NEW.next_try_at := ''infinity''; RETURN NEW; END'`);
  await app.sql(`CREATE TRIGGER is_queued_once BEFORE UPDATE ON outbox FOR EACH ROW
                 WHEN (NEW.attempts > OLD.attempts) EXECUTE FUNCTION is_queued_once()`);
}

/** Empties whatever the queue keeps, as somebody might who takes it for a cache. */
async function wipe(app: TestApp): Promise<void> {
  if (app.config.REDIS_URL) {
    const redis = new Redis(app.config.REDIS_URL);
    await redis.flushall();
    redis.disconnect();
    return;
  }
  const tables = await app.sql<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'bullmq' AND tablename <> 'migration'`,
  );
  await app.sql(`TRUNCATE ${tables.map(({ name }) => `bullmq.${name}`).join(', ')}`);
}

interface Books {
  readonly sums: readonly { refunds: number }[];
  readonly payments: readonly { amountMinor: number; refundedMinor: number }[];
}

interface Waiting {
  readonly id: string;
  readonly attempts: number;
}

/** The rows that went to the queue and are not done: how often each went. */
async function queued(app: TestApp): Promise<Map<string, number>> {
  const rows = await app.sql<Waiting>('SELECT id, attempts FROM outbox WHERE done_at IS NULL AND attempts > 0');
  return new Map(rows.map(({ id, attempts }) => [id, attempts]));
}

/** How many of these are neither done nor queued again. */
async function stillForgotten(app: TestApp, wiped: ReadonlyMap<string, number>): Promise<number> {
  const now = await queued(app);
  return [...wiped].filter(([id, attempts]) => now.get(id) === attempts).length;
}

async function done(app: TestApp): Promise<number> {
  const [row] = await app.sql<{ n: number }>('SELECT count(*)::int AS n FROM outbox WHERE done_at IS NOT NULL');
  return row!.n;
}

async function undone(app: TestApp): Promise<number> {
  const [row] = await app.sql<{ n: number }>(
    'SELECT count(*)::int AS n FROM outbox WHERE done_at IS NULL AND due_at <= now()',
  );
  return row!.n;
}

async function counted(app: TestApp, jobs: number): Promise<Pick<OrdealOutcome, 'lost' | 'doneTwice' | 'queuedTwice'>> {
  const { payments, sums } = (await new Payer(app).ledger()) as Books;
  const refunds = sums.reduce((sum, one) => sum + one.refunds, 0);
  const unrefunded = payments.filter(({ amountMinor, refundedMinor }) => refundedMinor < amountMinor).length;
  const [tasks] = await app.sql<{ n: number }>(
    'SELECT (count(*) - count(DISTINCT (kind, subject_id)))::int AS n FROM tasks',
  );
  const [queuedTwice] = await app.sql<{ n: number }>('SELECT count(*)::int AS n FROM outbox WHERE attempts > 1');
  return {
    lost: (await undone(app)) + unrefunded,
    doneTwice: Math.max(0, refunds - jobs) + tasks!.n + (await unflaggedCopies(app)),
    queuedTwice: queuedTwice!.n,
  };
}

/** Second copies of mails of which no attempt of unknown outcome tells. */
async function unflaggedCopies(app: TestApp): Promise<number> {
  const flagged = await app.sql<{ message_id: string; unknown: number }>(
    `SELECT m.message_id, count(*)::int AS unknown FROM messages m
     JOIN deliveries d ON d.practice_id = m.practice_id AND d.message_id = m.id AND d.outcome = 'unknown'
     GROUP BY m.message_id`,
  );
  const allowed = new Map(flagged.map(({ message_id, unknown }) => [`<${message_id}>`, unknown]));
  return Object.entries(app.mailbox.counts())
    .map(([messageId, copies]) => copies - 1 - (allowed.get(messageId) ?? 0))
    .reduce((sum, unflagged) => sum + Math.max(0, unflagged), 0);
}
