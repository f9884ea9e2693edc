import { merge, type Interval } from './interval.js';
import { instantText, localText, type AskedDates } from './slot-days.js';
import { dateOf, dayNumberOf } from './wall-time.js';
import { dayMs, offsetText, zoneTransitions, type ZoneTransitions } from './zone-transitions.js';

/** An instant as a wall clock reads it; `doubled` where it reads that twice. */
export interface WallReading {
  readonly date: string;
  readonly local: string;
  readonly offset: string;
  readonly doubled: boolean;
}

/** Hours on a date: two instants, and what the wall clock reads there. */
export interface HoursShown {
  readonly start: string;
  readonly end: string;
  readonly from: string;
  readonly to: string;
}

/** A stretch of a date in which the wall clock runs on evenly, and which of two equal times it reads there. */
export interface StretchShown extends HoursShown {
  readonly offset: string;
  readonly reads: 'once' | 'first' | 'second';
}

/** A date with its ends as instants, how the wall clock runs on it, and its open hours. */
export interface CalendarDate {
  readonly date: string;
  readonly start: string;
  readonly end: string;
  readonly wall: StretchShown[];
  readonly hours: HoursShown[];
}

/** What the wall clock of a zone reads at an instant. */
export function wallReading(instant: number, timeZone: string): WallReading {
  const zone = zoneTransitions(timeZone, { start: instant, end: instant + 1 });
  const local = localText(zone.wallAt(instant));
  const doubled = zone.instantsAt(zone.wallAt(instant)).length > 1;
  return { date: local.slice(0, 10), local, offset: offsetText(zone.offsetAt(instant)), doubled };
}

/**
 * Every asked date in order, each lasting until the next begins; one that the zone skipped lasts no time at all. Open hours
 * that touch or overlap are one, and are cut where a date ends.
 */
export function calendarDays(open: readonly Interval[], asked: AskedDates): CalendarDate[] {
  const [first, last] = [dayNumberOf(asked.from), dayNumberOf(asked.to)];
  if (first === undefined || last === undefined)
    throw new RangeError('A calendar is asked for by dates as YYYY-MM-DD.');
  const zone = zoneTransitions(asked.timeZone, { start: first * dayMs, end: (last + 2) * dayMs });
  const openings = merge(open);
  const days: CalendarDate[] = [];
  for (let day = first; day <= last; day++) {
    const span = { start: zone.spanOf(day, day).start, end: zone.spanOf(day + 1, day + 1).start };
    days.push({
      date: dateOf(day),
      start: instantText(span.start),
      end: instantText(span.end),
      wall: stretchesOf(zone, span),
      hours: openings.flatMap((opening) => hoursWithin(zone, span, opening)),
    });
  }
  return days;
}

/** Cut where the offset changes, and where the clock begins and ends to read times that it reads twice. */
function stretchesOf(zone: ZoneTransitions, { start, end }: Interval): StretchShown[] {
  const cuts = new Set([start, end]);
  for (const change of zone.changesWithin({ start: start - dayMs, end: end + dayMs })) {
    const back = Math.max(0, zone.offsetAt(change - 1) - zone.offsetAt(change));
    for (const cut of [change - back, change, change + back]) if (start < cut && cut < end) cuts.add(cut);
  }
  const ordered = [...cuts].sort((one, other) => one - other);
  return ordered.slice(1).map((until, index) => {
    const from = ordered[index] ?? until;
    const wall = zone.wallAt(from);
    const [earliest, second] = zone.instantsAt(wall);
    return {
      ...shown({ start: from, end: until }, wall, wall + until - from),
      offset: offsetText(zone.offsetAt(from)),
      reads: second === undefined ? 'once' : from === earliest ? 'first' : 'second',
    };
  });
}

function hoursWithin(zone: ZoneTransitions, day: Interval, opening: Interval): HoursShown[] {
  const [start, end] = [Math.max(day.start, opening.start), Math.min(day.end, opening.end)];
  if (start >= end) return [];
  const until = end === day.end ? 0 : zone.wallAt(end); // any midnight stands for the end of the date
  return [shown({ start, end }, zone.wallAt(start), until)];
}

function shown({ start, end }: Interval, from: number, to: number): HoursShown {
  const until = to % dayMs === 0 ? '24:00' : localText(to).slice(11);
  return { start: instantText(start), end: instantText(end), from: localText(from).slice(11), to: until };
}
