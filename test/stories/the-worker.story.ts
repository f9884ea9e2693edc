import { getQueueToken } from '@nestjs/bullmq';
import { NestFactory } from '@nestjs/core';
import type { Queue } from 'bullmq';
import { Outbox, OUTBOX_QUEUE } from '#platform';
import { Heartbeat } from '../../apps/worker/src/heartbeat.js';
import { handlersOf } from '../../apps/worker/src/processors/handlers.js';
import { OutboxProcessor } from '../../apps/worker/src/processors/outbox.processor.js';
import { reactions } from '../../apps/worker/src/reactions.js';
import { Sweeper } from '../../apps/worker/src/sweeper.js';
import { WorkerModule } from '../../apps/worker/src/worker.module.js';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();

describe('The worker (item 5)', () => {
  it('knows each job once, and each reaction has a job that somebody does', () => {
    const handlers = handlersOf(app.worker);
    const names = handlers.map(({ job }) => job.name);
    expect(new Set(names).size).toBe(names.length);
    for (const { jobs } of reactions) for (const job of jobs) expect(names).toContain(job.name);
    const facts = reactions.map(({ fact }) => fact.name);
    expect(new Set(facts).size).toBe(facts.length);
  });

  it('does not start with a job that nobody does, or that two do', () => {
    const handlers = handlersOf(app.worker);
    const fresh = () => new Outbox(app.db, app.clock);
    expect(() => fresh().register([...handlers, handlers[0]!], [])).toThrow(handlers[0]!.job.name);
    const needed = reactions[0]!.jobs[0]!;
    const without = handlers.filter(({ job }) => job.name !== needed.name);
    expect(() => fresh().register(without, reactions)).toThrow(needed.name);
    expect(() => fresh().register(handlers, [...reactions, reactions[0]!])).toThrow(reactions[0]!.fact.name);
  });

  it('does not start without somebody for every job there is, also those that follow no fact but are asked for', () => {
    const handlers = handlersOf(app.worker);
    for (const { job } of handlers) {
      const without = handlers.filter((one) => one.job.name !== job.name);
      expect(() => new Outbox(app.db, app.clock).register(without, [])).toThrow(job.name);
    }
    expect(() => new Outbox(app.db, app.clock).register(handlers, reactions)).not.toThrow();
  });

  it('takes nothing from the queue before it knows who does what: a fact without reactions would be lost', async () => {
    const practice = await app.given.practice();
    const options = { config: app.config, clock: app.clock, queue: true };
    const bare = await NestFactory.createApplicationContext(WorkerModule.with(options), { logger: false });
    const queue = bare.get<Queue>(getQueueToken(OUTBOX_QUEUE));
    const undone = async () =>
      (await app.rows<{ done_at: Date | null }>(practice, 'outbox')).filter(({ done_at }) => !done_at).length;
    try {
      const before = await undone();
      expect(before).toBeGreaterThan(0);
      for (const { practiceId, outboxId } of await app.worker.get(Outbox).takeDue(100))
        await queue.add('outbox', { practiceId, outboxId });
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(await undone()).toBe(before);
    } finally {
      await bare.close();
    }
    const worker = await createWorker(options);
    try {
      await app.until(async () => (await undone()) === 0 || (await app.settle(), false));
    } finally {
      await worker.close();
    }
    await app.settle();
    expect(app.mailbox.messages().map(({ subject }) => subject)).toEqual(['You are invited']);
  });

  it('lets the work of one that was killed go on within half a minute', async () => {
    const practice = await app.given.practice();
    const before = Date.now();
    expect(await app.worker.get(Outbox).takeDue(100)).not.toEqual([]); // and here it is killed
    const taken = await app.rows<{ done_at: Date | null; next_try_at: Date }>(practice, 'outbox');
    for (const { next_try_at: again } of taken.filter(({ done_at }) => !done_at))
      // A second of the half minute is for the relay, and some for the start of whoever goes on.
      expect(again.getTime() - before).toBeLessThan(27_000);
    await app.sql('UPDATE outbox SET next_try_at = NULL WHERE done_at IS NULL');
    await app.settle();
  });

  it('sweeps away what has outlived its use, and nothing else', async () => {
    const practice = await app.given.practice();
    await app.settle();
    for (const [hash, expires] of [
      ['one', '2027-01-11T08:59:59Z'],
      ['two', '2027-01-11T09:00:01Z'],
    ])
      await app.sql(
        `INSERT INTO idempotent_answers (practice_id, scope_hash, principal, body_hash, started_at, expires_at)
         VALUES ($1, convert_to($2, 'UTF8'), 'visitor', '\\x00', $3, $3)`,
        [practice.id, hash, expires],
      );
    const old = (await app.rows<{ id: string; done_at: Date }>(practice, 'outbox')).filter(({ done_at }) => done_at);
    await app.sql(`UPDATE outbox SET done_at = '2026-12-01T00:00:00Z' WHERE id = $1`, [old[0]!.id]);

    expect(await app.worker.get(Sweeper).turn()).toBe(false);
    expect(await app.rows(practice, 'idempotent_answers')).toHaveLength(1);
    const left = await app.rows<{ id: string }>(practice, 'outbox');
    expect(left.map(({ id }) => id)).not.toContain(old[0]!.id);
    expect(left.length).toBe(old.length - 1);
  });

  it('sweeps in small steps, each by an index, so that years of leavings hold nobody up', async () => {
    const practice = await app.given.practice();
    await app.sql(
      `INSERT INTO outbox (practice_id, id, kind, name, payload, due_at, created_at, done_at)
       SELECT $1, gen_random_uuid(), 'job', 'nobody.does', '{}', at, at, at
       FROM generate_series(1, 2500), (SELECT timestamptz '2026-12-01T00:00:00Z' AS at) AS ended`,
      [practice.id],
    );
    const left = async () =>
      (await app.rows<{ name: string }>(practice, 'outbox')).filter(({ name }) => name === 'nobody.does').length;
    const turns: [boolean, number][] = [];
    for (let n = 0; n < 3; n += 1) turns.push([await app.worker.get(Sweeper).turn(), await left()]);
    expect(turns).toEqual([
      [true, 1500],
      [true, 500],
      [false, 0],
    ]);
    const indexed = await app.sql<{ first: string }>(
      `SELECT i.indrelid::regclass || ' ' || pg_get_indexdef(i.indexrelid, 1, true) AS first FROM pg_index i`,
    );
    expect(indexed.map(({ first }) => first)).toEqual(
      expect.arrayContaining(['outbox done_at', 'idempotent_answers expires_at', 'sessions expires_at']),
    );
  });

  it('sweeps away secrets of links a week after they ended, and no manage link before its time', async () => {
    const practice = await app.given.practice();
    const offering = await app.given.offering(practice);
    const booked = await app.books('Ana', practice, offering, '2027-01-12T10:00:00Z');
    const token = (booked.body as { manageUrl: string }).manageUrl.split('/').at(-1) ?? '';
    await app.settle();
    await app.visitor.post('/api/v1/portal/sign-in').send({ practice: practice.slug, email: 'ana@example.org' });
    await app.settle();
    const sweep = async (now: string) => {
      app.clock.set(now);
      await app.worker.get(Sweeper).turn();
      const kinds = (await app.rows<{ kind: string }>(practice, 'links')).map(({ kind }) => kind);
      return [...new Set(kinds)].filter((kind) => kind !== 'invitation').sort();
    };
    const opens = async () => (await app.visitor.get(`/api/v1/public/appointments/${token}`)).status;

    expect(await sweep('2027-01-17T09:00:00Z')).toEqual(['manage', 'sign-in']);
    expect(await sweep('2027-01-20T09:00:00Z')).toEqual(['manage']);
    expect(await sweep('2027-02-11T10:59:00Z')).toEqual(['manage']);
    expect(await opens()).toBe(200);
    expect(await sweep('2027-02-11T11:01:00Z')).toEqual(['manage']);
    expect(await opens()).toBe(404);
    expect(await sweep('2027-02-18T11:01:00Z')).toEqual([]);
    expect(await opens()).toBe(404);
  });

  it('says so when its queue is not read any more, for it is of no use then, and not when it was stopped', async () => {
    const told: unknown[] = [];
    const begin = () =>
      createWorker({ config: app.config, clock: app.clock, queue: true, whenQueueEnds: (error) => told.push(error) });
    const stopped = await begin();
    await stopped.get(OutboxProcessor).finish();
    await stopped.close();
    expect(told).toEqual([]);

    const left = await begin();
    try {
      await left.get(OutboxProcessor).worker.close();
      await app.until(() => told.length > 0);
      expect(told).toEqual([expect.any(Error)]);
    } finally {
      await left.close();
    }
  });

  it('says that it is alive', async () => {
    const worker = await createWorker({ config: app.config, clock: app.clock, queue: true });
    try {
      await worker.get(Heartbeat).turn();
      const [row] = await app.sql<{ at: Date }>(`SELECT at FROM heartbeats WHERE process = 'worker'`);
      expect(Date.now() - row!.at.getTime()).toBeLessThan(5_000);
    } finally {
      await worker.close();
    }
  });
});
