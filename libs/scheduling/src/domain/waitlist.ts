import { weekdays, type Weekday } from './availability.js';
import { overlaps, type Interval } from './interval.js';
import { dayNumberOf } from './wall-time.js';
import { dayMs, minuteMs, zoneTransitions } from './zone-transitions.js';

/** Parts of a day, as somebody says when a time would suit them: until noon, until five, and after. */
export const dayParts = ['morning', 'afternoon', 'evening'] as const;
export type DayPart = (typeof dayParts)[number];

/** When a time would suit somebody, on their own wall. */
export interface Wishes {
  readonly days: readonly Weekday[];
  readonly parts: readonly DayPart[];
  /** The last date that would. */
  readonly until: string | null;
}

/** Whether a start, as its reader's own wall clock shows it (`2027-03-28T10:00`), is one of those that would suit them. */
export function suits({ days, parts, until }: Wishes, local: string): boolean {
  const date = local.slice(0, 10);
  return days.includes(weekdayOf(date)) && parts.includes(partOf(local.slice(11))) && (until === null || date <= until);
}

function weekdayOf(date: string): Weekday {
  const day = dayNumberOf(date);
  if (day === undefined) throw new RangeError('A start is looked at by its date.');
  return weekdays[(((day + 3) % 7) + 7) % 7] ?? 'mon'; // day 0 was a Thursday
}

function partOf(time: string): DayPart {
  if (time < '12:00') return 'morning';
  return time < '17:00' ? 'afternoon' : 'evening';
}

/** A start that could be booked, as the list of starts has it. */
export interface FreeStart {
  readonly start: string;
  readonly end: string;
  readonly local: string;
}

/** What decides which free starts somebody might be offered. */
export interface Waiting {
  readonly wishes: Wishes;
  /** What they have already: only what is earlier is of use to them. */
  readonly before: number | null;
  /** Starts they were told of once: nobody hears of one time twice. */
  readonly heardOf: ReadonlySet<number>;
}

/** What an appointment keeps free around it. */
export interface Buffers {
  readonly bufferBeforeMs: number;
  readonly bufferAfterMs: number;
}

/** Of the starts that can be booked, those that the freed time made possible. */
export function needing<Start extends FreeStart>(
  starts: readonly Start[],
  freed: Interval,
  { bufferBeforeMs, bufferAfterMs }: Buffers,
): Start[] {
  return starts.filter(({ start, end }) =>
    overlaps({ start: Date.parse(start) - bufferBeforeMs, end: Date.parse(end) + bufferAfterMs }, freed),
  );
}

/** Of free starts, those that would suit somebody: the earliest first. */
export function suiting<Start extends FreeStart>(
  starts: readonly Start[],
  { wishes, before, heardOf }: Waiting,
): Start[] {
  return starts
    .filter(({ start, local }) => {
      const at = Date.parse(start);
      return (before === null || at < before) && !heardOf.has(at) && suits(wishes, local);
    })
    .sort((one, other) => Date.parse(one.start) - Date.parse(other.start));
}

const longestOfferMs = 120 * minuteMs;
/** Who has less time than this to see a mail and to decide is not asked at all. */
const shortestOfferMs = 30 * minuteMs;

/** What bounds how long a time is kept for somebody. */
export interface OfferBounds {
  readonly now: number;
  readonly start: number;
  readonly minimumNoticeMs: number;
  /** From when on they are not to be disturbed. */
  readonly quietFrom: number;
  /** Until when they may still move what they have; null where they have nothing. */
  readonly movableUntil: number | null;
}

/** Until when a time is kept for somebody: two hours, never past any of the bounds; null where that is too short to ask. */
export function offerEnds({ now, start, minimumNoticeMs, quietFrom, movableUntil }: OfferBounds): number | null {
  const end = Math.min(now + longestOfferMs, start - minimumNoticeMs, quietFrom, movableUntil ?? Infinity);
  return end - now < shortestOfferMs ? null : end;
}

/** When the last date that would suit somebody is over, on their own wall. */
export function endOfDate(date: string, timeZone: string): number {
  const day = dayNumberOf(date);
  if (day === undefined) throw new RangeError('A date is YYYY-MM-DD.');
  const wall = (day + 1) * dayMs;
  return zoneTransitions(timeZone, { start: wall, end: wall }).instantOf(wall);
}
