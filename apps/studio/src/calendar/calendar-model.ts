import type { CalendarEntry, CalendarView } from '#contracts';
import { gridOf, type Grid, type Span } from './grid.js';
import { wallDayOf } from './wall-day.js';

/** Something in the calendar, with its time in milliseconds. */
export interface Entry extends Span {
  /** Stays the same when the calendar is asked for again. */
  readonly key: string;
  readonly told: CalendarEntry;
  /** Its time with what it keeps free around it. */
  readonly keeps: Span;
}

/** An entry that is on its way to another time. */
export interface OnItsWay {
  readonly key: string;
  readonly span: Span;
}

/** A coach's calendar as it is drawn. */
export interface CalendarModel {
  readonly coach: CalendarView['coach'];
  readonly timeZone: string;
  readonly now: number;
  readonly today: string;
  readonly grid: Grid;
  /** When the coach can be booked, day by day. */
  readonly hours: readonly (readonly Span[])[];
  readonly entries: readonly Entry[];
}

/** A calendar that came from the server, as it is drawn. */
export function modelOf({ coach, timeZone, now, days, entries }: CalendarView): CalendarModel {
  return {
    coach,
    timeZone,
    now: Date.parse(now.at),
    today: now.date,
    grid: gridOf(days.map(wallDayOf)),
    hours: days.map(({ hours }) => hours.map(({ start, end }) => spanOfTold(start, end))),
    entries: entries.map((told) => ({
      key: told.id ?? `${told.title} ${told.start}`,
      told,
      ...spanOfTold(told.start, told.end),
      keeps: spanOfTold(told.blockedFrom, told.blockedTo),
    })),
  };
}

const spanOfTold = (start: string, end: string): Span => ({ start: Date.parse(start), end: Date.parse(end) });

const overlaps = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;

/** How a time stands: what lies in it, else whether it is kept free, open, or neither. */
export type Standing =
  | { readonly is: 'taken'; readonly by: readonly Entry[] }
  | { readonly is: 'buffer' }
  | { readonly is: 'free' }
  | { readonly is: 'outside' };

/** How a time of a calendar stands; appointments and blocked time are named before what another calendar says. */
export function standingOf({ hours, entries }: CalendarModel, span: Span): Standing {
  const by = entries.filter((entry) => overlaps(entry, span));
  if (by.length > 0) return { is: 'taken', by: by.sort((one, other) => rank(one) - rank(other)) };
  if (entries.some(({ keeps }) => overlaps(keeps, span))) return { is: 'buffer' };
  return hours.flat().some((open) => overlaps(open, span)) ? { is: 'free' } : { is: 'outside' };
}

const rank = ({ told: { kind } }: Entry): number => (kind === 'other-calendar' ? 1 : 0);
