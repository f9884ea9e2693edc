import { z } from 'zod';
import { defineJob } from '#platform';

const aboutAppointment = z.object({ appointmentId: z.uuid() });

/** A request waits for the coach's answer. */
export const raiseApprovalTask = defineJob('caseload.raise-approval-task', aboutAppointment);
/** The answer to a request was taken back before anybody was told. */
export const reopenApprovalTask = defineJob('caseload.reopen-approval-task', aboutAppointment);
/** The request was answered, or nobody waits any more. */
export const settleApprovalTask = defineJob('caseload.settle-approval-task', aboutAppointment);
/** Money came after the time was let go: somebody should speak with the person. */
export const raiseLatePaymentTask = defineJob(
  'caseload.raise-late-payment-task',
  z.strictObject({ appointmentId: z.uuid(), outcome: z.enum(['re_seated', 'refunded']) }),
);
/** What the provider says of a payment is not what is owed: somebody has to look. */
export const raisePaymentReview = defineJob('caseload.raise-payment-review', z.strictObject({ paymentId: z.uuid() }));
/** Money could not be given back: somebody has to look. */
export const raiseRefundReview = defineJob('caseload.raise-refund-review', z.strictObject({ refundId: z.uuid() }));
/** A completed session makes an inquiry a case in work. */
export const activateCase = defineJob('caseload.activate-case', aboutAppointment);
