import type { CalendarDay } from '#contracts';
import { dateAfter } from '../dates.js';

const minuteMs = 60_000;

/** A stretch of a day in which the clock runs on evenly; `minute` is what the wall reads at its start, in minutes of the date. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly minute: number;
  readonly offset: string;
  /** Whether the clock reads these times twice that night. */
  readonly doubled: boolean;
}

/** One date on a coach's wall: one stretch, or several where the clock is changed. Instants are milliseconds. */
export interface WallDay {
  readonly date: string;
  readonly start: number;
  readonly end: number;
  readonly stretches: readonly Stretch[];
}

/** What the wall reads at an instant; with the offset where that alone tells which of two equal times it is. */
export interface WallTime {
  readonly date: string;
  readonly time: string;
  readonly offset: string | null;
}

/** A date as the server tells it. */
export function wallDayOf({ date, start, end, wall }: CalendarDay): WallDay {
  const stretches = wall.map((stretch) => ({
    start: Date.parse(stretch.start),
    end: Date.parse(stretch.end),
    minute: minutesOf(stretch.from),
    offset: stretch.offset,
    doubled: stretch.reads !== 'once',
  }));
  return { date, start: Date.parse(start), end: Date.parse(end), stretches };
}

/** What the wall reads at an instant of the day; at its very end that is 24:00. */
export function wallTimeAt({ date, end, stretches }: WallDay, instant: number): WallTime {
  if (instant >= end) return { date, time: '24:00', offset: null };
  const within = stretches.findLast(({ start }) => start <= instant) ?? stretches[0]!;
  const minute = within.minute + Math.floor((instant - within.start) / minuteMs);
  return { date, time: timeOfDay(minute), offset: within.doubled ? within.offset : null };
}

/** `10:30` of so many minutes of a date. */
export function timeOfDay(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** A wall time as it is typed, such as `2027-03-28T10:00`. */
export function typedOf({ date, time }: WallTime): string {
  return time === '24:00' ? `${dateAfter(date, 1)}T00:00` : `${date}T${time}`;
}

/** The seven dates of the week that a date lies in; `firstDay` is 1 for weeks that begin on Monday, to 7 for Sunday. */
export function weekAround(date: string, firstDay: number): readonly string[] {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
  const first = dateAfter(date, -((weekday - firstDay + 7) % 7));
  return sevenFrom(first);
}

/** Seven dates, of which this is the first. */
export const sevenFrom = (date: string): readonly string[] =>
  Array.from({ length: 7 }, (_, place) => dateAfter(date, place));

interface WeekInfo {
  readonly firstDay: number;
}

/** The first day of the week where people write like this: 1 for Monday to 7 for Sunday; Monday where the browser does not know. */
export function firstDayOf(locale: string): number {
  const told = new Intl.Locale(locale) as { getWeekInfo?: () => WeekInfo; weekInfo?: WeekInfo };
  return (told.getWeekInfo?.() ?? told.weekInfo)?.firstDay ?? 1;
}

/** How far a day is from 24 hours: -60 where an hour is skipped, 60 where one comes twice. */
export function minutesBeyond({ start, end }: WallDay): number {
  return (end - start) / minuteMs - 1440;
}

function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}
