import { readFileSync } from 'node:fs';
import { getQueueToken } from '@nestjs/bullmq';
import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll } from '@jest/globals';
import type { Queue } from 'bullmq';
import { createTransport } from 'nodemailer';
import { createLogger, OUTBOX_QUEUE } from '#platform';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { OutboxRelay } from '../../apps/worker/src/outbox-relay.js';
import { freePort } from '../../tools/setup/ports.mjs';
import { copyEverything, majorVersion, pgDump, together, type Dump } from '../support/dumps.js';
import { dumpMailbox } from '../support/mail-dump.js';
import { walkThePath, type Walked } from '../support/private-path.js';
import { dumpRedis, startRedis, type StoryRedis } from '../support/redis.js';
import { findInDump, findPhrase } from '../support/spellings.js';
import { TestApp } from '../support/test-app.js';
import { useWrittenOutput } from '../support/written-output.js';

const output = useWrittenOutput();

const words = {
  answered: 'walnut-harbour-38',
  answeredShortly: 'ŝafranž-ηλιος-雪-17',
  refused: 'pebble-lantern-11',
  noted: 'thistle-anchor-52',
  notedForAll: 'où-les-érables-žijí-64',
  mailed: 'A slow walk, copper-meadow-73, and früh ins Bett.',
};
const { mailed, ...unspoken } = words;

/** A link's secret is long and random, so its plain hash is all that may be kept of it. */
const hitsOfSecret = (secret: string, dump: Dump): string[] =>
  findInDump(secret, dump).filter((hit) => !/^(links|pg_statistic|pg_dump): plain sha256$/.test(hit));

/** With the oldest PostgreSQL there is nothing to learn about Redis that the newest has not shown. */
const backends = process.env['TEST_POSTGRES'] ? (['PostgreSQL'] as const) : (['PostgreSQL', 'Redis'] as const);

