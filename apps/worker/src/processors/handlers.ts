import type { INestApplicationContext } from '@nestjs/common';
import { closePage, followRefund, reconcilePayment, RefundService, requestRefund } from '#billing';
import {
  AnsweringService,
  assignIntake,
  expireRequest,
  HoldsService,
  IntakeService,
  JointSeats,
  makeClient,
  makeClients,
  NewClients,
  OpenedHours,
  offerToWaitlist,
  PaymentEvents,
  releaseHold,
  reviewWaitlist,
  reviewWaitlistOf,
  seatTogether,
  WaitingReviews,
  WaitlistOffering,
} from '#booking';
import {
  activateCase,
  CaseloadJobs,
  raiseApprovalTask,
  raiseLatePaymentTask,
  raisePaymentReview,
  raiseRefundReview,
  reopenApprovalTask,
  settleApprovalTask,
} from '#caseload';
import { CalendarSyncService, offerOpenedHours, passOnOffer, reviewWaiting, syncCalendarFeed } from '#scheduling';
import * as followups from '#followups';
import { on, type JobHandler } from '#platform';

/** One line per job: who does it. */
export function handlersOf(app: INestApplicationContext): readonly JobHandler[] {
  const calendars = app.get(CalendarSyncService);
  const answers = app.get(AnsweringService);
  const holds = app.get(HoldsService);
  const payments = app.get(PaymentEvents);
  const refunds = app.get(RefundService);
  const intakes = app.get(IntakeService);
  const seats = app.get(JointSeats);
  const newClients = app.get(NewClients);
  const waitlist = app.get(WaitlistOffering);
  const openedHours = app.get(OpenedHours);
  const waiting = app.get(WaitingReviews);
  const caseload = app.get(CaseloadJobs);
  const appointments = app.get(followups.AppointmentMessages);
  const takenBack = app.get(followups.CancellationTakenBack);
  const moved = app.get(followups.MovedMessages);
  const links = app.get(followups.LinkMessages);
  const enrolments = app.get(followups.EnrolmentService);
  const waitlistMails = app.get(followups.WaitlistMessages);
  const delivery = app.get(followups.DeliveryService);
  return [
    on(syncCalendarFeed, (practice, { feedId }, { outboxId }) => calendars.syncRegularly(practice, feedId, outboxId)),
    on(releaseHold, (practice, { appointmentId }) => holds.release(practice, appointmentId)),
    on(expireRequest, (practice, { appointmentId }) => answers.fallDue(practice, appointmentId)),
    on(makeClient, (practice, { clientId }) => newClients.confirmed(practice, clientId)),
    on(makeClients, (practice, { appointmentId }) => newClients.among(practice, appointmentId)),
    on(assignIntake, (practice, { appointmentId }) => intakes.assign(practice, appointmentId)),
    on(seatTogether, (practice, { clientId }) => seats.seatAll(practice, clientId)),
    on(offerToWaitlist, (practice, freed) => waitlist.offer(practice, freed)),
    on(offerOpenedHours, (practice, { coachId }) => openedHours.offer(practice, coachId)),
    on(passOnOffer, (practice, { offerId }) => waitlist.passOn(practice, offerId)),
    on(reviewWaiting, (practice, { entryId }) => waiting.entry(practice, entryId)),
    on(reviewWaitlist, (practice, { appointmentId }) => waiting.appointment(practice, appointmentId)),
    on(reviewWaitlistOf, (practice, { clientId }) => waiting.client(practice, clientId)),
    on(closePage, (practice, { paymentId }) => payments.close(practice, paymentId)),
    on(reconcilePayment, (practice, { paymentId }) => payments.reconcile(practice, paymentId)),
    on(followRefund, (practice, { refundId }) => refunds.followOne(practice, refundId)),
    on(requestRefund, (practice, { refundId }) => refunds.request(practice, refundId)),

    on(raiseApprovalTask, (practice, about) => caseload.raiseApproval(practice, about)),
    on(reopenApprovalTask, (practice, about) => caseload.reopenApproval(practice, about)),
    on(settleApprovalTask, (practice, about) => caseload.settleApproval(practice, about)),
    on(raiseLatePaymentTask, (practice, about) => caseload.raiseLatePayment(practice, about)),
    on(raisePaymentReview, (practice, about, { outboxId }) => caseload.reviewPayment(practice, about, outboxId)),
    on(raiseRefundReview, (practice, about, { outboxId }) => caseload.reviewRefund(practice, about, outboxId)),
    on(activateCase, (practice, about) => caseload.activateCase(practice, about)),

    on(followups.sendConfirmation, (practice, about) => appointments.confirmation(practice, about)),
    on(followups.sendRequestReceived, (practice, about) => appointments.requestReceived(practice, about)),
    on(followups.sendApproved, (practice, about) => appointments.approved(practice, about)),
    on(followups.sendDeclined, (practice, about) => appointments.declined(practice, about)),
    on(followups.sendCancellation, (practice, about) => appointments.cancellation(practice, about)),
    on(followups.sendExpired, (practice, about) => appointments.expired(practice, about)),
    on(followups.sendRestored, (practice, about) => takenBack.answer(practice, about)),
    on(followups.sendMoved, (practice, about) => moved.attendees(practice, about)),
    on(followups.tellCoachMoved, (practice, about) => moved.coach(practice, about)),
    on(followups.sendRelocated, (practice, about) => appointments.relocated(practice, about)),
    on(followups.sendLatePayment, (practice, about) => appointments.latePayment(practice, about)),
    on(followups.scheduleReminders, (practice, about) => appointments.reminders(practice, about)),
    on(followups.tellCoachBooked, (practice, about) => appointments.tellCoach(practice, about, 'coach-booked')),
    on(followups.tellCoachRequest, (practice, about) => appointments.tellCoach(practice, about, 'coach-request')),
    on(followups.tellCoachCancelled, (practice, about) => appointments.tellCoach(practice, about, 'coach-cancelled')),
    on(followups.sendWithdrawal, (practice, about) => appointments.withdrawal(practice, about)),
    on(followups.tellCoachWithdrawn, (practice, about) => appointments.tellCoachWithdrawn(practice, about)),
    on(followups.startSequences, (practice, about) => enrolments.startAfter(practice, about)),
    on(followups.exitSequences, (practice, about) => enrolments.exitBooked(practice, about)),
    on(followups.exitSequencesOf, (practice, about) => enrolments.exitConfirmed(practice, about)),
    on(followups.sendFormLink, (practice, about) => links.form(practice, about)),
    on(followups.sendPagesAnew, async (practice, about, { outboxId }) => {
      await appointments.anew(practice, about, outboxId);
      await links.formsAnew(practice, about, outboxId);
    }),
    on(followups.sendSignInLink, (practice, about, { outboxId }) => links.signIn(practice, about, outboxId)),
    on(followups.sendInvitation, (practice, about, { outboxId }) => links.invitation(practice, about, outboxId)),
    on(followups.sendJoining, (practice, about) => links.joining(practice, about)),
    on(followups.sendPasswordReset, (practice, about, { outboxId }) => links.passwordReset(practice, about, outboxId)),
    on(followups.sendWaitlistConfirm, (practice, about) => waitlistMails.confirm(practice, about)),
    on(followups.sendWaitlistOffer, (practice, about) => waitlistMails.offer(practice, about)),
    on(followups.deliverMessage, (practice, { messageId }) => delivery.deliver(practice, messageId)),
  ];
}
