import { z } from 'zod';
import { defineJob } from '#platform';

/** Looks at another calendar of a coach, and asks for the next look. */
export const syncCalendarFeed = defineJob('scheduling.sync-calendar-feed', z.strictObject({ feedId: z.uuid() }));
/** An offered time was not taken: it goes to the next who waits, or is free. */
export const passOnOffer = defineJob('scheduling.pass-on-offer', z.strictObject({ offerId: z.uuid() }));
/** A coach's hours, or the rules of what they offer, were changed: what that opened is offered to those who wait. */
export const offerOpenedHours = defineJob('scheduling.offer-opened-hours', z.strictObject({ coachId: z.uuid() }));
/** Somebody may wait for nothing any more. */
export const reviewWaiting = defineJob('scheduling.review-waiting', z.strictObject({ entryId: z.uuid() }));
