import { Temporal } from 'temporal-polyfill';
import { weekdays, type Availability, type Hours } from '../domain/availability.js';
import type { Interval } from '../domain/interval.js';
import type { SlotRules } from '../domain/slot-rules.js';

/**
 * The slots by the letter of the contract: slow, obvious, one start after the other, every rule asked of each.
 * It is what the fast sweep is compared with, so it shares no arithmetic with it: all of its time is Temporal's.
 */
export function slotsByReference(
  availability: Availability,
  busy: readonly Interval[],
  rules: SlotRules,
  range: Interval,
): number[] {
  const dayBefore = zoned(range.start, availability.timeZone).toPlainDate().subtract({ days: 1 });
  const dayAfter = zoned(range.end + rules.durationMs, availability.timeZone)
    .toPlainDate()
    .add({ days: 1 });

  const runs: Span[] = [];
  for (let date = dayBefore; Temporal.PlainDate.compare(date, dayAfter) <= 0; date = date.add({ days: 1 })) {
    runs.push(...union(hoursOf(availability, date).map((hours) => resolve(date, hours, availability.timeZone))));
  }
  const openings = union(runs);

  const starts = new Set<number>();
  for (const run of runs) {
    for (let start = run.start; before(start, run.end); start = start.add({ milliseconds: rules.startEveryMs })) {
      if (offered(start, openings, busy, rules, range)) starts.add(start.epochMilliseconds);
    }
  }
  return [...starts].sort((one, other) => one - other);
}

interface Span {
  start: Temporal.Instant;
  end: Temporal.Instant;
}

function hoursOf({ timeZone, weekly, overrides }: Availability, date: Temporal.PlainDate): readonly Hours[] {
  // A zone that crosses the date line skips a date, and a date that never was has no hours.
  if (!date.toZonedDateTime(timeZone).toPlainDate().equals(date)) return [];
  const override = overrides.find((entry) => entry.date === date.toString());
  return override ? override.hours : weekly.filter(({ days }) => days.some((day) => isOn(date, day)));
}

function isOn(date: Temporal.PlainDate, day: (typeof weekdays)[number]): boolean {
  return weekdays[date.dayOfWeek - 1] === day;
}

function resolve(date: Temporal.PlainDate, { from, to }: Hours, timeZone: string): Span {
  return { start: atWall(date, from, timeZone), end: atWall(date, to, timeZone) };
}

function atWall(date: Temporal.PlainDate, time: string, timeZone: string): Temporal.Instant {
  const wall =
    time === '24:00'
      ? date.add({ days: 1 }).toPlainDateTime('00:00')
      : date.toPlainDateTime(Temporal.PlainTime.from(time));
  return wall.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).toInstant();
}

function union(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  const real = spans.filter(({ start, end }) => before(start, end));
  for (const span of real.sort((one, other) => Temporal.Instant.compare(one.start, other.start))) {
    const last = joined.at(-1);
    if (!last || before(last.end, span.start)) joined.push({ ...span });
    else if (before(last.end, span.end)) last.end = span.end;
  }
  return joined;
}

function offered(
  start: Temporal.Instant,
  openings: readonly Span[],
  busy: readonly Interval[],
  rules: SlotRules,
  range: Interval,
): boolean {
  const end = start.add({ milliseconds: rules.durationMs });
  const blockedStart = start.subtract({ milliseconds: rules.bufferBeforeMs });
  const blockedEnd = end.add({ milliseconds: rules.bufferAfterMs });
  const now = instant(rules.now);
  return (
    !before(start, instant(range.start)) &&
    before(start, instant(range.end)) &&
    openings.some((opening) => !before(start, opening.start) && !before(opening.end, end)) &&
    !before(start, now.add({ milliseconds: rules.minimumNoticeMs })) &&
    !before(now.add({ milliseconds: rules.bookingWindowMs }), start) &&
    !busy.some((time) => before(instant(time.start), blockedEnd) && before(blockedStart, instant(time.end))) &&
    withinLimits(start, rules)
  );
}

function withinLimits(start: Temporal.Instant, { limits }: SlotRules): boolean {
  if (!limits) return true;
  const { timeZone, maxPerDay = Infinity, maxPerWeek = Infinity, booked } = limits;
  const date = start.toZonedDateTimeISO(timeZone).toPlainDate();
  const dates = booked.map((time) => zoned(time, timeZone).toPlainDate());
  const onDate = dates.filter((other) => other.equals(date)).length;
  const inWeek = dates.filter((other) => mondayOf(other).equals(mondayOf(date))).length;
  return onDate < maxPerDay && inWeek < maxPerWeek;
}

function mondayOf(date: Temporal.PlainDate): Temporal.PlainDate {
  return date.subtract({ days: date.dayOfWeek - 1 });
}

function zoned(time: number, timeZone: string): Temporal.ZonedDateTime {
  return instant(time).toZonedDateTimeISO(timeZone);
}

function instant(time: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(time);
}

function before(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0;
}
