import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { newId, type Clock } from '#platform';
import type { ClockRequest } from '#contracts';

/** Sets the time that API, worker and simulator read from the file; the file is replaced whole, never half. */
export function moveClock(file: string, clock: Clock, request: ClockRequest): void {
  const now = clock.now().getTime();
  const wanted = 'now' in request ? Date.parse(request.now) : now + request.advanceSeconds * 1000;
  const offsetMilliseconds = offsetIn(file) + (wanted - now);
  const draft = `${file}.${newId()}`;
  writeFileSync(draft, JSON.stringify({ offsetMilliseconds }));
  renameSync(draft, file);
}

function offsetIn(file: string): number {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { offsetMilliseconds: number }).offsetMilliseconds;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}
