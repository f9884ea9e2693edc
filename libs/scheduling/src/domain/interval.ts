/** A stretch of time in epoch milliseconds: its start belongs to it, its end does not. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** The interval with `before` milliseconds more at its start and `after` more at its end. */
export function widen({ start, end }: Interval, before: number, after: number): Interval {
  return { start: start - before, end: end + after };
}

/** Whether two intervals share at least one instant; intervals that only touch do not. */
export function overlaps(one: Interval, other: Interval): boolean {
  return one.start < other.end && other.start < one.end;
}

/** The same time as few intervals in ascending order: overlapping and touching ones joined, empty ones dropped. */
export function merge(intervals: readonly Interval[]): Interval[] {
  const merged: { start: number; end: number }[] = [];
  let last: { start: number; end: number } | undefined;
  for (const { start, end } of ascending(intervals)) {
    if (start >= end) continue;
    if (last && start <= last.end) {
      if (end > last.end) last.end = end;
    } else {
      last = { start, end };
      merged.push(last);
    }
  }
  return merged;
}

/** Rows from the database come sorted already, so sorting is left out where it would change nothing. */
function ascending(intervals: readonly Interval[]): readonly Interval[] {
  const sorted = intervals.every((interval, index) => interval.start >= (intervals[index - 1]?.start ?? -Infinity));
  return sorted ? intervals : [...intervals].sort((one, other) => one.start - other.start);
}
