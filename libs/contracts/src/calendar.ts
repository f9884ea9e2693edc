import { z } from 'zod';
import { Reference } from './appointments.js';
import { AppointmentStatus } from './bookings.js';
import {
  DateOnly,
  EndOfHours,
  Id,
  InstantOut,
  LocalTimeOut,
  Offset,
  Revision,
  TimeOfDay,
  TimeZone,
} from './scalars.js';
import { spanOfDays } from './slots.js';

/** Which part of a calendar is asked for: dates on the coach's wall, both included, at most 62; one's own where no coach is named. */
export const CalendarQuery = z
  .strictObject({ coach: Id.optional(), from: DateOnly, to: DateOnly })
  .superRefine(spanOfDays)
  .meta({ id: 'CalendarQuery' });
export type CalendarQuery = z.infer<typeof CalendarQuery>;

/**
 * A stretch of a day in which the wall clock runs on evenly. Its times of day are `from` and those until just before `to`;
 * where the clock reads them twice that night, `reads` says which time it is.
 */
const stretch = z.strictObject({
  start: InstantOut,
  end: InstantOut,
  from: TimeOfDay,
  to: EndOfHours,
  offset: Offset,
  reads: z.enum(['once', 'first', 'second']),
});

/** Open hours, as far as they lie on this date. */
const hours = z.strictObject({ start: InstantOut, end: InstantOut, from: TimeOfDay, to: EndOfHours });

/** One date of the calendar: it lasts from `start` until just before `end`, which is 23 or 25 hours where the clock changes. */
export const CalendarDay = z
  .strictObject({ date: DateOnly, start: InstantOut, end: InstantOut, wall: z.array(stretch), hours: z.array(hours) })
  .meta({ id: 'CalendarDay' });
export type CalendarDay = z.infer<typeof CalendarDay>;

/** An instant on the coach's wall; `doubled` where the clock reads it twice that night, so that its offset has to be said. */
const onWall = z.strictObject({ date: DateOnly, local: LocalTimeOut, offset: Offset, doubled: z.boolean() });

/** Something that stands in the calendar and touches the dates asked for. */
export const CalendarEntry = z
  .strictObject({
    kind: z.enum(['appointment', 'blocked', 'other-calendar', 'offered']),
    /** Null for what another calendar says; of a time that is kept for somebody who waits, that of their place on the list. */
    id: Id.nullable(),
    start: InstantOut,
    end: InstantOut,
    startsAt: onWall,
    endsAt: onWall,
    /** From its first to its last instant with the time it keeps free around it. */
    blockedFrom: InstantOut,
    blockedTo: InstantOut,
    /** Null for what is no appointment. */
    status: AppointmentStatus.nullable(),
    /** What was said to a request for two that is not told yet. */
    answer: z.enum(['approved', 'declined']).nullable(),
    /** Until when a time is kept for somebody who waits; null for everything else. */
    keptUntil: onWall.nullable(),
    /** The offering's name, the label of blocked time, the name of the other calendar; null where nothing was said. */
    title: z.string().nullable(),
    /** Who comes, or for whom a time is kept; empty for what is neither. */
    who: z.array(z.string()),
    /** Where whole dates were blocked. */
    dates: z.strictObject({ from: DateOnly, to: DateOnly }).nullable(),
    /** Whether whoever asks may move it now. */
    movable: z.boolean(),
    /** The revision a change of blocked time names. */
    revision: Revision.nullable(),
  })
  .meta({ id: 'CalendarEntry' });
export type CalendarEntry = z.infer<typeof CalendarEntry>;

/** A coach's calendar, with everything a page prints on the coach's own wall. */
export const CalendarView = z
  .strictObject({
    coach: Reference,
    timeZone: TimeZone,
    /** The present, by the server's clock. */
    now: z.strictObject({ at: InstantOut, date: DateOnly, local: LocalTimeOut, offset: Offset }),
    days: z.array(CalendarDay),
    /** In the order of their start. */
    entries: z.array(CalendarEntry),
  })
  .meta({ id: 'Calendar' });
export type CalendarView = z.infer<typeof CalendarView>;
