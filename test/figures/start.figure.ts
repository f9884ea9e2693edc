import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atMost, measure, told, type Figure } from './figure.js';
import { RunningStart } from './running-start.js';
import { memoryAfter } from './start.js';

const command = ['npm', 'start'];
const demo = process.env['DEMO'] !== 'false';

/** How soon an installation that is installed and built answers in green, and what it weighs when it has worked. */
await measure(async (say): Promise<Figure[]> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'rapport-figure-'));
  chmodSync(dataDir, 0o755); // PostgreSQL's own user walks through it when this is run as root
  try {
    say('A first start, which makes the database and the demo practice');
    const began = performance.now();
    const first = await RunningStart.begin(dataDir, { command, demo });
    await first.urls().finally(() => first.stop());
    const seconds = (performance.now() - began) / 1000;
    say('A second start on the same data');
    const second = await RunningStart.begin(dataDir, { command, demo });
    try {
      say('A hundred bookings');
      const memory = await memoryAfter(second, 100);
      return [
        told('start.first', seconds, 's for a first start on new data, the demo and a clean stop included'),
        atMost('start.ready', second.seconds, 's from npm start to a green /readyz', 15),
        atMost('start.api-memory', memory.api, 'MB resident after 100 bookings', 300),
        atMost('start.worker-memory', memory.worker, 'MB resident after 100 bookings', 250),
      ];
    } finally {
      await second.stop();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
});
