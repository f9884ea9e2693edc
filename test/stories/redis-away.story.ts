import { jest } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { OutboxRelay } from '../../apps/worker/src/outbox-relay.js';
import { QueueWatch } from '../../apps/worker/src/queue-watch.js';
import { freePort } from '../../tools/setup/ports.mjs';
import { startRedis, type StoryRedis } from '../support/redis.js';
import { TestApp } from '../support/test-app.js';

describe('Resilience while Redis is gone (issue 3, item 5)', () => {
  const app = new TestApp();
  let worker: INestApplicationContext;
  let redis: StoryRedis;
  let port: number;
  const ended: unknown[] = [];
  const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);

  beforeAll(async () => {
    port = await freePort();
    redis = await startRedis(port);
    await app.start({ REDIS_URL: redis.url });
    const whenQueueEnds = (error: unknown) => ended.push(error);
    worker = await createWorker({ config: app.config, clock: app.clock, queue: true, whenQueueEnds });
    for (const loop of [OutboxRelay, QueueWatch]) worker.get<OutboxRelay | QueueWatch>(loop).start();
  });
  afterAll(async () => {
    await worker.get(OutboxRelay).stop();
    await worker.get(QueueWatch).stop();
    await worker.close();
    await app.stop();
    await redis.stop();
    printed.mockRestore();
  });

  const queue = async () => (await app.visitor.get('/readyz')).body.parts.queue as { status: string; since?: string };
  const subjects = () => app.mailbox.messages().map(({ subject }) => subject);

  it('bookings go on, readiness says since when it is gone, and everything is done once it is back, without anybody', async () => {
    await app.given.practice();
    await app.until(() => subjects().length === 1);
    await app.mailbox.clear();
    const from = Date.now();
    await redis.stop();

    const practice = await app.given.practice();
    const offering = await app.given.offering(practice);
    expect((await app.books('Ana', practice, offering, '2027-01-12T10:00:00Z')).status).toBe(201);
    await app.until(async () => (await queue()).status === 'degraded');
    expect(Date.parse((await queue()).since!)).toBeGreaterThanOrEqual(from - 1_000);
    expect((await app.visitor.get('/readyz')).status).toBe(200);
    expect(subjects()).toEqual([]);

    redis = await startRedis(port); // empty, as after a loss
    await app.until(async () => (await queue()).status === 'ok');
    // Half a minute of machine time later the relay takes what was lost for lost; here it is over at once.
    await app.sql(`UPDATE outbox SET next_try_at = next_try_at - interval '31 seconds' WHERE done_at IS NULL`);
    await app.until(() => subjects().length >= 3);
    await app.until(async () =>
      (await app.rows<{ done_at: Date | null; due_at: Date }>(practice, 'outbox')).every(
        ({ done_at, due_at }) => done_at ?? due_at > app.clock.now(),
      ),
    );
    expect(Object.values(app.mailbox.counts()).every((copies) => copies === 1)).toBe(true);
  });

  it('neither ended the worker nor printed what broke, with all that stands in it', () => {
    expect(ended).toEqual([]);
    expect(printed.mock.calls).toEqual([]);
  });
});
