import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApi } from '../../apps/api/src/create-api.js';
import { cloneDatabases } from '../support/databases.js';
import { startRedis } from '../support/redis.js';
import { freePort, TestApp } from '../support/test-app.js';
import { TestClock } from '../support/test-clock.js';
import { testConfig } from '../support/test-config.js';
import { ordeal } from '../figures/queue-kill.js';
import { crash } from '../figures/db-restart.js';
import { overhear, overhearTelling } from '../figures/discreet.js';
import { HostileCaller } from '../figures/hostile.js';
import { storm } from '../figures/mail-kill.js';
import { MailboxHolder } from '../figures/mailbox.js';
import { MortalInstallation } from '../figures/mortal-installation.js';
import { takeGuardsOff } from '../figures/overlaps.js';
import { CuriousPartner } from '../figures/partner.js';
import { race, type RaceOutcome } from '../figures/race.js';
import { residentMemory, RunningStart, untilGreen } from '../figures/running-start.js';
import { memoryAfter } from '../figures/start.js';
import { clientsSeenFromOutside } from '../figures/row-probe.js';
import { TenancyWorld } from '../figures/tenancy-world.js';
import { forgottenEntries, walk } from '../figures/tenancy.js';

describe('The figure "race" (P1), in small (item 13)', () => {
  /** Two APIs in this process on a fresh database; `unguarded` takes lock and constraint off before they connect. */
  async function raced(unguarded: boolean): Promise<RaceOutcome> {
    const databases = await cloneDatabases();
    const apis: Awaited<ReturnType<typeof createApi>>[] = [];
    try {
      if (unguarded) await takeGuardsOff(databases.adminUrl);
      const nobody = { smtpUrl: 'smtp://127.0.0.1:9', stripeUrl: 'http://127.0.0.1:9' };
      const config = testConfig({ ...databases, ...nobody, publicUrl: 'http://localhost:3999' });
      for (let n = 0; n < 2; n += 1) apis.push(await createApi({ config, clock: new TestClock() }));
      await Promise.all(apis.map((api) => api.listen(0, '127.0.0.1')));
      const urls = apis.map((api) => `http://127.0.0.1:${(api.getHttpServer().address() as AddressInfo).port}`);
      return await race({ urls, adminUrl: databases.adminUrl }, { rounds: 3, racers: 24 });
    } finally {
      for (const api of apis) await api.close();
      await databases.drop();
    }
  }

  it('counts one winner in each round and no overlap', async () => {
    const outcome = await raced(false);
    expect(outcome).toMatchObject({ roundsWithoutOneWinner: 0, overlaps: 0, strangeAnswers: [], unaccounted: 0 });
    expect(outcome.losersMs).toHaveLength(3 * 23);
  });

  it('counts more than none once lock and constraint are taken off', async () => {
    const outcome = await raced(true);
    expect(outcome.overlaps).toBeGreaterThan(0);
    expect(outcome.roundsWithoutOneWinner).toBeGreaterThan(0);
  });
});

describe('The figure "tenancy" (P4), in small (item 13)', () => {
  const app = new TestApp();
  const world = new TenancyWorld(app);
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rapport-figure-'));
    await app.start({ TEST_CLOCK: 'on', CLOCK_FILE: join(folder, 'clock.json') });
    await world.build();
  });
  afterAll(async () => {
    await app.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('walks every operation of the document: its owner is served, and nobody else learns anything', async () => {
    const few = ['owner of B', 'client of B', 'other client of A', 'visitor'];
    const walked = await walk(world, { strangers: () => world.strangers.filter(({ name }) => few.includes(name)) });
    expect({ ...walked, forgotten: await forgottenEntries(world) }).toMatchObject({
      leaks: [],
      otherAnswers: [],
      tellsApart: [],
      faults: [],
      forgotten: [],
      walked: walked.inDocument,
    });
    expect(walked.inDocument).toBeGreaterThan(70);
    expect(await clientsSeenFromOutside(world)).toBe(0);
  });

  it('sees leaks once the policies of one table are off', async () => {
    await app.sql('ALTER TABLE clients DISABLE ROW LEVEL SECURITY');
    const open = await walk(world, { only: ({ path }) => path.startsWith('/api/v1/admin/clients') });
    expect(open.leaks.length).toBeGreaterThan(0);
    expect(await clientsSeenFromOutside(world)).toBeGreaterThan(0);
  });
});

