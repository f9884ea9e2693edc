import {
  appointmentApproved,
  appointmentCancelled,
  appointmentCompleted,
  appointmentConfirmed,
  appointmentDeclined,
  appointmentExpired,
  appointmentRequested,
  assignIntake,
  paidLate,
} from '#booking';
import { activateCase, raiseApprovalTask, raiseLatePaymentTask, settleApprovalTask } from '#caseload';
import {
  exitSequences,
  scheduleReminders,
  sendCancellation,
  sendConfirmation,
  sendDeclined,
  sendFormLink,
  sendInvitation,
  sendLatePayment,
  sendPasswordReset,
  sendRequestReceived,
  sendSignInLink,
  startSequences,
  tellCoachBooked,
  tellCoachCancelled,
  tellCoachRequest,
} from '#followups';
import { assignmentMade } from '#forms';
import { memberInvited, passwordResetAsked, signInAsked } from '#identity';
import { when, type Reaction } from '#platform';

/** What follows what. Money and claims on time moved in the transaction of the fact itself. */
export const reactions: readonly Reaction[] = [
  when(appointmentRequested, sendRequestReceived, tellCoachRequest, raiseApprovalTask),
  when(
    appointmentConfirmed,
    sendConfirmation,
    tellCoachBooked,
    assignIntake,
    exitSequences,
    scheduleReminders,
    settleApprovalTask,
  ),
  when(appointmentApproved, settleApprovalTask),
  when(appointmentDeclined, sendDeclined, settleApprovalTask),
  when(appointmentExpired, settleApprovalTask),
  when(appointmentCancelled, sendCancellation, tellCoachCancelled, settleApprovalTask),
  when(appointmentCompleted, activateCase, startSequences),
  when(paidLate, sendLatePayment, raiseLatePaymentTask),
  when(assignmentMade, sendFormLink),
  when(signInAsked, sendSignInLink),
  when(memberInvited, sendInvitation),
  when(passwordResetAsked, sendPasswordReset),
];
