import { Temporal } from 'temporal-polyfill';

/** A stretch of time in epoch milliseconds. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A moment at which a zone's clocks are put forward or back; offsets in milliseconds east of UTC. */
export interface ClockChange {
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

const nsPerMs = 1e6;

/** Every clock change of a zone within a span, as Temporal knows it: no arithmetic of ours. */
export function clockChanges(timeZone: string, { start, end }: Span): ClockChange[] {
  const changes: ClockChange[] = [];
  let here = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(timeZone);
  for (;;) {
    const next = here.getTimeZoneTransition('next');
    if (!next || next.epochMilliseconds >= end) return changes;
    const before = next.subtract({ nanoseconds: 1 }).offsetNanoseconds / nsPerMs;
    const after = next.offsetNanoseconds / nsPerMs;
    if (before !== after) changes.push({ at: next.epochMilliseconds, before, after });
    here = next;
  }
}

/** What the wall clock of a zone reads at an instant, as Temporal says: `2027-03-28T10:00` and `+01:00`. */
export function wallByTemporal(instant: number, timeZone: string): { local: string; offset: string } {
  const there = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
  return { local: there.toPlainDateTime().toString({ smallestUnit: 'minute' }), offset: there.offset };
}

/** What a wall time means in a zone, as Temporal says. */
export interface Meant {
  readonly exists: 'once' | 'twice' | 'never';
  /** As RFC 5545 resolves it: the first of two, and past a gap by as much as it lay in it. */
  readonly compatible: number;
  readonly choices: readonly [number, number];
}

export function meantByTemporal(local: string, timeZone: string): Meant {
  const wall = Temporal.PlainDateTime.from(local);
  const read = (disambiguation: 'compatible' | 'earlier' | 'later') =>
    wall.toZonedDateTime(timeZone, { disambiguation });
  const [earlier, later] = [read('earlier'), read('later')];
  const isThere = earlier.toPlainDateTime().equals(wall);
  const exists = earlier.epochMilliseconds === later.epochMilliseconds ? 'once' : isThere ? 'twice' : 'never';
  return {
    exists,
    compatible: read('compatible').epochMilliseconds,
    choices: [earlier.epochMilliseconds, later.epochMilliseconds],
  };
}
