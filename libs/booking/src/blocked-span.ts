import type { BlockedTimePatch } from '#contracts';
import { Invalid } from '#platform';
import { rangeOfDates, type BlockedSpan } from '#scheduling';
import { startOf } from './staff-start.js';

const longestMs = 366 * 24 * 60 * 60_000;

/**
 * When somebody wants time to be blocked, on the wall of the coach; what is not said stays as it is `now`. Throws
 * TimeUnclear, Invalid.
 */
export function blockedSpan(
  { start, end, from, to }: Pick<BlockedTimePatch, 'start' | 'end' | 'from' | 'to'>,
  timeZone: string,
  now?: BlockedSpan,
): BlockedSpan {
  if (from !== undefined && to !== undefined) {
    const range = rangeOfDates({ from, to, timeZone });
    if (range.start >= range.end) throw fault('from', 'There was no such date where the coach is.');
    return { start: new Date(range.start), end: new Date(range.end), dates: { from, to, timeZone } };
  }
  if (now && start === undefined && end === undefined) return now;
  const span = {
    start: start === undefined ? now?.start : startOf(start, 'start'),
    end: end === undefined ? now?.end : startOf(end, 'end'),
  };
  if (!span.start || !span.end) throw new TypeError('Blocked time has two ends.');
  if (span.end <= span.start) throw fault('end', 'Must be after its start.');
  if (span.end.getTime() - span.start.getTime() > longestMs) throw fault('end', 'Block at most 366 days at a time.');
  return { start: span.start, end: span.end, dates: null };
}

const fault = (path: string, message: string) => new Invalid([{ path, message }]);
