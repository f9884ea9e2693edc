import pg from 'pg';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { DeliveryService, MailPostponed } from '#followups';
import { newId } from '#platform';
import type { GivenPractice } from '../support/given.js';
import { settleWithRetries } from '../support/retries.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
const start = '2027-01-13T10:00:00Z';

interface MessageRow {
  id: string;
  template: string;
  status: string;
  reason: string | null;
  message_id: string;
}
interface DeliveryRow {
  message_id: string;
  attempt: number;
  handed_at: Date | null;
  outcome: string | null;
}

let people = 0;

/** Somebody has booked; of all that follows only the message of this template is still to be sent. */
async function waiting(template: 'confirmation' | 'reminder') {
  const name = `Ana${(people += 1)}`;
  const practice = await given.practice();
  const offering = await given.offering(practice);
  await app.settle();
  await app.books(name, practice, offering, start);
  if (template === 'reminder') {
    await app.settle();
    app.clock.set('2027-01-12T10:00:00Z');
  } else await planOnly(practice);
  await app.mailbox.clear();
  const email = `${name.toLowerCase()}@example.org`;
  return {
    practice,
    email,
    message: () => theMessage(practice, template),
    deliveries: () => deliveriesOf(practice, template),
  };
}

/** Runs the jobs that plan messages, and keeps the mail server shut while their first delivery is tried. */
async function planOnly(practice: GivenPractice): Promise<void> {
  await app.mailbox.setFaults({ refuseConnections: true });
  await settleWithRetries(app, 1);
  await app.mailbox.setFaults({});
  await app.sql(`DELETE FROM deliveries WHERE practice_id = $1`, [practice.id]);
  await app.sql(`UPDATE messages SET status = 'scheduled', reason = NULL WHERE practice_id = $1 AND status <> 'sent'`, [
    practice.id,
  ]);
}

async function theMessage(practice: GivenPractice, template: string): Promise<MessageRow> {
  const found = (await app.rows<MessageRow>(practice, 'messages')).find((row) => row.template === template);
  if (!found) throw new Error(`There is no ${template}.`);
  return found;
}

async function deliveriesOf(practice: GivenPractice, template: string): Promise<DeliveryRow[]> {
  const { id } = await theMessage(practice, template);
  const rows = await app.rows<DeliveryRow>(practice, 'deliveries');
  return rows.filter((row) => row.message_id === id).sort((a, b) => a.attempt - b.attempt);
}

const deliver = (practice: GivenPractice, messageId: string, worker = app.worker) =>
  worker.get(DeliveryService).deliver(practice.id, messageId);
const longAgo = () => new Date(Date.now() - 200_000);

/** An attempt whose worker was killed: before its last bytes were let go, or after. */
async function crashed(practice: GivenPractice, message: MessageRow, handed: boolean, at = longAgo()): Promise<void> {
  await app.sql(
    'INSERT INTO deliveries (practice_id, id, message_id, attempt, started_at, handed_at) VALUES ($1, $2, $3, 1, $4, $5)',
    [practice.id, newId(), message.id, at, handed ? at : null],
  );
  await app.sql('UPDATE messages SET status = $2 WHERE id = $1', [message.id, handed ? 'handed' : 'sending']);
}