describe('The figure "hostile", in small (issue 3, items 6 and 8)', () => {
  const app = new TestApp();
  const caller = new HostileCaller(new TenancyWorld(app));
  const nothing = { broken: [], lost: [], changed: [], taken: [], careless: [], faults: [] };

  beforeAll(async () => {
    await app.start();
    await caller.prepare();
  });
  afterAll(async () => {
    caller.close();
    await app.stop();
  });

  it('breaks nothing, changes nothing and is not taken, whatever is sent', async () => {
    const few = /(admin\/clients|\{practice\}\/bookings|\/cancellation)$/;
    const walked = await caller.walk(({ path }) => few.test(path), { texts: 0 });
    expect(walked).toMatchObject({ ...nothing, walked: walked.inDocument });
    expect(walked.inDocument).toBe(4);
    expect(Object.values(walked.requests).every((count) => count > 0)).toBe(true);
  });

  it('sees faults, changes and what is taken once nothing is checked', async () => {
    const putBack = caller.withoutChecks();
    const open = await caller.walk(({ name }) => name === 'POST /api/v1/admin/clients', { texts: 0 });
    putBack();
    for (const kind of ['broken', 'changed', 'taken'] as const) expect(open[kind].length).toBeGreaterThan(0);
  });
});

describe('The figure "mailbox" (P7), in small (issue 3, items 1 and 8)', () => {
  const app = new TestApp();
  const holder = new MailboxHolder(app);
  const ofThePortal = ({ method, path }: { method: string; path: string }) =>
    (path.startsWith('/api/v1/portal/') && (method === 'GET' || path.includes('/answers/'))) ||
    `${method} ${path}` === 'POST /me/private';

  beforeAll(async () => {
    await app.start();
    await holder.prepare();
  });
  afterAll(() => app.stop());

  it('brings nothing private back and changes nothing with what the mails hold (published failure: second factor skipped)', async () => {
    const walked = await holder.walk(ofThePortal);
    expect(walked).toMatchObject({ leaks: [], changed: 0 });
    expect(walked.opened).toBeGreaterThan(5);
  });

  it('sees private items once the lock is off', async () => {
    const putBack = holder.withoutLock();
    const open = await holder.walk(({ method, path }) => method === 'GET' && path.startsWith('/api/v1/portal/'));
    putBack();
    expect(open.leaks.length).toBeGreaterThan(0);
  });
});

describe('The figure "partner" (P4), in small (item 4)', () => {
  const app = new TestApp();
  const partner = new CuriousPartner(app);
  const ofThePortal = ({ method, path }: { method: string; path: string }) =>
    method === 'GET' && /\/portal\/(appointments|assignments|contact-settings)/.test(path);

  beforeAll(async () => {
    await app.start();
    await partner.prepare();
  });
  afterAll(() => app.stop());

  it('sees nothing of what was planted in one as the other: operations, mails, rows, nor as who was named and has not joined', async () => {
    const walked = await partner.walk(ofThePortal);
    expect(walked).toMatchObject({ leaks: [], tellsApart: [] });
    expect(walked.opened).toBeGreaterThan(5);
    expect([await partner.rows(), (await partner.mails()).leaks]).toEqual([[], []]);
    expect(await partner.named()).toEqual({ before: 0, after: 1, leaks: [] });
  });

  it('sees it once the restrictive policies are off', async () => {
    await partner.withoutAudiences();
    expect((await partner.rows()).length).toBeGreaterThan(20);
    const open = await partner.walk(({ method, path }) => method === 'GET' && path.includes('portal/assignments'));
    expect(open.leaks.length + open.tellsApart.length).toBeGreaterThan(0);
  });
});

describe('The figure "start", in small (item 13)', () => {
  it('times a start until it is green, and weighs API and worker after a few bookings', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'rapport-figure-'));
    chmodSync(dataDir, 0o755);
    try {
      const start = await RunningStart.begin(dataDir, {
        command: [process.execPath, 'tools/setup/start.mjs'],
        demo: false,
      });
      try {
        expect(start.seconds).toBeLessThan(30);
        const memory = await memoryAfter(start, 5);
        expect(memory.api).toBeLessThan(300);
        expect(memory.worker).toBeLessThan(250);
        expect(Math.min(memory.api, memory.worker)).toBeGreaterThan(20);
      } finally {
        await start.stop();
      }
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  });

  it('does not take an answer with something degraded for green', async () => {
    const degraded = createServer((_, answer) => answer.end(JSON.stringify({ degraded: ['worker'] })));
    await new Promise<void>((listening) => degraded.listen(0, '127.0.0.1', listening));
    const { port } = degraded.address() as AddressInfo;
    await expect(untilGreen(`http://127.0.0.1:${port}/readyz`, { milliseconds: 300 })).rejects.toThrow('green');
    await new Promise((closed) => degraded.close(closed));
  });

  it('sees the weight of a program that holds too much', async () => {
    const script = `const held = Buffer.alloc(320 * 1024 * 1024, 1); console.log('ready'); setTimeout(() => held, 60_000);`;
    const heavy = spawn(process.execPath, ['-e', script], { env: {}, stdio: ['ignore', 'pipe', 'ignore'] });
    await once(heavy.stdout, 'data');
    expect(residentMemory(heavy.pid!)).toBeGreaterThan(300);
    const ended = once(heavy, 'close');
    heavy.kill('SIGKILL');
    await ended;
  });
});

