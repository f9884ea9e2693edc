import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { freePort } from '../../tools/setup/ports.mjs';
import { startRedis } from '../support/redis.js';
import { TestApp } from '../support/test-app.js';
import { ordeal } from '../figures/queue-kill.js';
import { crash } from '../figures/db-restart.js';
import { kindsOfHalf } from '../figures/half-done.js';
import { storm } from '../figures/mail-kill.js';
import { MortalInstallation } from '../figures/mortal-installation.js';
import { keepJournal } from '../figures/journal.js';
import { contradictions } from '../figures/journal-check.js';
import { contradictionsSeen } from '../figures/journal-controls.js';
import { isDone } from '../figures/journal-people.js';
import { JournalWorld } from '../figures/journal-world.js';
import { asAdmin } from '../figures/overlaps.js';
import { workLeft } from '../figures/work-left.js';

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

// Programs and a database start, die and start again: on a machine that does much beside it that takes longer than a test may.
jest.setTimeout(180_000);

describe('An installation whose parts are killed', () => {
  let victim: MortalInstallation | undefined;
  beforeAll(async () => {
    victim = await MortalInstallation.start({ worker: false });
  });
  afterAll(() => victim?.stop());

  describe('The figure "journal", in small (issue 4, item 10)', () => {
    it('holds every answer to its word over 400 things that people do while the database is killed, and sees each kind of contradiction that is made by hand', async () => {
      const world = await JournalWorld.build(victim!.url, { slug: 'journal', days: 2 });
      const { asked, kills } = await keepJournal(victim!, world, {
        operations: 400,
        people: 8,
        kills: [victim!.database],
      });
      expect(kills).toBe(1);
      const found = await asAdmin(victim!.adminUrl, (admin) => contradictions(admin, world.practice.id, asked));
      expect(found).toEqual({ lost: [], refusedAndDone: [], unasked: [], overlaps: [], walks: [], money: [] });
      expect(new Set(asked.filter(isDone).map(({ act }) => act)).size).toBeGreaterThan(8);
      const seen = await contradictionsSeen(victim!, world.practice.id, asked);
      expect(seen.filter(({ count }) => count === 0)).toEqual([]);
    });
  });

  describe('The figure "db-restart" (P5, P6), in small (issue 3, item 8)', () => {
    const inSmall = { crashes: 1, people: 3, milliseconds: 300 };

    it('loses nothing acknowledged, leaves nothing half done and comes back alone when the database is killed', async () => {
      const outcome = await crash(victim!, victim!.database, inSmall);
      const nothing = { lost: 0, refusedAndDone: 0, halfDone: [], ledgerDifference: 0, readinessLies: 0 };
      expect(outcome).toMatchObject({ kills: 1, ...nothing });
      for (const count of [outcome.acknowledged, outcome.refused]) expect(count).toBeGreaterThan(0);
      expect(outcome.firstSuccessSeconds).toBeLessThan(10);
    });

    it('sees what is lost, half done and untold once the guards are off, and every fault that is made by hand', async () => {
      const wish = { ...inSmall, unguarded: true };
      const { lost, halfDone, readinessLies, seen } = await crash(victim!, victim!.database, wish);
      const left = await workLeft(victim!.adminUrl, 0);
      const counts = { lost, halfDone: halfDone.length, readinessLies, left, ...seen };
      expect(Object.entries(counts).filter(([, count]) => count === 0)).toEqual([]);
      expect(seen.halves).toBe(kindsOfHalf);
    });
  });
});
