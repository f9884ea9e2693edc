import { z } from 'zod';
import { list } from './paging.js';
import { Id, InstantOut, line } from './scalars.js';

/** Another calendar of a coach, by the address under which it can be read. */
export const CalendarFeedCreate = z
  .strictObject({
    label: line(80),
    address: z
      .string()
      .trim()
      .max(2_048)
      .meta({ examples: ['https://calendar.example.org/private-1f2e/basic.ics'] }),
  })
  .meta({ id: 'CalendarFeedCreate' });
export type CalendarFeedCreate = z.infer<typeof CalendarFeedCreate>;

/** Another calendar as the practice sees it: never its address, of which the host is all that is shown again. */
export const CalendarFeedView = z
  .strictObject({
    id: Id,
    label: z.string(),
    host: z.string(),
    createdAt: InstantOut,
    /** When it was last read and understood; busy time is as it was then. */
    lastSyncedAt: InstantOut.nullable(),
    lastTriedAt: InstantOut.nullable(),
    /** What went wrong at the last try, or was left out. */
    fault: z.strictObject({ code: z.string(), text: z.string() }).nullable(),
  })
  .meta({ id: 'CalendarFeed' });
export type CalendarFeedView = z.infer<typeof CalendarFeedView>;

export const CalendarFeedList = list(CalendarFeedView).meta({ id: 'CalendarFeedList' });
export type CalendarFeedList = z.infer<typeof CalendarFeedList>;
