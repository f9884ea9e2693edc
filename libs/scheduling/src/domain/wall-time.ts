import { minuteMs, dayMs, zoneTransitions } from './zone-transitions.js';

const timePattern = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** Minutes since midnight of `HH:mm`, with `24:00` as 1,440; undefined for anything else. */
export function minutesOf(time: string): number | undefined {
  if (time === '24:00') return 1_440;
  const parts = timePattern.exec(time);
  return parts ? Number(parts[1]) * 60 + Number(parts[2]) : undefined;
}

/** The number of a date (`YYYY-MM-DD`) counted from 1970-01-01 as 0; undefined for a date that no calendar has. */
export function dayNumberOf(date: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  const day = Date.parse(`${date}T00:00:00Z`) / dayMs;
  return Number.isInteger(day) && dateOf(day) === date ? day : undefined;
}

/** The date (`YYYY-MM-DD`) with this number. */
export function dateOf(dayNumber: number): string {
  return new Date(dayNumber * dayMs).toISOString().slice(0, 10);
}

/** The number of the ISO week (Monday to Sunday) in which a day lies; only good for comparing. */
export function weekNumberOf(dayNumber: number): number {
  return Math.floor((dayNumber + 3) / 7); // day 0 was a Thursday
}

/** What a typed wall time means in a zone: one instant, or two choices where the clock skips or repeats it. */
export type WallTimeReading =
  | { readonly exists: 'once'; readonly instant: number }
  | { readonly exists: 'twice' | 'never'; readonly choices: readonly [number, number] };

/**
 * Reads a wall time such as `2027-03-28T10:00` (seconds `:00` allowed) without guessing; undefined if it is no time at all.
 * The choices for one that never is are what it would be by the offset after the change and by the one before it.
 */
export function readWallTime(local: string, timeZone: string): WallTimeReading | undefined {
  const [date = '', time = '', ...rest] = local.split('T');
  const day = dayNumberOf(date);
  const minutes = minutesOf(time.replace(/^(\d\d:\d\d):00$/, '$1'));
  if (day === undefined || minutes === undefined || minutes === 1_440 || rest.length > 0) return undefined;

  const wall = day * dayMs + minutes * minuteMs;
  const zone = zoneTransitions(timeZone, { start: wall, end: wall });
  const [first, second] = zone.instantsAt(wall);
  if (first === undefined) return { exists: 'never', choices: zone.choicesFor(wall) };
  return second === undefined ? { exists: 'once', instant: first } : { exists: 'twice', choices: [first, second] };
}