describe('Delivery by the hand-over protocol (item 9; issue 3, item 3)', () => {
  it('goes once more, with the same Message-ID, where the server hung up after the text of mail that must arrive', async () => {
    const { practice, email, message, deliveries } = await waiting('confirmation');
    await app.mailbox.setFaults({ dropAfterData: 1 });
    const { id, message_id: messageId } = await message();
    await expect(deliver(practice, id)).rejects.toThrow(MailPostponed);
    expect(await message()).toMatchObject({ status: 'scheduled', reason: 'outcome-unknown' });
    await deliver(practice, id);
    expect(await message()).toMatchObject({ status: 'sent', reason: null });
    expect((await deliveries()).map(({ outcome }) => outcome)).toEqual(['unknown', 'accepted']);
    const copies = app.mailbox.messages(email).map((mail) => mail.messageId);
    expect(copies).toEqual([`<${messageId}>`, `<${messageId}>`]);
  });

  it('is written down as handed before the server can have it: as long as that is not committed nothing arrives', async () => {
    const { practice, email, message, deliveries } = await waiting('confirmation');
    const gate = new pg.Client(app.adminUrl);
    await gate.connect();
    await gate.query('SELECT pg_advisory_lock(20)');
    await app.sql(`CREATE FUNCTION waits() RETURNS trigger LANGUAGE plpgsql AS
                   'BEGIN PERFORM pg_advisory_xact_lock(20); RETURN NEW; END'`);
    await app.sql(
      'CREATE TRIGGER waits BEFORE UPDATE OF handed_at ON deliveries FOR EACH ROW EXECUTE FUNCTION waits()',
    );
    try {
      const sending = deliver(practice, (await message()).id);
      const waits = `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 20 AND NOT granted`;
      await app.until(async () => (await app.sql(waits)).length === 1);
      // All but its last bytes are with the server by now.
      expect(await deliveries()).toMatchObject([{ handed_at: null, outcome: null }]);
      expect(app.mailbox.messages(email)).toEqual([]);
      await gate.query('SELECT pg_advisory_unlock(20)');
      await sending;
    } finally {
      await gate.end();
      await app.sql('DROP TRIGGER waits ON deliveries');
      await app.sql('DROP FUNCTION waits');
    }
    expect(app.mailbox.messages(email)).toHaveLength(1);
    expect(await deliveries()).toMatchObject([{ handed_at: expect.any(Date), outcome: 'accepted' }]);
  });

  it('does not go a second time once its reason or its time is gone, though nobody knows whether it arrived', async () => {
    const inDoubt = async () => {
      const { practice, email, message } = await waiting('confirmation');
      await app.mailbox.setFaults({ dropAfterData: 1 });
      const { id } = await message();
      await expect(deliver(practice, id)).rejects.toThrow(MailPostponed);
      return { practice, email, id, message };
    };
    const cancelled = await inDoubt();
    const [appointment] = await app.rows<{ id: string }>(cancelled.practice, 'appointments');
    await app.as(cancelled.practice).post(`/appointments/${appointment!.id}/cancel`).send({});
    await deliver(cancelled.practice, cancelled.id);
    expect(await cancelled.message()).toMatchObject({ status: 'outcome_unknown' });
    expect(app.mailbox.messages(cancelled.email)).toHaveLength(1);
    expect(await app.rows(cancelled.practice, 'tasks')).toMatchObject([
      { kind: 'message_outcome_unknown', subject_id: cancelled.id },
    ]);

    const late = await inDoubt();
    app.clock.set(start);
    await deliver(late.practice, late.id);
    expect(await late.message()).toMatchObject({ status: 'outcome_unknown' });
    expect(app.mailbox.messages(late.email)).toHaveLength(1);
    expect(await app.rows(late.practice, 'tasks')).toMatchObject([
      { kind: 'message_outcome_unknown', subject_id: late.id },
    ]);
  });

  it('is given up after a second unknown outcome, and somebody is asked to look', async () => {
    const { practice, message } = await waiting('confirmation');
    await app.mailbox.setFaults({ dropAfterData: 2 });
    const { id } = await message();
    await expect(deliver(practice, id)).rejects.toThrow(MailPostponed);
    await deliver(practice, id);
    await deliver(practice, id);
    expect(await message()).toMatchObject({ status: 'outcome_unknown' });
    expect(await app.rows(practice, 'tasks')).toMatchObject([
      { kind: 'message_outcome_unknown', subject_id: id, coach_id: practice.coach.id },
    ]);
  });

  it('is not repeated for a mail that need not arrive: it is flagged, and the coach is told', async () => {
    const { practice, email, message } = await waiting('reminder');
    await app.mailbox.setFaults({ dropAfterData: 1 });
    const { id } = await message();
    await deliver(practice, id);
    await deliver(practice, id);
    await app.mailbox.setFaults({});
    expect(await message()).toMatchObject({ status: 'outcome_unknown', reason: 'outcome-unknown' });
    expect(app.mailbox.messages(email)).toHaveLength(1);
    expect((await app.as(practice).get('/tasks')).body.data).toMatchObject([
      { kind: 'message_outcome_unknown', subjectId: id },
    ]);
    expect((await app.as(practice).get('/messages?status=outcome_unknown')).body.data).toMatchObject([{ id }]);
  });

  it('fails for good where the server refuses the person, and waits where it says later', async () => {
    const { practice, email, message } = await waiting('confirmation');
    const { id } = await message();
    await app.mailbox.setFaults({ temporaryFailures: 1 });
    await expect(deliver(practice, id)).rejects.toThrow(MailPostponed);
    expect(await message()).toMatchObject({ status: 'scheduled', reason: 'server-busy' });
    await app.mailbox.setFaults({ rejectRecipient: 550 });
    await deliver(practice, id);
    expect(await message()).toMatchObject({ status: 'failed', reason: 'refused' });
    expect(await app.rows(practice, 'tasks')).toMatchObject([
      { kind: 'message_failed', subject_id: id, coach_id: practice.coach.id },
    ]);
    await app.mailbox.setFaults({});
    await deliver(practice, id);
    expect(app.mailbox.messages(email)).toEqual([]);
  });

  it('waits for a server that is down, and sends once when it is back', async () => {
    const { practice, email, message } = await waiting('confirmation');
    await app.mailbox.setFaults({ refuseConnections: true });
    expect(await settleWithRetries(app, 2)).toBeGreaterThan(1);
    expect(await message()).toMatchObject({ status: 'scheduled', reason: 'mail-server-unreachable' });
    await app.mailbox.setFaults({});
    expect(await settleWithRetries(app, 2)).toBe(0);
    expect(await message()).toMatchObject({ status: 'sent', reason: null });
    expect(app.mailbox.messages(email)).toHaveLength(1);
    expect((await app.rows<{ done_at: Date | null }>(practice, 'outbox')).filter((row) => !row.done_at)).toMatchObject([
      { name: 'followups.deliver-message' }, // the reminder, tomorrow
    ]);
  });
});

