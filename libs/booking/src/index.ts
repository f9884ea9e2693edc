/** The act of booking and everything that may happen to an appointment afterwards: one transaction each. */
export { BookingModule } from './booking.module.js';
export { AnsweringService } from './answering.service.js';
export { BlockingService } from './blocking.service.js';
export { BookingService, type BesideBooking } from './booking.service.js';
export { CancellingService } from './cancelling.service.js';
export { HoldsService } from './holds.service.js';
export { IntakeService } from './intake.service.js';
export { JointSeats } from './joint-seats.service.js';
export { NewClients } from './new-clients.service.js';
export { PayingService } from './paying.service.js';
export { PaymentEvents } from './payment-events.service.js';
export { ReasonsService, type ReasonKind } from './reasons.service.js';
export { RelocatingService } from './relocating.service.js';
export { ReschedulingService } from './rescheduling.service.js';
export { SeriesBooking, type ShownSeries } from './series-booking.service.js';
export { SettlementService } from './settlement.service.js';
export { type Shown } from './shown.js';
export { startOf } from './staff-start.js';
export { StaffActions } from './staff-actions.service.js';
export { StaffBooking } from './staff-booking.service.js';
export { WaitingReviews } from './waiting-reviews.service.js';
export { WaitingService } from './waiting.service.js';
export { OpenedHours } from './opened-hours.service.js';
export { WaitlistOffering } from './waitlist-offering.service.js';
export { WaitlistTaking } from './waitlist-taking.service.js';
export { manageUrlOf } from './manage-urls.js';
export {
  EffectChanged,
  JointMove,
  MoveTooLate,
  OfferOver,
  PaidWhenBooked,
  SeriesConflicts,
  TimeUnclear,
  UndoTooLate,
} from './booking.errors.js';
export {
  appointmentAnswered,
  appointmentAnswerUndone,
  appointmentApproved,
  appointmentCancelled,
  appointmentCompleted,
  appointmentConfirmed,
  appointmentDeclined,
  appointmentExpired,
  appointmentHeld,
  appointmentNoShow,
  appointmentRequested,
  appointmentRescheduled,
  appointmentUndone,
  attendanceAccepted,
  attendanceWithdrawn,
  paidLate,
} from './booking.events.js';
export {
  assignIntake,
  expireRequest,
  makeClient,
  makeClients,
  offerToWaitlist,
  releaseHold,
  reviewWaitlist,
  reviewWaitlistOf,
  seatTogether,
} from './booking.jobs.js';
