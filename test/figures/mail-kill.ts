import type { RunningMailbox } from '../../tools/mailbox/index.js';
import type { TestApp } from '../support/test-app.js';
import { commandOf, environmentOf, MortalProgram, pause, until } from './mortal-program.js';
import { halfAMinutePasses, pausesEnd, sendingIsGivenUp } from './passing-time.js';

const second = 1000;

/** What is sent into the storm, and how often the worker dies in it. */
export interface Storm {
  readonly mails: number;
  /** So many more are the control: without the hand-over mark nobody knows after a kill whether their last bytes had left. */
  readonly unmarked: number;
  readonly kills: number;
  /** What is left after the last kill is done by the worker of this process: no other has to start. */
  readonly restHere?: boolean;
}

/** What a storm left behind. */
export interface StormOutcome {
  readonly kills: number;
  readonly seconds: number;
  readonly marked: Aftermath;
  readonly unmarked: Aftermath;
}

/** What became of some mails, counted by Message-ID. */
export interface Aftermath {
  readonly arrived: number;
  /** Neither arrived, nor flagged with a task for somebody, nor stopped for a reason. */
  readonly silentLosses: number;
  readonly secondCopies: number;
  /** Of these, what no attempt of unknown outcome explains, and what need not have arrived. */
  readonly unflaggedCopies: number;
  /** Arrived although their time had passed while no worker lived and before any attempt handed them over. */
  readonly late: number;
  /** Arrived although their appointment was cancelled, in the same way. */
  readonly afterCancellation: number;
  readonly flagged: number;
}

interface MessageNow {
  readonly id: string;
  readonly message_id: string;
  readonly status: string;
  readonly must_arrive: boolean;
  readonly unknown: number;
  readonly tasks: number;
}

/** Sends mails of one practice while the worker is killed at random moments and the server drops, refuses and dawdles. */
export async function storm(app: TestApp, { mails, unmarked, kills, restHere = false }: Storm): Promise<StormOutcome> {
  await takeMarkOff(app);
  await sow(app, mails, unmarked);
  await app.mailbox.clear();
  const worker = new MortalProgram(commandOf('worker'), environmentOf(app.config));
  const began = performance.now();
  const doomed = { late: new Set<string>(), cancelled: new Set<string>() };
  let [strikes, killed] = [0, 0];
  try {
    await doom(app, doomed, Math.ceil(mails / 30));
    while (strikes < kills && (await waiting(app)) > 0) {
      const trouble = troubles[strikes % troubles.length]!;
      strikes += 1;
      await app.mailbox.setFaults(trouble);
      const enough = app.mailbox.messages().length + (trouble.endlessAnswers ? connections : 1);
      worker.start();
      // Random, but in the middle of its work.
      await until(() => app.mailbox.messages().length >= enough, 20 * second);
      if (!trouble.endlessAnswers) await pause(Math.random() * 400);
      if (await worker.kill()) killed += 1;
      await sendingIsGivenUp(app);
      await halfAMinutePasses(app);
      await pausesEnd(app);
      await doom(app, doomed, 1);
    }
    await app.mailbox.setFaults({});
    if (restHere) {
      app.clock.set(new Date().toISOString());
      await app.settle();
    } else {
      worker.start();
      await until(async () => {
        await pause(250);
        await pausesEnd(app);
        return (await waiting(app)) === 0;
      }, 120 * second);
    }
    return {
      kills: killed,
      seconds: (performance.now() - began) / second,
      marked: await counted(app, doomed, 'marked'),
      unmarked: await counted(app, doomed, 'unmarked'),
    };
  } finally {
    await worker.kill();
    await app.mailbox.setFaults({});
  }
}

/** So many mails a worker has under way at once. */
const connections = 5;

/** In the first, whatever has arrived when the worker dies is in doubt: its answer never came to an end. */
const troubles: readonly Parameters<RunningMailbox['setFaults']>[0][] = [
  { endlessAnswers: 1_000 },
  { slowMs: 60 },
  { slowMs: 80, dropAfterData: 2 },
  { slowMs: 60, temporaryFailures: 2 },
  { slowMs: 120 },
];

