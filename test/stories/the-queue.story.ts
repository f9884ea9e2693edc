import { afterAll, beforeAll } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { getQueueToken } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { OutboxRelay } from '../../apps/worker/src/outbox-relay.js';
import { newId, OUTBOX_QUEUE } from '#platform';
import { freePort } from '../../tools/setup/ports.mjs';
import { startRedis } from '../support/redis.js';
import { TestApp } from '../support/test-app.js';

describe.each(['PostgreSQL', 'Redis'] as const)('Work that goes through the queue on %s (item 5)', (backend) => {
  const app = new TestApp();
  let worker: INestApplicationContext;
  let stopRedis = (): Promise<void> => Promise.resolve();

  beforeAll(async () => {
    let url = '';
    if (backend === 'Redis') ({ url, stop: stopRedis } = await startRedis(await freePort()));
    await app.start({ REDIS_URL: url });
    worker = await createWorker({ config: app.config, clock: app.clock, queue: true });
  });
  afterAll(async () => {
    await worker.get(OutboxRelay).stop();
    await worker.close();
    await app.stop();
    await stopRedis();
  });

  it('is done soon after it was committed, once', async () => {
    const practice = await app.given.practice();
    worker.get(OutboxRelay).start();
    await app.until(() => app.mailbox.messages().length > 0);
    expect(app.mailbox.messages().map(({ subject }) => subject)).toEqual(['You are invited']);
    await app.until(async () =>
      (await app.rows<{ done_at: Date | null }>(practice, 'outbox')).every(({ done_at }) => done_at),
    );
  });

  it('is queued again when the queue was wiped before anybody took it', async () => {
    await app.mailbox.clear();
    const queue = worker.get<Queue>(getQueueToken(OUTBOX_QUEUE));
    await queue.pause();
    const practice = await app.given.practice();
    await app.until(async () =>
      (await app.rows<{ attempts: number }>(practice, 'outbox')).some(({ attempts }) => attempts > 0),
    );
    await queue.drain(true);
    // Half a minute of machine time later the relay takes it for lost; here the half minute is over at once.
    await app.sql(`UPDATE outbox SET next_try_at = next_try_at - interval '31 seconds' WHERE done_at IS NULL`);
    await queue.resume();
    await app.until(() => app.mailbox.messages().length > 0);
    expect(app.mailbox.messages()).toHaveLength(1);
  });

  it('carries nothing but where the truth stands', async () => {
    const queue = worker.get<Queue>(getQueueToken(OUTBOX_QUEUE));
    await queue.pause();
    const practice = await app.given.practice();
    await app.until(async () => (await queue.getJobs()).length > 0);
    const jobs = await queue.getJobs();
    expect(jobs.map(({ data }) => Object.keys(data as object).sort())).toContainEqual(['outboxId', 'practiceId']);
    expect(JSON.stringify(jobs.map(({ data }) => data as object))).not.toContain(practice.slug);
    await queue.resume();
  });

  it('decides nothing: done work, unknown work and work of another practice stays as it is (published failure: a cache that decides)', async () => {
    const queue = worker.get<Queue>(getQueueToken(OUTBOX_QUEUE));
    const practice = await app.given.practice();
    const other = await app.given.practice();
    const rows = () => app.rows<{ id: string; done_at: Date | null }>(practice, 'outbox');
    await app.until(async () => (await rows()).every(({ done_at }) => done_at));
    await app.mailbox.clear();
    const before = await rows();
    const { id } = before[0]!;
    for (const data of [
      { practiceId: practice.id, outboxId: id },
      { practiceId: practice.id, outboxId: newId() },
      { practiceId: other.id, outboxId: id },
      { practiceId: 'none', outboxId: 'none' },
      {},
    ])
      await queue.add('outbox', data, { removeOnComplete: true, removeOnFail: true });
    await app.until(async () => (await queue.getJobCountByTypes('waiting', 'active', 'delayed')) === 0);
    expect(await rows()).toEqual(before);
    expect(app.mailbox.messages(practice.ownerEmail)).toEqual([]);
  });
});
