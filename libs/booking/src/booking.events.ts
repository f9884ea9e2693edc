import { z } from 'zod';
import { defineFact } from '#platform';

const about = z.strictObject({ appointmentId: z.uuid() });

/** A time is kept until its client has paid. */
export const appointmentHeld = defineFact('booking.appointment-held', about);
/** The practice agreed to a time that is still to be paid: whoever booked has to be told where. */
export const appointmentApproved = defineFact('booking.appointment-approved', about);
/** A request waits for the coach's answer. */
export const appointmentRequested = defineFact('booking.appointment-requested', about);
/** Agreed: paid, approved, or free and automatic. */
export const appointmentConfirmed = defineFact('booking.appointment-confirmed', about);
/** The coach answered a request for two; whoever asked is told when it is due. */
export const appointmentAnswered = defineFact('booking.appointment-answered', about);
/** The coach took that answer back: the request waits for another. */
export const appointmentAnswerUndone = defineFact('booking.appointment-answer-undone', about);
export const appointmentDeclined = defineFact('booking.appointment-declined', about);
/** Nobody paid, or nobody answered, in time. */
export const appointmentExpired = defineFact('booking.appointment-expired', about);
export const appointmentCancelled = defineFact('booking.appointment-cancelled', about);
export const appointmentCompleted = defineFact('booking.appointment-completed', about);
export const appointmentNoShow = defineFact('booking.appointment-no-show', about);
/** Staff took back a completion, a no-show or a cancellation: the appointment is confirmed again. */
export const appointmentUndone = defineFact('booking.appointment-undone', about);
/** The same appointment stands at another time, or staff took that back. */
export const appointmentRescheduled = defineFact('booking.appointment-rescheduled', about);
/** One of several people will not come; the appointment stays. */
export const attendanceWithdrawn = defineFact(
  'booking.attendance-withdrawn',
  z.strictObject({ appointmentId: z.uuid(), attendanceId: z.uuid() }),
);
/** Somebody joined an appointment that stood already, and is told of it now. */
export const attendanceAccepted = defineFact('booking.attendance-accepted', about);
/** Money came after the time was let go. */
export const paidLate = defineFact(
  'booking.paid-late',
  z.strictObject({ appointmentId: z.uuid(), outcome: z.enum(['re_seated', 'refunded']) }),
);
