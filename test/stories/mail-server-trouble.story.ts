import { jest } from '@jest/globals';
import { DeliveryService, MailPostponed } from '#followups';
import { LOGGER, MailTransport, Outbox, PartTroubles } from '#platform';
import { MailWatch } from '../../apps/worker/src/mail-watch.js';
import type { GivenPractice } from '../support/given.js';
import { runDue } from '../support/retries.js';
import { useTestApp } from '../support/test-app.js';

const restSeconds = 30;
jest.setTimeout(60_000); // a server that is slow takes its time
const app = useTestApp({ MAIL_REST_SECONDS: String(restSeconds) });
const { given } = app;

/** The server is left alone by the machine's clock. Here it goes on by whole rests, so that a slow machine takes none. */
let restedMs = 0;
const rests = () => (restedMs += restSeconds * 1000);
const machine = performance.now.bind(performance);
beforeAll(() => void jest.spyOn(performance, 'now').mockImplementation(() => machine() + restedMs));
afterAll(() => jest.restoreAllMocks());

interface MessageRow {
  id: string;
  template: string;
  status: string;
  reason: string | null;
  must_arrive: boolean;
}

/** Bookings whose mails are planned and not yet sent; answers their practice. */
async function bookings(count: number): Promise<GivenPractice> {
  await app.sql('UPDATE outbox SET done_at = now() WHERE done_at IS NULL'); // what the story before left for later
  const practice = await given.practice();
  const offering = await given.offering(practice);
  await app.settle();
  await app.mailbox.clear();
  for (let n = 0; n < count; n += 1)
    await app.books(`Ana${n}`, practice, offering, `2027-01-13T${String(9 + n).padStart(2, '0')}:00:00Z`);
  return practice;
}

/** What the relay and the queue do all the time; a mail that is put off is what these stories are about. */
const work = (): Promise<number> => runDue(app);

/** Runs what plans messages, and leaves them to be sent. */
async function planned(practice: GivenPractice): Promise<void> {
  const outbox = app.worker.get(Outbox);
  for (let turn = 0; turn < 3; turn += 1) {
    const rows = await app.sql<{ id: string }>(
      `SELECT id FROM outbox WHERE practice_id = $1 AND done_at IS NULL AND name <> 'followups.deliver-message'`,
      [practice.id],
    );
    for (const { id } of rows) await outbox.run(practice.id, id);
  }
}

const watch = () => app.worker.get(MailWatch).turn();
const circuit = () => app.worker.get(MailTransport).circuit;
const messages = (practice: GivenPractice) => app.rows<MessageRow>(practice, 'messages');
const due = async (practice: GivenPractice) =>
  (await messages(practice)).filter(({ template }) => template !== 'reminder');
const attempts = async (practice: GivenPractice) => (await app.rows(practice, 'deliveries')).length;
const mail = async () => (await app.visitor.get('/readyz')).body.parts.mail as { status: string; since?: string };

afterEach(async () => {
  await app.mailbox.setFaults({});
  await app.until(async () => {
    rests();
    await watch();
    await work();
    return circuit().openSince === null;
  });
  await watch();
});

