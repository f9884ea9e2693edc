import { z } from 'zod';
import { AppointmentView } from './appointments.js';
import { DateOnly, Id, InstantOut, TimeZone } from './scalars.js';

/** Whose sessions to complete are asked for: one's own where one coaches, or everybody's. */
export const TodayQuery = z.strictObject({ whose: z.enum(['mine', 'all']).default('mine') }).meta({ id: 'TodayQuery' });
export type TodayQuery = z.infer<typeof TodayQuery>;

/** The present day of the one who asks, by the server's clock: in the coach's own zone, or the practice's. It lasts from `start` until just before `end`. */
export const TodayView = z
  .strictObject({
    now: InstantOut,
    date: DateOnly,
    timeZone: TimeZone,
    start: InstantOut,
    end: InstantOut,
    /** The coach who asks; null for members who coach nobody, and for keys. */
    coachId: Id.nullable(),
    /** Sessions that are over and that nobody has said of how they went: the oldest first, at most 50. */
    toComplete: z.array(AppointmentView),
    moreToComplete: z.boolean(),
  })
  .meta({ id: 'Today' });
export type TodayView = z.infer<typeof TodayView>;