describe.each(backends)('What was said in private, with the queue on %s', (backend) => {
  const app = new TestApp();
  let worker: INestApplicationContext;
  let queue: Queue;
  let redis: StoryRedis | undefined;
  let walked: Walked;
  /** What the queue held each time that work lay in it. */
  const seen: { jobs: number; rows: Dump; keys: Dump }[] = [];
  let failedOnce = false;

  beforeAll(async () => {
    output.forget();
    redis = backend === 'Redis' ? await startRedis(await freePort(), { remember: true }) : undefined;
    await app.start({ LOG_LEVEL: 'debug', REDIS_URL: redis?.url ?? '' });
    worker = await createWorker({ config: app.config, clock: app.clock, queue: true });
    queue = worker.get<Queue>(getQueueToken(OUTBOX_QUEUE));
    await queue.pause();
    walked = await walkThePath(app, words, workThroughTheQueue);
  });
  afterAll(async () => {
    await worker?.close();
    await app.stop();
    await redis?.stop();
  });

  /** Lets the real queue do all that is due, looking at everything while its jobs lie there. */
  async function workThroughTheQueue(): Promise<void> {
    for (let round = 0; round < 20; round += 1) {
      if ((await waiting('due_at <= $1', app.clock.now())) === 0) return;
      // A mail server that is away for once, so that failing is looked at as well.
      await app.mailbox.setFaults(failedOnce ? {} : { refuseConnections: true });
      await app.sql('UPDATE outbox SET next_try_at = NULL, failure = NULL WHERE done_at IS NULL');
      await worker.get(OutboxRelay).turn();
      const rows = await copyEverything(app.adminUrl, { catalogue: false });
      const keys = redis ? await dumpRedis(redis.url) : new Map<string, Buffer>();
      seen.push({ jobs: (await queue.getJobs()).length, rows, keys });
      await queue.resume();
      await app.until(async () => (await waiting('attempts > 0 AND failure IS NULL')) === 0);
      await queue.pause();
      failedOnce ||= (await waiting('failure IS NOT NULL')) > 0;
    }
    throw new Error('There is no end of work.');
  }

  async function waiting(which: string, ...values: unknown[]): Promise<number> {
    return (await app.sql(`SELECT 1 FROM outbox WHERE done_at IS NULL AND ${which}`, values)).length;
  }

  it('was said at all, and read again by those it was meant for', async () => {
    const { coach, responseId, caseId } = walked;
    const answers = await coach.get(`/responses/${responseId}`);
    expect(answers.body).toMatchObject({ answers: { hope: words.answered, words: words.answeredShortly } });
    const { data } = (await coach.get(`/cases/${caseId}/notes`)).body as { data: { body: string }[] };
    expect(data.map(({ body }) => body).sort()).toEqual([words.notedForAll, words.noted].sort());
    expect(app.mailbox.messages(walked.clientEmail).at(-1)?.text).toContain(mailed);
  });

  it('stands nowhere in a dump of the main database: every table and sequence of every schema by COPY', async () => {
    const dump = await copyEverything(app.adminUrl);
    for (const part of ['answers', 'notes', 'outbox', 'messages', 'idempotent_answers', 'bullmq.job', 'pg_statistic'])
      expect([...dump.keys()]).toContain(part);
    expect([...dump.keys()].filter((name) => name.endsWith('_seq')).length).toBeGreaterThan(0);
    for (const phrase of Object.values(unspoken)) expect(findInDump(phrase, dump)).toEqual([]);
    for (const secret of walked.secrets) expect(hitsOfSecret(secret, dump)).toEqual([]);
    // What the coach writes to many is theirs to edit, so it stands with the sequence, and with nobody's message.
    expect(findInDump(mailed, dump)).toEqual(expect.arrayContaining(['sequence_steps: UTF-8']));
    expect(findInDump(mailed, dump).filter((hit) => !/^(sequence_steps|pg_statistic): UTF-8$/.test(hit))).toEqual([]);
  });

  it('stands nowhere in what pg_dump writes, where the server is one that a pg_dump of the system can read', async () => {
    const version = await majorVersion(app.adminUrl);
    if (version >= 18) return;
    const dump = await pgDump(app.adminUrl);
    expect(dump.get('pg_dump')?.toString()).toMatch(/COPY public\.notes .*COPY public\.outbox /s);
    for (const phrase of Object.values(unspoken)) expect(findInDump(phrase, dump)).toEqual([]);
    for (const secret of walked.secrets) expect(hitsOfSecret(secret, dump)).toEqual([]);
  });

  it('stands in nothing that the API and the worker wrote at the level of debugging, who it was included', () => {
    const log = output.text();
    expect(log).toContain('"name":"api"');
    expect(log).toContain('"name":"worker"');
    expect(log).toContain('a job failed and will be tried again');
    for (const phrase of [...Object.values(words), ...walked.secrets, walked.clientEmail])
      expect(findPhrase(phrase, log)).toEqual([]);
  });

  it('stands in nothing that the database server wrote, not even where it refused a row of these words', async () => {
    const file = process.env['TEST_DATABASE_LOG'];
    if (!file) return; // a server of somebody's own keeps its log where it likes
    const logged = () => readFileSync(file, 'utf8');
    await app.sql('CREATE TABLE lines (line text UNIQUE CHECK (length(line) < 60))');
    const long = `${words.noted} ${'and so on '.repeat(6)}`;
    await app.sql('INSERT INTO lines VALUES ($1)', [words.answered]);
    for (const line of [words.answered, long])
      await expect(app.sql('INSERT INTO lines VALUES ($1)', [line])).rejects.toThrow(/violates/);
    expect(logged()).toContain('lines_line_key');
    for (const phrase of Object.values(unspoken)) expect(findPhrase(phrase, logged())).toEqual([]);
    expect(findPhrase(walked.clientEmail, logged())).toEqual([]);

    // Control: with its usual words it does quote the row.
    await app.sql("SET log_error_verbosity = 'default'");
    const [control, before] = ['quince-bridge-29 '.repeat(4), logged().length];
    await expect(app.sql('INSERT INTO lines VALUES ($1)', [control])).rejects.toThrow(/violates/);
    expect(logged().slice(before)).toContain('quince-bridge-29');
    await app.sql('RESET log_error_verbosity; DROP TABLE lines');
  });

  it('stands nowhere in the queue, looked at each time that work lay in it', () => {
    const atWork = seen.filter(({ jobs }) => jobs > 0);
    expect(atWork.length).toBeGreaterThan(5);
    for (const { rows, keys } of atWork) expect(redis ? keys.size : rows.get('bullmq.job')?.length).toBeGreaterThan(0);
    const rows = together(seen.map((moment) => moment.rows));
    const keys = together(seen.map((moment) => moment.keys));
    const queued = new Map([...rows, ...keys].filter(([name]) => !rows.has(name) || /^(bullmq\.|outbox$)/.test(name)));
    for (const phrase of Object.values(unspoken))
      expect([...findInDump(phrase, rows), ...findInDump(phrase, keys)]).toEqual([]);
    for (const phrase of [mailed, walked.clientEmail, ...walked.secrets])
      expect(findInDump(phrase, queued)).toEqual([]);
    if (!redis) return;
    const told = redis.told();
    expect(told.includes('outboxId')).toBe(true);
    for (const phrase of [...Object.values(words), walked.clientEmail, ...walked.secrets])
      expect(findPhrase(phrase, told)).toEqual([]);
  });

  it('stands nowhere in the whole mailbox, as it came and as it is read, but for what was meant to be mailed', async () => {
    const dump = await dumpMailbox(app);
    expect(dump.size).toBeGreaterThan(4);
    for (const phrase of Object.values(unspoken)) expect(findInDump(phrase, dump)).toEqual([]);
    const carrying = [...dump].filter(([, bytes]) => findPhrase(mailed, bytes).length > 0).map(([name]) => name);
    expect(carrying).toEqual([`${walked.clientEmail}: Thank you for today`]);
  });

  it('would be found by this very search, wherever and however it stood (control)', async () => {
    const planted = [unspoken.answered, unspoken.answeredShortly];
    for (const phrase of planted) {
      const plants = plantings(phrase);
      for (const [n, [column, as]] of plants.entries()) {
        await app.sql(`CREATE TABLE diary_${n} (line ${column})`);
        await app.sql(`INSERT INTO diary_${n} VALUES ($1)`, [as]);
      }
      const dump = await copyEverything(app.adminUrl, { catalogue: false });
      const found = plants.map((_, n) => findPhrase(phrase, dump.get(`diary_${n}`) ?? '').length > 0);
      expect(found).toEqual(plants.map(() => true));
      if ((await majorVersion(app.adminUrl)) < 18) {
        const text = (await pgDump(app.adminUrl, '--table=diary_*', '--data-only')).get('pg_dump')?.toString() ?? '';
        const tables = text.split('COPY public.diary_').slice(1);
        expect(tables.map((table) => findPhrase(phrase, table).length > 0)).toEqual(plants.map(() => true));
      }
      for (const n of plants.keys()) await app.sql(`DROP TABLE diary_${n}`);
      await queue.add('outbox', { leak: `he wrote ${phrase}` });
      const queued = redis ? await dumpRedis(redis.url) : await copyEverything(app.adminUrl, { catalogue: false });
      expect(findInDump(phrase, queued)).not.toEqual([]);
      if (redis) expect(findPhrase(phrase, redis.told())).not.toEqual([]);
      await queue.drain(true);

      expect(findPhrase(phrase, output.text())).toEqual([]);
      createLogger('debug', 'worker').debug({ body: { value: phrase } }, 'planted');
      expect(findPhrase(phrase, output.text())).not.toEqual([]);

      const to = 'control@example.org';
      await app.mailbox.clear();
      for (const textEncoding of ['base64', 'quoted-printable'] as const)
        await createTransport(app.config.SMTP_URL).sendMail({ to, from: to, text: `x ${phrase}`, textEncoding });
      const mail = app.mailbox.messages(to).map(({ text }) => text);
      expect(mail).toHaveLength(2);
      expect(findInDump(phrase, await dumpMailbox(app, to))).not.toEqual([]);
    }
  });
});

/** Ways in which a phrase could stand in a column without being read at a glance. */
function plantings(phrase: string): [column: string, as: unknown][] {
  const framed = `the ${phrase} of it`;
  const bytes = Buffer.from(framed);
  const escaped = JSON.stringify(framed).replaceAll(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return [
    ['text', framed],
    ['text', framed.normalize('NFD').toUpperCase()],
    ['text', bytes.toString('base64')],
    ['text', `x${bytes.toString('base64url')}`],
    ['text', bytes.toString('hex')],
    ['text', escaped],
    ['text', encodeURIComponent(framed)],
    ['jsonb', JSON.stringify({ deep: [framed] })],
    ['bytea', bytes],
    ['bytea', Buffer.from(framed, 'utf16le')],
    ['bytea', Buffer.from(bytes.toString('base64'))],
  ];
}
