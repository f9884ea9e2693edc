import { z } from 'zod';
import { defineJob } from '#platform';

const about = z.strictObject({ appointmentId: z.uuid() });

/** Lets go of a time whose hold is over, after asking the payment provider. */
export const releaseHold = defineJob('booking.release-hold', about);
/** Tells the answer that was kept to a request for two, and ends a request that nobody answered in time. */
export const expireRequest = defineJob('booking.expire-request', about);
/** Gives a person their part in the joint appointments still ahead of their cases, and their partner theirs. */
export const seatTogether = defineJob('booking.seat-together', z.strictObject({ clientId: z.uuid() }));
/** Makes clients of the contacts with whom something was agreed on, where the address is theirs for all we know. */
export const makeClients = defineJob('booking.make-clients', about);
/** Makes a client of whoever opened a mailed link, if anything was agreed on with them. */
export const makeClient = defineJob('booking.make-client', z.strictObject({ clientId: z.uuid() }));
/** Asks the offering's intake form of everybody who attends. */
export const assignIntake = defineJob('booking.assign-intake', about);
/** Offers a freed time to those who wait for one. */
export const offerToWaitlist = defineJob(
  'booking.offer-to-waitlist',
  z.strictObject({
    coachId: z.uuid(),
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    offerableAt: z.iso.datetime(),
  }),
);
/** Takes whoever waits for nothing any more off the list, after something became of an appointment. */
export const reviewWaitlist = defineJob('booking.review-waitlist', about);
/** The same once it is known who made the bookings of a client. */
export const reviewWaitlistOf = defineJob('booking.review-waitlist-of', z.strictObject({ clientId: z.uuid() }));