describe('The circuit breaker of the mail server (issue 3, item 3)', () => {
  it('spends no attempt while the server is away, says since when, and sends everything at once when it is back', async () => {
    const practice = await bookings(6);
    const before = await attempts(practice);
    await app.mailbox.setFaults({ refuseConnections: true });
    const from = Date.now();
    await work();
    expect(circuit().openSince).not.toBeNull();
    await watch();
    expect((await attempts(practice)) - before).toBe(5);
    const toClients = (await due(practice)).filter(({ template }) => template === 'confirmation');
    expect(toClients.map(({ status }) => status)).toEqual(toClients.map(() => 'scheduled'));

    const health = await mail();
    expect(health.status).toBe('degraded');
    expect(Date.parse(health.since ?? '')).toBeGreaterThanOrEqual(from - 1000);
    expect(Date.parse(health.since ?? '')).toBeLessThanOrEqual(Date.now());
    expect((await app.visitor.get('/readyz')).body).toMatchObject({
      status: 'ready',
      degraded: expect.arrayContaining(['mail']),
    });

    // Long pauses, as after an hour of trouble: who comes back is noticed all the same.
    await app.sql(
      `UPDATE outbox SET next_try_at = now() + interval '10 minutes' WHERE done_at IS NULL AND failure IS NOT NULL`,
    );
    await app.mailbox.setFaults({});
    rests();
    await watch(); // one probe
    expect(await work()).toBe(0);
    expect(circuit().openSince).toBeNull();
    await watch(); // and all the others
    await work();
    expect((await due(practice)).map(({ status }) => status)).toEqual((await due(practice)).map(() => 'sent'));
    expect(Object.values(app.mailbox.counts()).every((copies) => copies === 1)).toBe(true);
    expect(app.mailbox.messages()).toHaveLength(12);
    // Trouble that readiness saw is remembered for a second.
    await app.until(async () => (await mail()).status === 'ok');
  });

  it('notices that the server is back though no mail waits for it any more, and sends nothing to find out', async () => {
    await bookings(5);
    await app.mailbox.setFaults({ refuseConnections: true });
    await work();
    await watch();
    await app.sql('UPDATE outbox SET done_at = now() WHERE done_at IS NULL'); // all of it came too late meanwhile
    await app.mailbox.setFaults({});
    await app.until(async () => {
      rests();
      await watch();
      return circuit().openSince === null;
    });
    expect(app.mailbox.messages()).toEqual([]);
    await watch();
    await app.until(async () => (await mail()).status === 'ok');
  });

  it('is told to readiness by a worker that has only just begun', async () => {
    await bookings(5);
    await app.mailbox.setFaults({ refuseConnections: true });
    await work();
    const parts = [MailTransport, Outbox, PartTroubles, LOGGER].map((part) =>
      app.worker.get(part),
    ) as ConstructorParameters<typeof MailWatch>;
    await app.worker.get(PartTroubles).over('mail');
    const later = restedMs;
    restedMs = 1000 - machine(); // its own clock begins with it
    await new MailWatch(...parts).turn();
    restedMs = later;
    expect(await app.worker.get(PartTroubles).since('mail')).not.toBeNull();
  });

  it('keeps what must arrive from being flagged: a server that drops after DATA costs five mails an answer, not every one', async () => {
    const practice = await bookings(8);
    await app.mailbox.setFaults({ dropAfterData: 1000 });
    await work();
    const flagged = async () =>
      (await app.rows<{ outcome: string }>(practice, 'deliveries')).filter(({ outcome }) => outcome === 'unknown');
    expect(await flagged()).toHaveLength(5);
    rests();
    await watch();
    await work();
    expect(await flagged()).toHaveLength(6);
    await app.mailbox.setFaults({});
    for (let n = 0; n < 3; n += 1) {
      rests();
      await watch();
      await app.sql('UPDATE outbox SET next_try_at = NULL WHERE done_at IS NULL');
      await work();
    }
    // A second copy only of what was flagged, with the same Message-ID; nobody went without.
    const unsure = (await due(practice)).filter(({ status }) => status !== 'sent');
    expect(unsure.map(({ status }) => status)).toEqual(unsure.map(() => 'outcome_unknown'));
    expect((await app.rows<{ subject_id: string }>(practice, 'tasks')).map((task) => task.subject_id)).toEqual(
      unsure.map(({ id }) => id),
    );
    const copies = Object.values(app.mailbox.counts());
    expect(copies).toHaveLength(16);
    expect(copies.filter((count) => count === 2).length).toBeLessThanOrEqual(6);
    expect(copies.every((count) => count <= 2)).toBe(true);
  });

  it('does not keep a message past its time: it fails with a task even while the server is left alone', async () => {
    const practice = await bookings(6);
    await app.mailbox.setFaults({ refuseConnections: true });
    await work();
    app.clock.set('2027-01-13T15:00:00Z');
    await app.sql('UPDATE outbox SET next_try_at = NULL WHERE done_at IS NULL');
    await work();
    const late = (await due(practice)).filter(({ template }) => template === 'confirmation');
    expect(late.map(({ status, reason }) => [status, reason])).toEqual(late.map(() => ['failed', 'too-late']));
    expect((await app.rows(practice, 'tasks')).length).toBeGreaterThanOrEqual(late.length);
  });
});

describe('A mail server in trouble (issue 3, item 3)', () => {
  const one = async (template = 'confirmation') => {
    const practice = await bookings(1);
    const message = async () => (await messages(practice)).find((row) => row.template === template)!;
    const mine = () => app.mailbox.messages('ana0@example.org');
    return { practice, message, mine };
  };

  it('that is slow gets its mail once, however long it takes', async () => {
    const { message, mine } = await one();
    await app.mailbox.setFaults({ slowMs: 1_500 });
    expect(await work()).toBe(0);
    expect(await message()).toMatchObject({ status: 'sent' });
    expect(mine()).toHaveLength(1);
  });

  it('that tarpits is given up before its greeting: nothing was handed, and everything goes once when it greets again', async () => {
    const { practice, message, mine } = await one();
    await planned(practice);
    await app.mailbox.setFaults({ refuseConnections: true }); // ends those that are open
    await app.mailbox.setFaults({ tarpit: true });
    const { id } = await message();
    await expect(app.worker.get(DeliveryService).deliver(practice.id, id)).rejects.toThrow(MailPostponed);
    expect(await message()).toMatchObject({ status: 'scheduled', reason: 'mail-server-unreachable' });
    const tries = await app.rows<{ message_id: string; handed_at: Date | null }>(practice, 'deliveries');
    expect(tries.filter((one) => one.message_id === id)).toMatchObject([{ handed_at: null, outcome: 'not_handed' }]);
    await app.mailbox.setFaults({});
    await app.sql('UPDATE outbox SET next_try_at = NULL WHERE done_at IS NULL');
    await work();
    expect(await message()).toMatchObject({ status: 'sent' });
    expect(mine()).toHaveLength(1);
  });

  it('that lies, keeping a mail it refuses, gets it again under the same Message-ID, by which mailboxes tell copies', async () => {
    const { practice, message, mine } = await one();
    await app.mailbox.setFaults({ lies: 2 });
    await work();
    await app.sql('UPDATE outbox SET next_try_at = NULL WHERE done_at IS NULL');
    await work();
    expect(await message()).toMatchObject({ status: 'sent' });
    expect(new Set(mine().map(({ messageId }) => messageId)).size).toBe(1);
    expect(circuit().openSince).toBeNull();
    expect(await app.rows(practice, 'tasks')).toEqual([]);
  });

  it('that drops a reminder after DATA leaves it flagged for somebody to look at, never a second copy', async () => {
    const { practice, message, mine } = await one('reminder');
    await work();
    await app.mailbox.clear();
    app.clock.set('2027-01-12T09:00:00Z');
    await app.mailbox.setFaults({ dropAfterData: 1 });
    await work();
    await app.mailbox.setFaults({});
    await app.worker.get(DeliveryService).deliver(practice.id, (await message()).id);
    expect(await message()).toMatchObject({ status: 'outcome_unknown', must_arrive: false });
    expect(mine()).toHaveLength(1);
  });
});
