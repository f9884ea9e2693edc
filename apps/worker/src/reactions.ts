import {
  appointmentApproved,
  appointmentCancelled,
  appointmentCompleted,
  appointmentConfirmed,
  appointmentDeclined,
  appointmentExpired,
  appointmentRequested,
  appointmentUndone,
  assignIntake,
  attendanceAccepted,
  attendanceWithdrawn,
  paidLate,
  seatTogether,
} from '#booking';
import {
  activateCase,
  raiseApprovalTask,
  raiseLatePaymentTask,
  raisePaymentReview,
  raiseRefundReview,
  settleApprovalTask,
} from '#caseload';
import { clientAddressChanged, clientConfirmed, participantAdded, partnerInvited } from '#clients';
import { paymentMismatched, refundFailed } from '#billing';
import {
  exitSequences,
  scheduleReminders,
  sendApproved,
  sendCancellation,
  sendConfirmation,
  sendDeclined,
  sendExpired,
  sendFormLink,
  sendInvitation,
  sendJoining,
  sendLatePayment,
  sendPagesAnew,
  sendPasswordReset,
  sendRequestReceived,
  sendRestored,
  sendSignInLink,
  startSequences,
  tellCoachBooked,
  tellCoachCancelled,
  tellCoachRequest,
  tellCoachWithdrawn,
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
  when(appointmentApproved, sendApproved, settleApprovalTask),
  when(appointmentDeclined, sendDeclined, settleApprovalTask),
  when(appointmentExpired, sendExpired, settleApprovalTask),
  when(appointmentCancelled, sendCancellation, tellCoachCancelled, settleApprovalTask),
  when(appointmentCompleted, activateCase, startSequences),
  when(appointmentUndone, scheduleReminders, sendRestored, assignIntake),
  when(participantAdded, seatTogether),
  when(clientConfirmed, seatTogether),
  when(partnerInvited, sendJoining),
  when(clientAddressChanged, sendPagesAnew),
  when(attendanceAccepted, sendConfirmation, assignIntake, scheduleReminders),
  when(attendanceWithdrawn, tellCoachWithdrawn),
  when(paymentMismatched, raisePaymentReview),
  when(refundFailed, raiseRefundReview),
  when(paidLate, sendLatePayment, raiseLatePaymentTask),
  when(assignmentMade, sendFormLink),
  when(signInAsked, sendSignInLink),
  when(memberInvited, sendInvitation),
  when(passwordResetAsked, sendPasswordReset),
];
