import { dateOf, dayNumberOf } from './wall-time.js';
import type { Interval } from './interval.js';
import { dayMs, offsetText, zoneTransitions } from './zone-transitions.js';

/** A start that is offered by one coach (slug), as an instant. */
export interface OfferedStart {
  readonly start: number;
  readonly coach: string;
}

/** A slot as it leaves: two instants, and what the wall clock of the asked zone reads at the start. */
export interface SlotView {
  readonly start: string;
  readonly end: string;
  readonly local: string;
  readonly offset: string;
  /** Stands where that clock reads the time twice, so that its offset has to be said. */
  readonly doubled?: true;
  readonly coach: string;
}

export interface SlotDay {
  readonly date: string;
  readonly slots: SlotView[];
}

/** Dates, both included, in the zone in which somebody looks at the calendar. */
export interface AskedDates {
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
}

/** The instants that can lie on one of the asked dates; where a clock change crosses midnight it may hold a few more. */
export function rangeOfDates(asked: AskedDates): Interval {
  const [firstDay, lastDay] = dayNumbers(asked);
  return zoneTransitions(asked.timeZone, around(firstDay, lastDay)).spanOf(firstDay, lastDay);
}

/** Every asked date in order with the slots whose start lies on it, ordered by start, then coach; other slots are left out. */
export function slotDays(offered: readonly OfferedStart[], durationMs: number, asked: AskedDates): SlotDay[] {
  const [firstDay, lastDay] = dayNumbers(asked);
  const zone = zoneTransitions(asked.timeZone, around(firstDay, lastDay));
  const days: SlotDay[] = [];
  for (let day = firstDay; day <= lastDay; day++) days.push({ date: dateOf(day), slots: [] });

  for (const { start, coach } of inOrder(offered)) {
    const offset = zone.offsetAt(start);
    const wall = start + offset;
    days[Math.floor(wall / dayMs) - firstDay]?.slots.push({
      start: instantText(start),
      end: instantText(start + durationMs),
      local: localText(wall),
      offset: offsetText(offset),
      ...(zone.isDoubled(start) && { doubled: true as const }),
      coach,
    });
  }
  return days;
}

/** An instant as it leaves: UTC, without fractions of a second. */
export function instantText(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

/** What the wall clock reads, to the minute: `2027-03-28T10:00`. */
export function localText(wall: number): string {
  return new Date(wall).toISOString().slice(0, 16);
}

function inOrder(offered: readonly OfferedStart[]): OfferedStart[] {
  return [...offered].sort(
    (one, other) => one.start - other.start || (one.coach < other.coach ? -1 : Number(one.coach > other.coach)),
  );
}

function dayNumbers({ from, to }: AskedDates): [number, number] {
  const [first, last] = [dayNumberOf(from), dayNumberOf(to)];
  if (first === undefined || last === undefined) throw new RangeError('Slots are asked for by dates as YYYY-MM-DD.');
  return [first, last];
}

function around(firstDay: number, lastDay: number): Interval {
  return { start: firstDay * dayMs, end: (lastDay + 1) * dayMs };
}
