import type { RecurrenceRule } from './recurrence-rule.js';
import { dayMs, type WallTime } from './zone-transitions.js';

/**
 * The times on the wall at which a rule repeats an entry, ascending, from `start` itself on; null after every bit of work
 * that brought none. Only what lies between `from` and `to` is given, and a rule that counts nothing is not walked before.
 */
export function* recurrences(
  rule: RecurrenceRule,
  start: WallTime,
  { from, to }: { readonly from: WallTime; readonly to: WallTime },
): Generator<WallTime | null> {
  let left = (rule.count ?? Infinity) - 1;
  if (start >= from && start < to) yield start;
  const falls = fallsOn(rule, start);
  const times = timesOfDay(rule, start);
  const periods = periodsOf(rule, start);
  const first = rule.count === undefined ? Math.max(0, periods.before(from)) : 0;
  for (let period = first; left > 0; period += 1) {
    const [firstDay, lastDay] = periods.days(period);
    // A step so wide that it leaves the calendar leads nowhere either.
    if (!(firstDay * dayMs < to)) return;
    const found: WallTime[] = [];
    for (let day = firstDay; day <= lastDay; day += 1)
      if (falls(day)) for (const time of times) found.push(day * dayMs + time);
    yield null;
    for (const wall of atPositions(found, rule.positions)) {
      if (wall <= start) continue;
      if (wall >= to || left <= 0) return;
      left -= 1;
      yield wall >= from ? wall : null;
    }
  }
}

/** The stretches of days that a rule steps over, numbered from the one in which the entry begins. */
function periodsOf({ every, interval, weekStart }: RecurrenceRule, start: WallTime) {
  const startDay = Math.floor(start / dayMs);
  if (every === 'YEARLY' || every === 'MONTHLY') {
    const months = every === 'YEARLY' ? 12 : 1;
    const firstMonth = Math.floor(monthOf(startDay) / months) * months;
    const step = interval * months;
    return {
      days: (n: number) => [firstDayOf(firstMonth + n * step), firstDayOf(firstMonth + n * step + months) - 1] as const,
      before: (from: WallTime) => Math.floor((monthOf(Math.floor(from / dayMs)) - firstMonth) / step) - 1,
    };
  }
  const length = every === 'WEEKLY' ? 7 : 1;
  const firstDay = every === 'WEEKLY' ? startDay - sinceWeekStart(startDay, weekStart) : startDay;
  const step = interval * length;
  return {
    days: (n: number) => [firstDay + n * step, firstDay + n * step + length - 1] as const,
    before: (from: WallTime) => Math.floor((from / dayMs - firstDay) / step) - 1,
  };
}

/** Whether a rule falls on a day of one of its stretches. What the rule leaves open is as in its entry. Cheap questions come first. */
function fallsOn(rule: RecurrenceRule, start: WallTime): (day: number) => boolean {
  const { every, months, weekNumbers, yearDays, monthDays, days, weekStart } = rule;
  const startDay = Math.floor(start / dayMs);
  const begun = new Date(startDay * dayMs);
  const isPlain = [weekNumbers, yearDays, monthDays, days].every((part) => part.length === 0);
  const wantedMonths = isPlain && every === 'YEARLY' && months.length === 0 ? [begun.getUTCMonth() + 1] : months;
  const wantedDates = isPlain && (every === 'YEARLY' || every === 'MONTHLY') ? [begun.getUTCDate()] : monthDays;
  const wantsWeekday = (isPlain && every === 'WEEKLY') || (weekNumbers.length > 0 && days.length === 0);
  const wantedDays = wantsWeekday ? [{ nth: 0, weekday: weekdayOf(startDay) }] : days;
  const isOrdered = every === 'MONTHLY' || every === 'YEARLY';
  const isOfYear = every === 'YEARLY' && months.length === 0 && weekNumbers.length === 0;

  return (day) => {
    const date = new Date(day * dayMs);
    if (wantedMonths.length > 0 && !wantedMonths.includes(date.getUTCMonth() + 1)) return false;
    const weekday = weekdayOf(day);
    const onWeekday = wantedDays.filter((wanted) => wanted.weekday === weekday);
    if (wantedDays.length > 0 && onWeekday.length === 0) return false;
    if (wantedDates.length > 0 && !within(wantedDates, date.getUTCDate(), lastDateOf(day))) return false;
    if (yearDays.length > 0 && !within(yearDays, ...placeInYear(day))) return false;
    if (weekNumbers.length > 0 && !isInWeek(weekNumbers, day, weekStart)) return false;
    if (onWeekday.length === 0 || !isOrdered || onWeekday.some(({ nth }) => nth === 0)) return true;
    const [at, last] = isOfYear ? placeInYear(day) : ([date.getUTCDate(), lastDateOf(day)] as const);
    return onWeekday.some(({ nth }) => isNth(nth, at, last));
  };
}

/** Whether a place, counted from one, is among these, which count backwards from the last where they are negative. */
const within = (places: readonly number[], at: number, last: number): boolean =>
  places.includes(at) || places.includes(at - last - 1);

const isNth = (nth: number, at: number, last: number): boolean =>
  nth > 0 ? Math.ceil(at / 7) === nth : Math.ceil((last - at + 1) / 7) === -nth;

/** Weeks of a year as ISO 8601 counts them, from whatever day they begin on. */
function isInWeek(wanted: readonly number[], day: number, weekStart: number): boolean {
  const weekFirst = day - sinceWeekStart(day, weekStart);
  const year = firstOfYear(weekFirst + 3);
  const nextYear = firstOfYear(year + 370);
  const firstWeek = (january: number) => january + 3 - sinceWeekStart(january + 3, weekStart);
  const number = (weekFirst - firstWeek(year)) / 7 + 1;
  const last = (firstWeek(nextYear) - firstWeek(year)) / 7;
  return within(wanted, number, last);
}

function timesOfDay({ hours, minutes }: RecurrenceRule, start: WallTime): number[] {
  const time = ((start % dayMs) + dayMs) % dayMs;
  const [hour, minute, rest] = [Math.floor(time / 3_600_000), Math.floor(time / 60_000) % 60, time % 60_000];
  return (hours.length > 0 ? hours : [hour]).flatMap((h) =>
    (minutes.length > 0 ? minutes : [minute]).map((m) => (h * 60 + m) * 60_000 + rest),
  );
}

function atPositions(found: readonly WallTime[], positions: readonly number[]): readonly WallTime[] {
  if (positions.length === 0) return found;
  const wanted = new Set(positions.map((place) => (place > 0 ? place - 1 : found.length + place)));
  return found.filter((_, index) => wanted.has(index));
}

const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7; // day 0 was a Thursday
const sinceWeekStart = (day: number, weekStart: number): number => (weekdayOf(day) - weekStart + 7) % 7;

/** Months since the year 0. */
function monthOf(day: number): number {
  const date = new Date(day * dayMs);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function firstDayOf(month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(Math.floor(month / 12), month % 12, 1);
  return date.getTime() / dayMs;
}

const firstOfYear = (day: number): number => firstDayOf(Math.floor(monthOf(day) / 12) * 12);

/** Which day of its year it is, counted from one, and how many that year has. */
function placeInYear(day: number): [at: number, last: number] {
  const first = firstOfYear(day);
  return [day - first + 1, firstOfYear(first + 370) - first];
}

const lastDateOf = (day: number): number => firstDayOf(monthOf(day) + 1) - firstDayOf(monthOf(day));