describe('A mail server that is away for long', () => {
  it('costs no message: after any number of tries it is still to be sent, and is when the server is back', async () => {
    const { practice, email, message } = await waiting('confirmation');
    await app.mailbox.setFaults({ refuseConnections: true });
    await settleWithRetries(app, 14);
    expect(await message()).toMatchObject({ status: 'scheduled', reason: 'mail-server-unreachable' });
    await app.mailbox.setFaults({ temporaryFailures: 14 });
    await settleWithRetries(app, 7);
    expect(await message()).toMatchObject({ status: 'scheduled', reason: 'server-busy' });
    app.clock.advance({ hours: 24 });
    await app.mailbox.setFaults({});
    await settleWithRetries(app, 1);
    expect(await message()).toMatchObject({ status: 'sent', reason: null });
    expect(app.mailbox.messages(email)).toHaveLength(1);
    expect(await app.rows(practice, 'tasks')).toEqual([]);
  });

  it('costs a message its time only where its appointment has begun, and somebody is told', async () => {
    const { practice, message } = await waiting('confirmation');
    await app.mailbox.setFaults({ refuseConnections: true });
    await settleWithRetries(app, 2);
    app.clock.set(start);
    await settleWithRetries(app, 1);
    await app.mailbox.setFaults({});
    const { id } = await message();
    expect(await message()).toMatchObject({ status: 'failed', reason: 'too-late' });
    expect((await app.as(practice).get('/tasks')).body.data).toMatchObject([
      { kind: 'message_failed', subjectId: id, coachId: practice.coach.id },
    ]);
  });

  it('is tried for five days where nothing makes the message late, and somebody is told', async () => {
    await app.mailbox.setFaults({ refuseConnections: true });
    const practice = await given.practice();
    await settleWithRetries(app, 1);
    app.clock.set('2027-01-16T08:59:59Z');
    await settleWithRetries(app, 3);
    expect(await theMessage(practice, 'invitation')).toMatchObject({ status: 'scheduled' });
    app.clock.set('2027-01-16T09:00:00Z');
    await settleWithRetries(app, 1);
    await app.mailbox.setFaults({});
    const { id, ...failed } = await theMessage(practice, 'invitation');
    expect(failed).toMatchObject({ status: 'failed', reason: 'mail-server-unreachable' });
    expect(await app.rows(practice, 'tasks')).toMatchObject([{ kind: 'message_failed', subject_id: id }]);
  });
});

describe('A worker that dies', () => {
  it('before it let go of the last bytes loses and doubles nothing', async () => {
    const { practice, email, message, deliveries } = await waiting('reminder');
    await crashed(practice, await message(), false);
    await settleWithRetries(app);
    expect(await message()).toMatchObject({ status: 'sent' });
    expect((await deliveries()).map(({ outcome }) => outcome)).toEqual(['not_handed', 'accepted']);
    expect(app.mailbox.messages(email)).toHaveLength(1);
  });

  it('after it leaves an open question: what must arrive goes once more, anything else is flagged', async () => {
    const first = await waiting('confirmation');
    await crashed(first.practice, await first.message(), true);
    await deliver(first.practice, (await first.message()).id);
    expect(await first.message()).toMatchObject({ status: 'sent' });
    expect((await first.deliveries()).map(({ outcome }) => outcome)).toEqual(['unknown', 'accepted']);

    const second = await waiting('reminder');
    await crashed(second.practice, await second.message(), true);
    await settleWithRetries(app);
    expect(await second.message()).toMatchObject({ status: 'outcome_unknown' });
    expect(app.mailbox.messages(second.email)).toEqual([]);
  });

  it('is not overtaken while it may still be alive', async () => {
    const { practice, email, message } = await waiting('confirmation');
    const { id } = await message();
    await crashed(practice, await message(), false, new Date());
    await expect(deliver(practice, id)).rejects.toThrow(MailPostponed);
    expect(app.mailbox.messages(email)).toEqual([]);
  });

  it('only seemed dead, wakes up, and may not hand over what another has taken on', async () => {
    const { practice, email, message, deliveries } = await waiting('confirmation');
    const { id } = await message();
    const second = await createWorker({ config: app.config, clock: app.clock });
    try {
      await app.mailbox.setFaults({ slowMs: 500 });
      const slow = deliver(practice, id).catch((error: unknown) => error);
      await app.until(async () => (await deliveries()).length === 1);
      await app.sql('UPDATE deliveries SET started_at = $2 WHERE message_id = $1', [id, longAgo()]);
      await deliver(practice, id, second);
      expect(await slow).toBeInstanceOf(MailPostponed);
    } finally {
      await app.mailbox.setFaults({});
      await second.close();
    }
    await deliver(practice, id);
    expect(await message()).toMatchObject({ status: 'sent' });
    expect((await deliveries()).map(({ outcome }) => outcome)).toEqual(['not_handed', 'accepted']);
    expect(app.mailbox.messages(email)).toHaveLength(1);
  });
});
