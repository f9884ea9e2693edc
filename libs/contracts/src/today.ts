import { z } from 'zod';
import { DateOnly, Id, InstantOut, TimeZone } from './scalars.js';

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
  })
  .meta({ id: 'Today' });
export type TodayView = z.infer<typeof TodayView>;
