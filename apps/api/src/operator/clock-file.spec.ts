import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileClock } from '#platform';
import { moveClock } from './clock-file.js';

describe('the clock of an installation under test (item 2)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-clock-'));
  const file = join(folder, 'clock.json');
  const clock = new FileClock(file);
  const near = (instant: string | number) => Math.abs(clock.now().getTime() - new Date(instant).getTime()) < 2000;

  it('shows the time it is set to, and runs on from there when it is moved', () => {
    moveClock(file, clock, { now: '2027-03-28T10:00:00+01:00' });
    expect(near('2027-03-28T09:00:00Z')).toBe(true);
    moveClock(file, clock, { advanceSeconds: 3600 });
    expect(near('2027-03-28T10:00:00Z')).toBe(true);
    moveClock(file, clock, { now: '2026-01-01T00:00:00Z' });
    expect(near('2026-01-01T00:00:00Z')).toBe(true);
  });

  it('leaves no half-written file behind', () => {
    expect(readdirSync(folder)).toEqual(['clock.json']);
  });
});
