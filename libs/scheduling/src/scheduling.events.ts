import { z } from 'zod';
import { defineFact } from '#platform';

/** An agreed appointment takes place elsewhere, or by another link or number. */
export const appointmentRelocated = defineFact(
  'scheduling.appointment-relocated',
  z.strictObject({ appointmentId: z.uuid() }),
);
const freed = z.strictObject({
  coachId: z.uuid(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** From when on it may be offered to somebody: what staff did may be taken back until then. */
  offerableAt: z.iso.datetime(),
});
/** A stretch of a coach's time, as far as it was kept. */
export type FreedTime = z.infer<typeof freed>;

/** Some of a coach's time is free again: an appointment was cancelled, declined, moved or let go. */
export const timeFreed = defineFact('scheduling.time-freed', freed);

/** The same as the outbox carries it. */
export function freedTime(coachId: string, from: Date, to: Date, offerableAt: Date): FreedTime {
  return { coachId, from: from.toISOString(), to: to.toISOString(), offerableAt: offerableAt.toISOString() };
}

/** Somebody asked, with an address they have still to prove, to hear of a time that comes free. */
export const waitlistAsked = defineFact('scheduling.waitlist-asked', z.strictObject({ entryId: z.uuid() }));
/** A freed time is kept for somebody who waits. */
export const waitlistOffered = defineFact('scheduling.waitlist-offered', z.strictObject({ offerId: z.uuid() }));
