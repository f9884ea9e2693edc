import { z } from 'zod';
import { defineJob } from '#platform';

/** Looks at another calendar of a coach, and asks for the next look. */
export const syncCalendarFeed = defineJob('scheduling.sync-calendar-feed', z.strictObject({ feedId: z.uuid() }));
