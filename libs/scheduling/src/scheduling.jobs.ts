import { z } from 'zod';
import { defineJob } from '#platform';

/** Looks at another calendar of a coach, and asks for the next look. */
export const syncCalendarFeed = defineJob('scheduling.sync-calendar-feed', z.strictObject({ feedId: z.uuid() }));
/** An offered time was not taken: it goes to the next who waits, or is free. */
export const passOnOffer = defineJob('scheduling.pass-on-offer', z.strictObject({ offerId: z.uuid() }));
/** Somebody may wait for nothing any more. */
export const reviewWaiting = defineJob('scheduling.review-waiting', z.strictObject({ entryId: z.uuid() }));
