import { weekdays, type Availability, type Hours } from './availability.js';
import { merge, type Interval } from './interval.js';
import { dateOf, dayNumberOf, minutesOf } from './wall-time.js';
import { dayMs, minuteMs, zoneTransitions, type ZoneTransitions } from './zone-transitions.js';

/**
 * Hours of one date as instants; those that touch are one. Starts are counted from `start` and lie before `end`; an
 * appointment may last until `openUntil`, which is later than `end` where the hours of the next date touch these.
 */
export interface Opening extends Interval {
  readonly openUntil: number;
}

/** The openings of the dates from the first to the last, in order. Hours after the last date are not seen, even where they touch. */
export function openingsFor(availability: Availability, fromDate: string, toDate: string): Opening[] {
  const [fromDay, toDay] = [dayNumberOf(fromDate), dayNumberOf(toDate)];
  if (fromDay === undefined || toDay === undefined)
    throw new RangeError('Openings are asked for by dates as YYYY-MM-DD.');
  return openingsOfDays(availability, fromDay, toDay);
}

/** Every opening in which an appointment of this length may start within the range. */
export function openingsBetween(availability: Availability, range: Interval, durationMs: number): Opening[] {
  if (range.start >= range.end) return [];
  const last = range.end + durationMs;
  const zone = zoneTransitions(availability.timeZone, { start: range.start, end: last });
  // One date more on either side: a clock change can carry hours, or a local date, over midnight.
  return openingsOfDays(availability, zone.dayAt(range.start) - 1, zone.dayAt(last) + 1);
}

function openingsOfDays(availability: Availability, fromDay: number, toDay: number): Opening[] {
  const zone = zoneTransitions(availability.timeZone, { start: fromDay * dayMs, end: (toDay + 1) * dayMs });
  const hoursOn = hoursByDay(availability);
  const runs: Interval[] = [];
  for (let day = fromDay; day <= toDay; day++) {
    if (!isInZone(zone, day)) continue;
    runs.push(...merge(hoursOn(day).map((hours) => resolve(zone, day, hours))));
  }
  return joinOverMidnight(runs.sort((one, other) => one.start - other.start));
}

/** A zone that crosses the date line skips a date, and a date that never was has no hours. */
function isInZone(zone: ZoneTransitions, day: number): boolean {
  return zone.dayAt(zone.instantOf(day * dayMs)) === day;
}

function resolve(zone: ZoneTransitions, day: number, { start, end }: Interval): Interval {
  return { start: zone.instantOf(day * dayMs + start), end: zone.instantOf(day * dayMs + end) };
}

/** The hours of a day number, in milliseconds of the wall clock since its midnight. */
function hoursByDay({ weekly, overrides }: Availability): (day: number) => readonly Interval[] {
  const byWeekday = weekdays.map((name) => weekly.filter(({ days }) => days.includes(name)).map(sinceMidnight));
  const byDate = new Map(overrides.map(({ date, hours }) => [date, hours.map(sinceMidnight)]));
  const none: readonly Interval[] = [];
  return (day) => {
    const override = byDate.size > 0 ? byDate.get(dateOf(day)) : undefined;
    return override ?? byWeekday[(((day + 3) % 7) + 7) % 7] ?? none; // day 0 was a Thursday
  };
}

function sinceMidnight({ from, to }: Hours): Interval {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  if (start === undefined || end === undefined) throw new RangeError(`No hours of a day: ${from} to ${to}.`);
  return { start: start * minuteMs, end: end * minuteMs };
}

function joinOverMidnight(runs: readonly Interval[]): Opening[] {
  const openings: Opening[] = [];
  let group: Interval[] = [];
  let openUntil = -Infinity;
  const close = () => {
    for (const { start, end } of group) openings.push({ start, end, openUntil });
    group = [];
  };
  for (const run of runs) {
    if (run.start > openUntil) close();
    group.push(run);
    openUntil = group.length === 1 ? run.end : Math.max(openUntil, run.end);
  }
  close();
  return openings;
}
