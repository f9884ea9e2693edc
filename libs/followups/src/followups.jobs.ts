import { z } from 'zod';
import { defineJob } from '#platform';

const aboutAppointment = z.object({ appointmentId: z.uuid() });
const aboutAttendance = z.strictObject({ appointmentId: z.uuid(), attendanceId: z.uuid() });
const late = z.strictObject({ appointmentId: z.uuid(), outcome: z.enum(['re_seated', 'refunded']) });

export const sendConfirmation = defineJob('followups.send-confirmation', aboutAppointment);
export const sendRequestReceived = defineJob('followups.send-request-received', aboutAppointment);
/** Agreed to, and still to be paid. */
export const sendApproved = defineJob('followups.send-approved', aboutAppointment);
export const sendDeclined = defineJob('followups.send-declined', aboutAppointment);
export const sendCancellation = defineJob('followups.send-cancellation', aboutAppointment);
/** Nobody answered a request, or nobody paid for what was agreed to. */
export const sendExpired = defineJob('followups.send-expired', aboutAppointment);
/** A cancellation was taken back: who had heard of it hears that the appointment stands. */
export const sendRestored = defineJob('followups.send-restored', aboutAppointment);
/** The same appointment stands at another time: one word of it for each person, and none of former times. */
export const sendMoved = defineJob('followups.send-moved', aboutAppointment);
export const tellCoachMoved = defineJob('followups.tell-coach-moved', aboutAppointment);
/** An agreed appointment takes place elsewhere, or by another link. */
export const sendRelocated = defineJob('followups.send-relocated', aboutAppointment);
export const sendLatePayment = defineJob('followups.send-late-payment', late);
export const scheduleReminders = defineJob('followups.schedule-reminders', aboutAppointment);
export const tellCoachBooked = defineJob('followups.tell-coach-booked', aboutAppointment);
export const tellCoachRequest = defineJob('followups.tell-coach-request', aboutAppointment);
export const tellCoachCancelled = defineJob('followups.tell-coach-cancelled', aboutAppointment);
/** One of several people will not come: they, and the coach, hear so. */
export const sendWithdrawal = defineJob('followups.send-withdrawal', aboutAttendance);
export const tellCoachWithdrawn = defineJob('followups.tell-coach-withdrawn', aboutAttendance);
export const startSequences = defineJob('followups.start-sequences', aboutAppointment);
export const exitSequences = defineJob('followups.exit-sequences', aboutAppointment);
/** It is known now who made the bookings of a client. */
export const exitSequencesOf = defineJob('followups.exit-sequences-of', z.strictObject({ clientId: z.uuid() }));
export const sendFormLink = defineJob('followups.send-form-link', z.strictObject({ assignmentId: z.uuid() }));
/** Somebody's address is another one: what they can still act on is mailed to it. */
export const sendPagesAnew = defineJob('followups.send-pages-anew', z.strictObject({ clientId: z.uuid() }));
export const sendSignInLink = defineJob('followups.send-sign-in-link', z.strictObject({ clientId: z.uuid() }));
export const sendInvitation = defineJob('followups.send-invitation', z.strictObject({ memberId: z.uuid() }));
/** Somebody who was named may be invited: at most one mail for each address there is. */
export const sendJoining = defineJob('followups.send-joining', z.strictObject({ partnerId: z.uuid() }));
/** An address was typed by somebody who wants to hear of a free time: whoever reads it is asked. */
export const sendWaitlistConfirm = defineJob('followups.send-waitlist-confirm', z.strictObject({ entryId: z.uuid() }));
/** A freed time is kept for somebody: they are told of it while it is. */
export const sendWaitlistOffer = defineJob('followups.send-waitlist-offer', z.strictObject({ offerId: z.uuid() }));
export const sendPasswordReset = defineJob(
  'followups.send-password-reset',
  z.strictObject({ userId: z.uuid(), memberId: z.uuid() }),
);
/** Sends one message when it is due, if everything it depends on still holds. */
export const deliverMessage = defineJob('followups.deliver-message', z.strictObject({ messageId: z.uuid() }));
