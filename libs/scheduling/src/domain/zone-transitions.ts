import type { Interval } from './interval.js';

export const minuteMs = 60_000;
export const dayMs = 86_400_000;

/** Wall times are numbers too: milliseconds since 1970-01-01T00:00 as the wall clock reads them. */
export type WallTime = number;

const chunkMs = 365 * dayMs;
/** No zone is further from UTC than this, with room to spare for a skipped date. */
const marginMs = 3 * dayMs;
const longestTableMs = 30 * chunkMs;

const tables = new Map<string, ZoneTransitions>();

/**
 * The offset changes of a zone, good for any instant or wall time of the range and three days around it. Tables are kept,
 * one a zone and at most thirty years long, so asking is cheap; the zone's name must be one that `isZone` accepts.
 */
export function zoneTransitions(timeZone: string, range: Interval): ZoneTransitions {
  const kept = tables.get(timeZone);
  if (kept?.covers(range)) return kept;
  const asked = wholeChunks(range);
  const joined = kept
    ? { start: Math.min(asked.start, kept.range.start), end: Math.max(asked.end, kept.range.end) }
    : asked;
  const table = ZoneTransitions.read(timeZone, joined.end - joined.start <= longestTableMs ? joined : asked);
  tables.set(timeZone, table);
  return table;
}

function wholeChunks({ start, end }: Interval): Interval {
  return {
    start: Math.floor((start - marginMs) / chunkMs) * chunkMs,
    end: Math.ceil((end + marginMs) / chunkMs) * chunkMs,
  };
}

/** A zone's offsets over a range as two sorted lists; it converts by binary search, with no date library. Offsets are in milliseconds east of UTC. */
export class ZoneTransitions {
  /** Where the wall time that belongs to each offset ends, as RFC 5545 and Temporal's `compatible` see it. */
  private readonly wallEnds: readonly WallTime[];

  private constructor(
    readonly range: Interval,
    private readonly changes: readonly number[],
    private readonly offsets: readonly number[], // one more than changes: before, between and after them
  ) {
    // A repeated hour belongs to its first offset, a skipped one to the offset before it: so always to the greater end.
    this.wallEnds = changes.map((change, index) => change + Math.max(this.offset(index), this.offset(index + 1)));
  }

  /** Reads the changes from the zone data of this process: one look a day, then halving to the second. */
  static read(timeZone: string, range: Interval): ZoneTransitions {
    const offsetAt = offsetReader(timeZone);
    const changes: number[] = [];
    const offsets = [offsetAt(range.start)];
    for (let day = range.start; day < range.end; day += dayMs) {
      const atEnd = offsetAt(day + dayMs);
      let from = day;
      let current = offsets.at(-1);
      while (current !== atEnd) {
        from = firstChange(offsetAt, from, day + dayMs);
        current = offsetAt(from);
        changes.push(from);
        offsets.push(current);
      }
    }
    return new ZoneTransitions(range, changes, offsets);
  }

  covers({ start, end }: Interval): boolean {
    return start - marginMs >= this.range.start && end + marginMs <= this.range.end;
  }

  /** The offset in force at an instant. */
  offsetAt(instant: number): number {
    return this.offset(countUpTo(this.changes, instant));
  }

  /** The instants of a range at which another offset begins to be in force. */
  changesWithin({ start, end }: Interval): number[] {
    return this.changes.slice(countUpTo(this.changes, start - 1), countUpTo(this.changes, end - 1));
  }

  /** What the wall clock reads at an instant. */
  wallAt(instant: number): WallTime {
    return instant + this.offsetAt(instant);
  }

  /** The number of the local date at an instant, counted from 1970-01-01 as 0. */
  dayAt(instant: number): number {
    return Math.floor(this.wallAt(instant) / dayMs);
  }

  /** The instant of a wall time: the first of two, and past a gap by as much as it lay in it. */
  instantOf(wall: WallTime): number {
    return wall - this.offset(countUpTo(this.wallEnds, wall));
  }

  /** Every instant at which the wall clock reads this, in order: none in a gap, two where it repeats. */
  instantsAt(wall: WallTime): number[] {
    return this.offsetsAbout(wall)
      .map((offset) => wall - offset)
      .filter((instant) => this.wallAt(instant) === wall);
  }

  /** Whether the wall clock reads the time of this instant twice: for as long before it is put back as after that. */
  isDoubled(instant: number): boolean {
    const index = countUpTo(this.changes, instant);
    const since = instant - (this.changes[index - 1] ?? NaN);
    const until = (this.changes[index] ?? NaN) - instant;
    return since < this.offset(index - 1) - this.offset(index) || until <= this.offset(index) - this.offset(index + 1);
  }

  /** What somebody may have meant who typed a wall time that the clock skips: it by the offset after the gap, and by the one before. */
  choicesFor(wall: WallTime): [number, number] {
    const [before, after = before] = this.offsetsAbout(wall);
    return [wall - after, wall - before];
  }

  /** From the first to the last instant whose local date lies between two day numbers, both included. */
  spanOf(firstDay: number, lastDay: number): Interval {
    let [start, end] = [Infinity, -Infinity];
    for (let index = 0; index < this.offsets.length; index++) {
      const from = Math.max(this.changes[index - 1] ?? -Infinity, firstDay * dayMs - this.offset(index));
      const to = Math.min(this.changes[index] ?? Infinity, (lastDay + 1) * dayMs - this.offset(index));
      if (from >= to) continue;
      start = Math.min(start, from);
      end = Math.max(end, to);
    }
    if (start < end) return { start, end };
    const skipped = this.instantOf(firstDay * dayMs); // no such date in this zone
    return { start: skipped, end: skipped };
  }

  private offsetsAbout(wall: WallTime): [number, ...number[]] {
    const index = countUpTo(this.wallEnds, wall);
    return [this.offset(index), ...this.offsets.slice(index + 1, index + 2)];
  }

  private offset(index: number): number {
    return this.offsets[index] ?? NaN;
  }
}

/** An offset as ISO 8601 writes it: `+01:00`, `-03:30`, and `+00:00` for none. */
export function offsetText(offsetMs: number): string {
  const seconds = Math.abs(offsetMs) / 1_000;
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  if (seconds % 60 !== 0) parts.push(seconds % 60); // local mean time, before zones were agreed
  return (offsetMs < 0 ? '-' : '+') + parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/** How many of the ascending values are at or below the limit. */
function countUpTo(values: readonly number[], limit: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? Infinity) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function firstChange(offsetAt: (instant: number) => number, from: number, to: number): number {
  const before = offsetAt(from);
  let [low, high] = [from, to];
  while (high - low > 1_000) {
    const middle = low + Math.floor((high - low) / 2_000) * 1_000;
    if (offsetAt(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

function offsetReader(timeZone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  return (instant) => {
    const [, sign, hours = 0, minutes = 0, seconds = 0] =
      /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(format.format(instant)) ?? [];
    const size = (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000;
    return sign === '-' ? -size : size;
  };
}
