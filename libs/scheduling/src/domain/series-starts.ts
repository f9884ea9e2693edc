import { onTheWall } from './on-the-wall.js';
import { dateOf, dayNumberOf, readWallTime, type WallTimeReading } from './wall-time.js';

/** How a time comes back: on the same weekday every so many weeks, so many times in all, on the wall of a zone. */
export interface SeriesRule {
  readonly timeZone: string;
  readonly everyWeeks: number;
  readonly times: number;
}

/** One time of a series: what the wall is to read on its date, and which instant that is. */
export interface Occurrence {
  /** Counted from one. */
  readonly number: number;
  readonly local: string;
  readonly reading: WallTimeReading;
}

/**
 * The times of a series that begins at an instant or at what its wall reads. Ten o'clock stays ten o'clock when the clocks
 * change; a date on which the clock skips that time or has it twice is told, not guessed. Undefined where there are no such dates.
 */
export function seriesStarts(
  first: Date | string,
  { timeZone, everyWeeks, times }: SeriesRule,
): Occurrence[] | undefined {
  const local = typeof first === 'string' ? first.slice(0, 16) : onTheWall(first, timeZone).local;
  const [date = '', time = ''] = local.split('T');
  const firstDay = dayNumberOf(date);
  if (firstDay === undefined) return undefined;
  const occurrences: Occurrence[] = [];
  for (let number = 1; number <= times; number += 1) {
    const wall = `${dateOf(firstDay + 7 * everyWeeks * (number - 1))}T${time}`;
    // Who begins at an instant has said which of two equal times is meant.
    const isSaid = number === 1 && typeof first !== 'string';
    const reading = isSaid ? { exists: 'once' as const, instant: first.getTime() } : readWallTime(wall, timeZone);
    if (!reading) return undefined;
    occurrences.push({ number, local: wall, reading });
  }
  return occurrences;
}
