import { readFileSync, statSync } from 'node:fs';

/** The one source of business time. Everything that is due, expires or is shown asks it. */
export abstract class Clock {
  abstract now(): Date;
}

/** The machine's own time. */
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

/**
 * Time shifted by an offset that stands in a file, so that API, worker and simulator move together
 * (`TEST_CLOCK=on`). The file holds `{ "offsetMilliseconds": n }` and is read again when it changes.
 */
export class FileClock extends Clock {
  private offset = 0;
  private seen = '';

  constructor(private readonly file: string) {
    super();
  }

  now(): Date {
    const stat = statSync(this.file, { throwIfNoEntry: false });
    const mark = stat ? `${stat.mtimeMs}:${stat.size}:${stat.ino}` : '';
    if (mark !== this.seen) {
      this.offset = stat
        ? (JSON.parse(readFileSync(this.file, 'utf8')) as { offsetMilliseconds: number }).offsetMilliseconds
        : 0;
      this.seen = mark;
    }
    return new Date(Date.now() + this.offset);
  }
}
