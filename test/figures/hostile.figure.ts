import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { percentile } from '../../tools/percentile.js';
import setUpServer from '../support/global-setup.mjs';
import tearDownServer from '../support/global-teardown.mjs';
import { TestApp } from '../support/test-app.js';
import { atMost, below, exactly, measure, moreThan, told, type Figure } from './figure.js';
import { HostileCaller, type HostileWalk } from './hostile.js';
import { RawClient } from './raw-client.js';
import { secondsUntilCut, slowWays } from './slow-callers.js';
import { TenancyWorld } from './tenancy-world.js';

const slowCallersOfEachKind = 50;

function figuresOf(walked: HostileWalk): Figure[] {
  const sum = Object.values(walked.requests).reduce((all, one) => all + one, 0);
  return [
    exactly('hostile.broken', walked.broken.length, 'answers of 500 and above', 0),
    exactly('hostile.lost', walked.lost.length, 'requests without an answer', 0),
    exactly('hostile.changed', walked.changed.length, 'tables changed by what was refused', 0),
    exactly('hostile.taken', walked.taken.length, 'wrong requests that were taken', 0),
    exactly(
      'hostile.careless',
      walked.careless.length,
      'answers without strict headers, or that tell of the inside',
      0,
    ),
    exactly('hostile.unreached', walked.faults.length, 'operations and text fields that were not reached', 0),
    exactly('hostile.walked', (100 * walked.walked) / walked.inDocument, '% of the operations in the document', 100),
    told('hostile.operations', walked.inDocument, 'operations in the document'),
    told('hostile.text-fields', walked.textFields.length, 'fields of free text'),
    told('hostile.requests', sum, 'hostile requests'),
    ...Object.entries(walked.requests).map(([family, count]) => told(`hostile.requests.${family}`, count, 'of these')),
  ];
}

function controlsOf(open: HostileWalk): Figure[] {
  return [
    moreThan('hostile.control.broken', open.broken.length, 'answers of 500 with the checks off', 0),
    moreThan('hostile.control.changed', open.changed.length, 'tables changed with the checks off', 0),
    moreThan('hostile.control.taken', open.taken.length, 'wrong requests that were taken with the checks off', 0),
  ];
}

/** How long slow callers are borne with, many of each kind at once, and how the others are served meanwhile. */
async function slowFigures(url: string): Promise<Figure[]> {
  const kinds = Object.entries(slowWays);
  const callers = kinds.flatMap(([kind, way]) =>
    Array.from({ length: slowCallersOfEachKind }, async () => [kind, await secondsUntilCut(url, way, 60)] as const),
  );
  const others = new RawClient(url);
  const served: number[] = [];
  let waiting = true;
  const all = Promise.all(callers).finally(() => (waiting = false));
  while (waiting) {
    const began = performance.now();
    const answer = await others.send({ method: 'GET', target: '/healthz', headers: {} });
    served.push(answer?.status === 200 ? performance.now() - began : Infinity);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  others.close();
  const seconds = await all;
  const longest = (kind: string) => Math.max(...seconds.filter(([one]) => one === kind).map(([, held]) => held));
  return [
    ...kinds.map(([kind]) => {
      const limit = kind === 'silent' || kind === 'head' ? 10 : 22;
      return atMost(`hostile.slow-${kind}`, longest(kind), 's until the slowest of 50 was cut', limit);
    }),
    below('hostile.served-meanwhile', percentile(served, 0.99), 'ms, p99 of others meanwhile', 500),
  ];
}

/** A server that waits for everybody: its slow callers are still there. */
async function controlOfSlowness(): Promise<Figure> {
  const patient = createServer((_, answer) => answer.end());
  Object.assign(patient, { headersTimeout: 0, requestTimeout: 0, timeout: 0 });
  await new Promise<void>((listening) => patient.listen(0, '127.0.0.1', listening));
  const { port } = patient.address() as AddressInfo;
  const held = await secondsUntilCut(`http://127.0.0.1:${port}`, slowWays.head, 12);
  patient.closeAllConnections();
  await new Promise((closed) => patient.close(closed));
  return moreThan('hostile.control.slow-head', held === Infinity ? 12 : held, 's with the limits off', 10);
}

/** Hostile input: whatever is sent to whatever operation, nothing breaks, nothing changes, and slow callers hold nobody up. */
await measure(async (say) => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-figure-'));
  await setUpServer();
  const app = new TestApp();
  try {
    await app.start({ TEST_CLOCK: 'on', CLOCK_FILE: join(folder, 'clock.json') });
    const slow = await slowFigures(app.url);
    const world = new TenancyWorld(app);
    const caller = new HostileCaller(world);
    await caller.prepare();
    const walked = await caller.walk();
    for (const line of [...walked.broken, ...walked.lost, ...walked.changed, ...walked.taken]) say(line);
    for (const line of [...walked.careless, ...walked.faults]) say(line);
    say('The same at three operations, with the check of what comes in taken off');
    const putBack = caller.withoutChecks();
    const open = await caller.walk(
      ({ path, method }) => method === 'POST' && /admin\/(clients|coaches|forms)$/.test(path),
    );
    putBack();
    caller.close();
    return [...figuresOf(walked), ...slow, ...controlsOf(open), await controlOfSlowness()];
  } finally {
    await app.stop();
    await tearDownServer();
    rmSync(folder, { recursive: true, force: true });
  }
});
