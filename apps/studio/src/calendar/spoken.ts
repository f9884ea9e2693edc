import type { CalendarEntry } from '#contracts';
import { dateAfter } from '../dates.js';
import { dayInYear, datesFromTo, inBrief } from '../parts/wall-time.js';
import { isolated } from '../texts/isolated.js';
import { texts } from '../texts/texts.js';
import { standingOf, type CalendarModel, type Entry } from './calendar-model.js';
import { spanOf, type Cell, type Grid, type Span } from './grid.js';
import { timeOfDay, wallTimeAt, type WallTime } from './wall-day.js';

const words = texts.calendar;

/** `10:30`, with the offset where the clock reads that twice. */
export const timeSaid = ({ time, offset }: WallTime): string => (offset === null ? time : words.doubled(time, offset));

/** From when to when something lasts: `Tuesday 24 November, 10:30–11:30`, and both days where it ends on another. */
export function whenSaid(from: WallTime, to: WallTime): string {
  const day = dayInYear(from.date);
  if (from.date === to.date) return `${day}, ${words.span(timeSaid(from), timeSaid(to))}`;
  return words.spanSaid(`${day}, ${timeSaid(from)}`, `${dayInYear(to.date)}, ${timeSaid(to)}`);
}

/** The same of a span in the grid. */
export function spanSaid(grid: Grid, span: Span): string {
  return whenSaid(wallOf(grid, span.start), endOf(grid, span.end));
}

/** What the wall reads at an instant of the grid; before or after its days, at their edge. */
export function wallOf({ columns }: Grid, instant: number): WallTime {
  const { day } = columns.find((one) => instant < one.day.end) ?? columns.at(-1)!;
  return wallTimeAt(day, Math.max(instant, day.start));
}

/** The same where something ends: midnight is the end of the day before. */
export function endOf({ columns }: Grid, instant: number): WallTime {
  const { day } = columns.find((one) => instant <= one.day.end) ?? columns.at(-1)!;
  return wallTimeAt(day, Math.max(instant, day.start));
}

interface OnWall {
  readonly local: string;
  readonly offset: string;
  readonly doubled?: boolean;
}

/** A time as the server tells it; `dates` where it is whole dates. */
export interface ToldTime {
  readonly startsAt: OnWall;
  readonly endsAt: OnWall;
  readonly dates?: { readonly from: string; readonly to: string } | null;
}

/** From when to when something in the calendar lasts; whole dates by name. */
export function entryWhen({ dates, startsAt, endsAt }: ToldTime): string {
  if (dates) return dates.from === dates.to ? dayInYear(dates.from) : datesFromTo(dates.from, dates.to);
  return whenSaid(onWall(startsAt), asEnd(onWall(endsAt)));
}

/** `10:00–11:00` of an entry that ends on the day on which it begins; else only when it begins. */
export function timesSaid({ startsAt, endsAt }: ToldTime): string {
  const [from, to] = [onWall(startsAt), asEnd(onWall(endsAt))];
  return from.date === to.date ? words.span(timeSaid(from), timeSaid(to)) : timeSaid(from);
}

/** `10:00`: when an entry begins, where there is room for no more. */
export const startSaid = ({ startsAt }: ToldTime): string => timeSaid(onWall(startsAt));

function onWall({ local, offset, doubled = false }: OnWall): WallTime {
  const [date = '', time = ''] = local.split('T');
  return { date, time, offset: doubled ? offset : null };
}

const asEnd = (to: WallTime): WallTime =>
  to.time === '00:00' && to.offset === null ? { date: dateAfter(to.date, -1), time: '24:00', offset: null } : to;

/** `Kept for Ana until Mon 11 Jan, 11:00`: for whom a time is kept, and until when. */
export const keptSaid = ({ who, keptUntil }: Pick<CalendarEntry, 'who' | 'keptUntil'>): string =>
  words.keptFor(who.map(isolated).join(', '), inBrief(keptUntil?.local ?? ''));

/** Who or what an entry is: `Ana, First talk, Confirmed`, `Blocked, Lunch` or `Busy in Home`. */
export function entrySaid(
  told: Pick<CalendarEntry, 'kind' | 'title' | 'who' | 'status' | 'answer' | 'keptUntil'>,
): string {
  const { kind, title, who, status, answer } = told;
  if (kind === 'offered') return [keptSaid(told), title && isolated(title)].filter(Boolean).join(', ');
  if (kind === 'blocked') return title === null ? words.blocked : words.blockedAs(isolated(title));
  if (kind === 'other-calendar') return title === null ? words.busy : words.busyIn(isolated(title));
  return [...who.map(isolated), title && isolated(title), status && texts.status[answer ? 'answered' : status]]
    .filter(Boolean)
    .join(', ');
}

/** The name of an entry for those who hear it: what it is, and when. */
export const entryName = (told: CalendarEntry): string => `${entrySaid(told)}, ${entryWhen(told)}`;

/** `Tuesday 24 November, 10:30, free`: a cell for those who hear it. */
export function cellName(model: CalendarModel, cell: Cell): string {
  const { grid } = model;
  const { day } = grid.columns[cell.column]!;
  const span = spanOf(grid, cell);
  if (!span) return words.noSuchTime(dayInYear(day.date), timeOfDay(grid.rows[cell.row]!.minute));
  return words.at(dayInYear(day.date), timeSaid(wallTimeAt(day, span.start)), standingSaid(model, span));
}

function standingSaid(model: CalendarModel, span: Span): string {
  const standing = standingOf(model, span);
  if (standing.is === 'taken') return standing.by.map((entry: Entry) => entrySaid(entry.told)).join('; ');
  return words[standing.is];
}