/** One booking over the API, and as many like it as mails are wanted, the control among them: three of four must arrive. */
async function sow(app: TestApp, mails: number, unmarked: number): Promise<void> {
  app.clock.set(new Date().toISOString());
  const practice = await app.given.practice();
  const offering = await app.given.offering(practice);
  const start = new Date(Math.ceil(Date.now() / 86_400_000 + 2) * 86_400_000 + 10 * 3_600_000).toISOString();
  const booked = await app.books('Ana', practice, offering, start);
  if (booked.status !== 201) throw new Error(`The booking was refused: ${booked.text}`);
  await app.sql('UPDATE outbox SET done_at = now() WHERE done_at IS NULL');
  await app.sql("UPDATE messages SET status = 'cancelled' WHERE status = 'scheduled'");
  const { id } = (booked.body as { appointment: { id: string } }).appointment;
  await app.sql(
    `WITH seed AS (SELECT a AS appointment, t AS attendance, c AS client FROM appointments a
                   JOIN attendances t ON t.appointment_id = a.id JOIN clients c ON c.id = t.client_id WHERE a.id = $1),
     more AS (SELECT n, gen_random_uuid() AS appointment_id, gen_random_uuid() AS client_id, gen_random_uuid() AS message_id,
                     n % 4 <> 0 AS must, n * $3 % $2 < $3 AS unmarked FROM generate_series(1, $2) n),
     people AS (INSERT INTO clients SELECT (jsonb_populate_record(client, jsonb_build_object(
                  'id', client_id, 'email', 'ana' || n || '@example.org'))).* FROM seed, more),
     times AS (INSERT INTO appointments SELECT (jsonb_populate_record(appointment, jsonb_build_object(
                 'id', appointment_id))).* FROM seed, more),
     comers AS (INSERT INTO attendances SELECT (jsonb_populate_record(attendance, jsonb_build_object(
                  'id', gen_random_uuid(), 'appointment_id', appointment_id, 'client_id', client_id))).* FROM seed, more),
     mails AS (INSERT INTO messages (practice_id, id, kind, template, cause_id, step, client_id, must_arrive, status,
                                     message_id, due_at, expires_at, created_at)
               SELECT (appointment).practice_id, message_id, 'service', CASE WHEN must THEN 'confirmation' ELSE 'reminder' END,
                      appointment_id, CASE WHEN must THEN 'confirmation:0' ELSE 'reminder:0' END, client_id, must, 'scheduled',
                      message_id || CASE WHEN unmarked THEN '@unmarked' ELSE '@marked' END, now(), (appointment).start_at, now()
               FROM seed, more)
     INSERT INTO outbox (practice_id, id, kind, name, payload, due_at, created_at)
     SELECT (appointment).practice_id, gen_random_uuid(), 'job', 'followups.deliver-message',
            jsonb_build_object('messageId', message_id), now() - ($2 - n) * interval '1 ms', now() FROM seed, more`,
    [id, mails + unmarked, unmarked],
  );
}

/** While no worker lives: some that nobody has handed over yet come too late, and some lose their appointment. */
async function doom(app: TestApp, doomed: { late: Set<string>; cancelled: Set<string> }, each: number): Promise<void> {
  const untouched = `SELECT id, cause_id FROM messages m WHERE status = 'scheduled' AND expires_at > now() AND NOT EXISTS
    (SELECT 1 FROM deliveries d WHERE d.message_id = m.id AND (d.handed_at IS NOT NULL OR d.outcome = 'unknown'))
    AND EXISTS (SELECT 1 FROM appointments a WHERE a.id = m.cause_id AND a.status = 'confirmed') ORDER BY random() LIMIT ${each}`;
  const late = await app.sql<{ message_id: string }>(
    `UPDATE messages SET expires_at = now() WHERE id IN (SELECT id FROM (${untouched}) u) RETURNING message_id`,
  );
  const gone = await app.sql<{ message_id: string }>(
    `WITH chosen AS (${untouched}), gone AS (
       UPDATE appointments SET status = 'cancelled', cancelled_by = 'client', closed_at = now(), cancelled_from = 'confirmed'
       WHERE id IN (SELECT cause_id FROM chosen) RETURNING id)
     SELECT message_id FROM messages WHERE cause_id IN (SELECT id FROM gone)`,
  );
  for (const { message_id } of late) doomed.late.add(message_id);
  for (const { message_id } of gone) doomed.cancelled.add(message_id);
}

async function counted(
  app: TestApp,
  doomed: { late: ReadonlySet<string>; cancelled: ReadonlySet<string> },
  which: 'marked' | 'unmarked',
): Promise<Aftermath> {
  const messages = await app.sql<MessageNow>(
    `SELECT id, message_id, status, must_arrive,
            (SELECT count(*)::int FROM deliveries d WHERE d.message_id = m.id AND d.outcome = 'unknown') AS unknown,
            (SELECT count(*)::int FROM tasks t WHERE t.subject_id = m.id) AS tasks
     FROM messages m WHERE message_id LIKE '%@' || $1`,
    [which],
  );
  const copies = app.mailbox.counts();
  const copiesOf = ({ message_id }: { message_id: string }) => copies[`<${message_id}>`] ?? 0;
  const meant = messages.filter(({ message_id }) => !doomed.late.has(message_id) && !doomed.cancelled.has(message_id));
  const twice = messages.filter((one) => copiesOf(one) > 1);
  const arrivedOf = (ids: ReadonlySet<string>) =>
    messages.filter((one) => ids.has(one.message_id) && copiesOf(one) > 0).length;
  return {
    arrived: messages.filter((one) => copiesOf(one) > 0).length,
    silentLosses: meant.filter((one) => copiesOf(one) === 0 && one.tasks === 0).length,
    secondCopies: twice.reduce((sum, one) => sum + copiesOf(one) - 1, 0),
    unflaggedCopies: twice.filter((one) => !one.must_arrive || one.unknown < copiesOf(one) - 1).length,
    late: arrivedOf(doomed.late),
    afterCancellation: arrivedOf(doomed.cancelled),
    flagged: messages.filter(({ unknown }) => unknown > 0).length,
  };
}

/** The control: of what has no mark `handed` is never written down, whoever writes it. */
async function takeMarkOff(app: TestApp): Promise<void> {
  await app.sql(`CREATE FUNCTION forgets_handed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                   IF EXISTS (SELECT 1 FROM messages m WHERE m.id = NEW.message_id AND m.message_id LIKE '%@unmarked')
                   THEN NEW.handed_at := NULL; END IF;
                   RETURN NEW; END $$`);
  await app.sql(
    'CREATE TRIGGER forgets_handed BEFORE UPDATE ON deliveries FOR EACH ROW EXECUTE FUNCTION forgets_handed()',
  );
}

async function waiting(app: TestApp): Promise<number> {
  const [row] = await app.sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM messages WHERE status IN ('scheduled', 'sending', 'handed')`,
  );
  return row!.n;
}
