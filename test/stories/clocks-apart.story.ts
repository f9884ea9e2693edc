import { jest } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { Heartbeats, Outbox } from '#platform';
import { Payer } from '../support/payments.js';
import { TestClock } from '../support/test-clock.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
const payer = new Payer(app);
const ten = '2027-01-12T10:00:00Z';

/** A worker whose clock is so many minutes ahead of the API's; negative where it is behind. */
async function withWorkerAhead(
  minutes: number,
  work: (worker: INestApplicationContext, clock: TestClock) => Promise<void>,
) {
  const clock = new TestClock();
  clock.set(new Date(app.clock.now().getTime() + minutes * 60_000).toISOString());
  const worker = await createWorker({ config: app.config, clock });
  try {
    await work(worker, clock);
  } finally {
    await worker.close();
  }
}

async function doesWhatIsDue(worker: INestApplicationContext): Promise<number> {
  const outbox = worker.get(Outbox);
  let did = 0;
  for (let due = await outbox.takeDue(100); due.length > 0; due = await outbox.takeDue(100))
    for (const row of due) {
      await outbox.run(row.practiceId, row.outboxId);
      did += 1;
    }
  return did;
}

const mailsTo = (name: string) => app.mailbox.messages(`${name}@example.org`).length;

describe('A worker whose clock is behind (issue 3, item 5)', () => {
  it('does what was asked for when its own clock is there, once, and forgets nothing', async () => {
    const practice = await given.practice();
    await app.settle();
    await app.books('Ana', practice, await given.offering(practice), ten);
    await withWorkerAhead(-10, async (worker, clock) => {
      await doesWhatIsDue(worker);
      expect(mailsTo('ana')).toBe(0);
      clock.advance({ minutes: 10 });
      await doesWhatIsDue(worker);
      expect(mailsTo('ana')).toBe(1);
    });
    await app.settle();
    expect(mailsTo('ana')).toBe(1);
  });

  it('keeps nobody from an abandoned time: whoever books lets it go', async () => {
    const practice = await given.practice();
    const offering = await given.paidOffering(practice);
    await payer.books('Ana', practice, offering, ten);
    app.clock.advance({ minutes: 16 });
    await withWorkerAhead(-20, async (worker) => {
      await doesWhatIsDue(worker);
      expect((await app.books('Ben', practice, offering, ten)).status).toBe(201);
    });
  });
});

describe('A worker whose clock is ahead (issue 3, item 5)', () => {
  it('lets a hold go early, but closes its page first: nobody pays for a time that is gone', async () => {
    const practice = await given.practice();
    const offering = await given.paidOffering(practice);
    const booking = await payer.books('Ana', practice, offering, ten);
    await withWorkerAhead(20, async (worker) => void (await doesWhatIsDue(worker)));
    expect((await payer.sees(booking)).appointment.status).toBe('expired');
    expect(await payer.pays(booking)).toBe('expired');
  });

  it('finds out that a hold was paid, and confirms it instead', async () => {
    const practice = await given.practice();
    const offering = await given.paidOffering(practice);
    const booking = await payer.books('Ana', practice, offering, ten);
    await payer.notices({ lose: 'all' });
    await payer.pays(booking);
    await withWorkerAhead(20, async (worker) => void (await doesWhatIsDue(worker)));
    await payer.notices();
    expect(await payer.sees(booking)).toMatchObject({
      appointment: { status: 'confirmed' },
      payment: { status: 'paid' },
    });
  });

  it('sends a reminder early by as much, and nobody sends it again', async () => {
    const practice = await given.practice();
    await app.books('Rita', practice, await given.offering(practice), ten);
    await app.settle();
    await app.mailbox.clear();
    app.clock.set('2027-01-11T09:55:00Z');
    await withWorkerAhead(10, async (worker) => void (await doesWhatIsDue(worker)));
    expect(mailsTo('rita')).toBe(1);
    app.clock.set('2027-01-11T10:05:00Z');
    await app.settle();
    expect(mailsTo('rita')).toBe(1);
  });
});

describe('Readiness (issue 3, item 5)', () => {
  const parts = async () => (await app.visitor.get('/readyz')).body.parts;
  const atAnotherTime = async (seconds: number, work: () => Promise<unknown>): Promise<void> => {
    jest.useFakeTimers({
      now: Date.now() + seconds * 1_000,
      doNotFake: [
        'setTimeout',
        'setInterval',
        'setImmediate',
        'nextTick',
        'clearTimeout',
        'clearInterval',
        'performance',
        'queueMicrotask',
        'hrtime',
        'clearImmediate',
      ],
    });
    try {
      await work();
    } finally {
      jest.useRealTimers();
    }
  };
  const beats = () => app.worker.get(Heartbeats).beat('worker');

  it('says whose clock goes apart from the database’s, and by how much', async () => {
    await atAnotherTime(62, beats);
    expect((await parts()).clock).toMatchObject({
      status: 'degraded',
      detail: expect.stringMatching(/^The clock of the worker is 6[12] s ahead of the database's\./),
    });
    await atAnotherTime(-600, async () => {
      expect((await parts()).clock.detail).toMatch(/^The clock of the API is (600|599) s behind the database's\./);
    });
    await beats();
    expect((await parts()).clock.status).toBe('ok');
  });

  it('notices a worker that stopped, although its clock was ahead, and takes none for dead whose clock is behind', async () => {
    await atAnotherTime(-600, beats);
    expect((await parts()).worker.status).toBe('ok');
    await atAnotherTime(600, beats);
    await app.sql(`UPDATE heartbeats SET at = at - interval '30 seconds'`);
    expect((await parts()).worker.status).toBe('down');
  });
});
