/** The act of booking and everything that may happen to an appointment afterwards: one transaction each. */
export { BookingModule } from './booking.module.js';
export { BookingService } from './booking.service.js';
export { HoldsService } from './holds.service.js';
export { PaymentEvents } from './payment-events.service.js';
export { EffectChanged, TimeUnclear, UndoTooLate } from './booking.errors.js';
export {
  appointmentCancelled,
  appointmentCompleted,
  appointmentConfirmed,
  appointmentDeclined,
  appointmentExpired,
  appointmentHeld,
  appointmentNoShow,
  appointmentRequested,
  appointmentUndone,
  attendanceWithdrawn,
  paidLate,
} from './booking.events.js';
export { assignIntake, expireRequest, releaseHold } from './booking.jobs.js';
