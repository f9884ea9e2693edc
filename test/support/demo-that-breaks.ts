import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBreaking, type BreakOptions, type RunningBreak } from '../../tools/break-something/index.js';
import { MortalWorker } from './mortal-worker.js';
import { freePort } from '../../tools/setup/ports.mjs';
import { useTestApp, type TestApp } from './test-app.js';

/** An installation with the demo switched on, and beside it the page on which things are broken. */
export interface DemoThatBreaks {
  readonly app: TestApp;
  readonly worker: MortalWorker;
  readonly broken: RunningBreak;
  /** What the page on which things are broken is started with. */
  options(): BreakOptions;
}

/** One demo for all tests of a file; its notices are held back for a moment only. */
export function useDemoThatBreaks(env: NodeJS.ProcessEnv = {}): DemoThatBreaks {
  const doors: NodeJS.ProcessEnv = { DEMO: 'true', MAILBOX_URL: 'http://localhost:8025', ...env };
  beforeAll(async () => {
    doors['BREAK_URL'] = `http://localhost:${await freePort()}`;
  });
  const app = useTestApp(doors);
  const dataDir = mkdtempSync(join(tmpdir(), 'rapport-breaking-'));
  let worker: MortalWorker | undefined;
  let broken: RunningBreak | undefined;
  const demo: DemoThatBreaks = {
    app,
    get worker() {
      return (worker ??= new MortalWorker(app));
    },
    get broken() {
      return broken!;
    },
    options: () => ({
      apiUrl: app.url.replace('localhost', '127.0.0.1'),
      homeUrl: app.url,
      operatorKey: app.operatorKey,
      dataDir,
      databaseUrl: app.config.DATABASE_URL,
      providerUrl: app.stripe.url,
      mailboxUrl: app.mailbox.url,
      worker: demo.worker,
      heldBackMs: 200,
    }),
  };
  beforeAll(async () => {
    broken = await startBreaking({ ...demo.options(), port: Number(new URL(doors['BREAK_URL']!).port) });
  });
  afterAll(async () => {
    await worker?.stop();
    await broken?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return demo;
}