describe('The figure "discreet" (P7), in small (issue 3, item 8)', () => {
  const app = new TestApp();
  beforeAll(() => app.start());
  afterAll(() => app.stop());

  it('finds no word that tells, over every template', async () => {
    const heard = await overhear(app, [{ level: 'discreet' }]);
    expect(heard).toMatchObject({ telling: [], unsent: [] });
    expect(heard.mails).toBeGreaterThan(20);
  });

  it('finds a template that tells', async () => {
    expect((await overhearTelling(app)).telling).toEqual(
      expect.arrayContaining([expect.stringContaining('subject: couple')]),
    );
  });
});

describe('The figure "mail-kill" (P3), in small (issue 3, item 8)', () => {
  const app = new TestApp();
  beforeAll(() => app.start());
  afterAll(() => app.stop());

  it('loses, doubles and delays no mail when the worker is killed in the middle of sending, but for mail without the mark', async () => {
    const { kills, marked, unmarked } = await storm(app, { mails: 16, unmarked: 16, kills: 1, restHere: true });
    const nothing = { silentLosses: 0, unflaggedCopies: 0, late: 0, afterCancellation: 0 };
    expect({ kills, ...marked }).toMatchObject({ kills: 1, ...nothing });
    expect(marked.arrived).toBeGreaterThan(10);
    expect(marked.flagged).toBeGreaterThan(0);
    expect(unmarked.unflaggedCopies).toBeGreaterThan(0);
  });
});

describe.each(['PostgreSQL', 'Redis'] as const)(
  'The figure "queue-kill" (P5) on %s, in small (issue 3, item 8)',
  (backend) => {
    const app = new TestApp();
    let stopRedis = (): Promise<void> => Promise.resolve();

    beforeAll(async () => {
      let url = '';
      if (backend === 'Redis') ({ url, stop: stopRedis } = await startRedis(await freePort()));
      await app.start({ REDIS_URL: url });
    });
    afterAll(async () => {
      await app.stop();
      await stopRedis();
    });

    it('loses nothing and does nothing twice when the worker is killed and the queue wiped', async () => {
      const outcome = await ordeal(app, { jobs: 3, kills: 1, inSmall: true });
      expect(outcome).toMatchObject({ lost: 0, doneTwice: 0 });
      expect(outcome.wiped).toBeGreaterThan(0);
    });

    it('loses work where the relay queues nothing again', async () => {
      const outcome = await ordeal(app, { jobs: 2, kills: 1, inSmall: true, queuedOnlyOnce: true });
      expect(outcome.lost).toBeGreaterThan(0);
    });
  },
);

describe('The figure "db-restart" (P5, P6), in small (issue 3, item 8)', () => {
  let victim: MortalInstallation | undefined;
  beforeAll(async () => {
    victim = await MortalInstallation.start({ worker: false });
  });
  afterAll(() => victim?.stop());
  const inSmall = { crashes: 1, people: 3, milliseconds: 300 };

  it('loses nothing acknowledged, leaves nothing half done and comes back alone when the database is killed', async () => {
    const outcome = await crash(victim!, victim!.database, inSmall);
    const nothing = { lost: 0, refusedAndDone: 0, halfDone: [], ledgerDifference: 0, readinessLies: 0 };
    expect(outcome).toMatchObject({ crashes: 1, ...nothing });
    expect(outcome.acknowledged).toBeGreaterThan(0);
    expect(outcome.firstSuccessSeconds).toBeLessThan(10);
  });

  it('sees what was lost where commits are acknowledged before they are written down', async () => {
    const wish = { ...inSmall, acknowledgedBeforeCommit: true };
    expect((await crash(victim!, victim!.database, wish)).lost).toBeGreaterThan(0);
  });
});
