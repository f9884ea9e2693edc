import type { SlotView } from '#contracts';
import { texts } from '../texts/texts.js';

const day = new Intl.DateTimeFormat(texts.locale, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const brief = new Intl.DateTimeFormat(texts.locale, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});
const distance = new Intl.RelativeTimeFormat(texts.locale, { numeric: 'always' });
const minuteMs = 60_000;

/** "Tuesday 12 January 2027" and "10:00" of a wall time the API gave; nothing is converted. */
export function dayAndTime(local: string): { day: string; time: string } {
  const [date = '', time = ''] = local.split('T');
  return { day: day.format(new Date(`${date}T00:00:00Z`)).replace(',', ''), time };
}

/** "Tue 12 Jan, 10:00" of such a wall time, for lists. */
export function inBrief(local: string): string {
  const [date = '', time = ''] = local.split('T');
  return `${brief.format(new Date(`${date}T00:00:00Z`)).replace(',', '')}, ${time}`;
}

/** A time that is offered, on the wall it was asked for; `doubled` where its clock reads it twice. */
type Offered = Pick<SlotView, 'local' | 'offset' | 'doubled'>;

/** The same as `dayAndTime` of a time to choose: where its clock reads it twice, its offset stands behind it. */
export function clearDayAndTime({ local, offset, doubled }: Offered): { day: string; time: string } {
  const { day, time } = dayAndTime(local);
  return { day, time: doubled ? texts.book.twice(time, offset) : time };
}

/** The same as `inBrief` of a time to choose, with its offset where its clock reads it twice. */
export function clearlyInBrief({ local, offset, doubled }: Offered): string {
  return doubled ? texts.book.twice(inBrief(local), offset) : inBrief(local);
}

/** Whole minutes between two instants. */
export function minutesBetween(start: string, end: string): number {
  return Math.round((Date.parse(end) - Date.parse(start)) / minuteMs);
}

/** The instant so many days later, of 24 hours each: for asking, never for showing. */
export function daysAfter(instant: string, days: number): string {
  return new Date(Date.parse(instant) + days * 1440 * minuteMs).toISOString();
}

/** How far an instant lies from now, in words that need no zone: "3 days ago". */
export function distanceTo(instant: string, now: string): string {
  const minutes = Math.trunc((Date.parse(instant) - Date.parse(now)) / minuteMs);
  // The clock of a page may be a minute old: what was written since is not to come.
  if (minutes === 0 || minutes === 1) return texts.justNow;
  if (Math.abs(minutes) < 60) return distance.format(minutes, 'minute');
  const hours = Math.trunc(minutes / 60);
  return Math.abs(hours) < 48 ? distance.format(hours, 'hour') : distance.format(Math.trunc(hours / 24), 'day');
}

const inYear = new Intl.DateTimeFormat(texts.locale, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});
const heading = new Intl.DateTimeFormat(texts.locale, { weekday: 'short', day: 'numeric', timeZone: 'UTC' });
const range = new Intl.DateTimeFormat(texts.locale, {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** "Tuesday 12 January" of a date. */
export function dayInYear(date: string): string {
  return inYear.format(new Date(`${date}T00:00:00Z`)).replace(',', '');
}

/** "Tue 12" of a date, over its column. */
export function dayInWeek(date: string): string {
  return heading.format(new Date(`${date}T00:00:00Z`)).replace(',', '');
}

/** "11 – 17 January 2027" from one date to another. */
export function datesFromTo(from: string, to: string): string {
  return range.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));
}
