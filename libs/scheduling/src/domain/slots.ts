import type { Availability } from './availability.js';
import { limitsWithin } from './booking-limits.js';
import { merge, overlaps, widen, type Interval } from './interval.js';
import type { SlotRules } from './slot-rules.js';
import { openingsBetween, type Opening } from './weekly-hours.js';

/**
 * Every start that may be booked within the range, ascending: on the grid of its date's hours, wholly inside one opening,
 * clear of busy time with the buffers of both, late enough, early enough, and within the limits of its date and week.
 * The public page lists these and booking asks `whyNotOffered`, which a property test holds to this very list.
 *
 * `busy` comes with each neighbour's own buffers in it. Openings and busy time are each walked once.
 */
export function findSlots(
  openings: readonly Opening[],
  busy: readonly Interval[],
  rules: SlotRules,
  range: Interval,
): number[] {
  const { durationMs, startEveryMs, bufferBeforeMs, bufferAfterMs } = checked(rules);
  const bookable = bookableWithin(range, rules);
  if (bookable.start >= bookable.end) return [];
  const taken = merge(busy);
  const reached = limitsWithin(rules.limits, bookable);
  const starts: number[] = [];
  let next = 0; // the first busy time that may still lie ahead
  let sweptTo = -Infinity;

  for (const opening of openings) {
    // Only where a clock change made the hours of two dates overlap does the sweep have to go back.
    if (opening.start < sweptTo) next = 0;
    sweptTo = Math.max(sweptTo, opening.end);

    const last = Math.min(opening.openUntil - durationMs, opening.end - 1, bookable.end - 1);
    let start = atOrAfter(bookable.start, opening.start, startEveryMs);
    while (start <= last) {
      const blockedStart = start - bufferBeforeMs;
      let neighbour = taken[next];
      while (neighbour && neighbour.end <= blockedStart) neighbour = taken[++next];
      if (neighbour && neighbour.start < start + durationMs + bufferAfterMs) {
        start = atOrAfter(neighbour.end + bufferBeforeMs, opening.start, startEveryMs);
        continue;
      }
      if (!reached || reached(start).length === 0) starts.push(start);
      start += startEveryMs;
    }
  }
  return ascendingOnce(starts);
}

/** The slots of an availability within a range of instants: its openings, then `findSlots`. */
export function slotsBetween(
  availability: Availability,
  busy: readonly Interval[],
  rules: SlotRules,
  range: Interval,
): number[] {
  const bookable = bookableWithin(range, rules);
  return findSlots(openingsBetween(availability, bookable, rules.durationMs), busy, rules, bookable);
}

export type SlotRule = 'past' | 'notice' | 'window' | 'hours' | 'grid' | 'busy' | 'daily-limit' | 'weekly-limit';

/**
 * Every rule that keeps a start off the list, in the order of `SlotRule`; empty if it is offered. A start outside all hours
 * breaks `hours` alone, since there is no grid there. `openings` are those of `openingsBetween` around the start.
 */
export function whyNotOffered(
  start: number,
  openings: readonly Opening[],
  busy: readonly Interval[],
  rules: SlotRules,
): SlotRule[] {
  const { durationMs, startEveryMs, bufferBeforeMs, bufferAfterMs, now } = checked(rules);
  const end = start + durationMs;
  const here = openings.filter((opening) => opening.start <= start && start < opening.end);
  const blocked = widen({ start, end }, bufferBeforeMs, bufferAfterMs);
  const broken: SlotRule[] = [];

  if (start < now) broken.push('past');
  else if (start < now + rules.minimumNoticeMs) broken.push('notice');
  if (start > now + rules.bookingWindowMs) broken.push('window');
  if (!here.some((opening) => end <= opening.openUntil)) broken.push('hours');
  if (here.length > 0 && !here.some((opening) => (start - opening.start) % startEveryMs === 0)) broken.push('grid');
  if (busy.some((time) => overlaps(time, blocked))) broken.push('busy');
  return broken.concat(limitsWithin(rules.limits, { start, end })?.(start) ?? []);
}

/**
 * How a refused start is told: `slot-taken` if somebody's booking alone stands in its way, else `slot-not-offered`;
 * undefined for one that is offered. A booking that takes the time may fill the day as well, so limits beside it change nothing.
 */
export function refusalFor(broken: readonly SlotRule[]): 'slot-taken' | 'slot-not-offered' | undefined {
  if (broken.length === 0) return undefined;
  const byBookings = broken.every((rule) => rule === 'busy' || rule === 'daily-limit' || rule === 'weekly-limit');
  return byBookings && broken.includes('busy') ? 'slot-taken' : 'slot-not-offered';
}

/** The part of a range that notice and window leave; both their ends may be booked. */
function bookableWithin(range: Interval, { now, minimumNoticeMs, bookingWindowMs }: SlotRules): Interval {
  return {
    start: Math.max(range.start, now + minimumNoticeMs),
    end: Math.min(range.end, now + bookingWindowMs + 1),
  };
}

/** The first start of a grid that is not before an instant. */
function atOrAfter(instant: number, gridStart: number, everyMs: number): number {
  return instant <= gridStart ? gridStart : gridStart + Math.ceil((instant - gridStart) / everyMs) * everyMs;
}

function ascendingOnce(starts: number[]): number[] {
  if (starts.every((start, index) => index === 0 || start > (starts[index - 1] ?? Infinity))) return starts;
  return [...new Set(starts)].sort((one, other) => one - other);
}

function checked(rules: SlotRules): SlotRules {
  if (rules.startEveryMs > 0 && rules.durationMs > 0) return rules;
  throw new RangeError('A slot has a length and a grid, both longer than nothing.');
}
