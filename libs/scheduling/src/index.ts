import { Appointment } from './appointment.entity.js';
import { AppointmentMove } from './appointment-move.entity.js';
import { Attendance } from './attendance.entity.js';
import { CoachAvailability } from './availability.entity.js';
import { BlockedTime } from './blocked-time.entity.js';
import { CalendarFeed, FeedBusy, FeedCheck } from './calendar-feed.entity.js';
import { ChangingHours } from './changing-hours.entity.js';
import { Offering, OfferingCoach } from './offering.entity.js';
import { Schedule } from './schedule.entity.js';
import { Series } from './series.entity.js';
import { TimeClaim } from './time-claim.entity.js';
import { WaitlistEntry, WaitlistOffer } from './waitlist.entity.js';

/** What can be booked and when: offerings, availability, slots, appointments and the claims that keep their time. */
export { SchedulingModule } from './scheduling.module.js';
export { OfferingService } from './offering.service.js';
export type { OfferingCoachRow, OfferingRow } from './offering.store.js';
export { AvailabilityService, type AvailabilityRead } from './availability.service.js';
export { BlockedTimeService, type BlockedTimeRead, type BlockWanted } from './blocked-time.service.js';
export type { BlockedSpan } from './blocked-time.store.js';
export { CalendarService } from './calendar.service.js';
export { ScheduleService, type HoursChosen, type ScheduleWanted } from './schedule.service.js';
export type { ScheduleRow } from './schedule.store.js';
export { SlotExplanations, type StartAsked } from './slot-explanation.service.js';
export { SlotPreviews } from './slot-preview.service.js';
export { SlotService, type HoldRelease, type Moving, type SlotWanted } from './slot.service.js';
export type { ClaimedSlot } from './claimed-slot.js';
export { AppointmentService } from './appointment.service.js';
export { asSeenBy, type LeftAt } from './domain/as-left.js';
export type { Held, NewHold } from './new-hold.js';
export { CalendarFeedService } from './calendar-feed.service.js';
export type { CalendarFeedRow } from './calendar-feed.store.js';
export { CalendarSyncService } from './calendar-sync.service.js';
export { faultText } from './feed-look.js';
export { ChangingHoursService, type HoursChanged } from './changing-hours.service.js';
export { offerOpenedHours, passOnOffer, reviewWaiting, syncCalendarFeed } from './scheduling.jobs.js';
export { timeFreed, waitlistAsked, waitlistOffered, type FreedTime } from './scheduling.events.js';
export { LocationService } from './location.service.js';
export { appointmentRelocated } from './scheduling.events.js';
export { SeriesService, type SeriesAsked, type SeriesLook } from './series.service.js';
export { Series } from './series.entity.js';
export { isSettled, type SeriesChange, type SeriesTime } from './domain/series-times.js';
export { MovingService } from './moving.service.js';
export { WaitlistService } from './waitlist.service.js';
export { WaitlistOffersService } from './waitlist-offers.service.js';
export type { WaitlistFilters, WaitlistListed, WaitlistOfferRow, WaitlistRow } from './waitlist.store.js';
export { endOfDate, needing, offerEnds, suiting, type FreeStart, type Wishes } from './domain/waitlist.js';
export { AttendanceService, type NewAttendance } from './attendance.service.js';
export { Appointment, holdMinutes, longestHoldMinutes } from './appointment.entity.js';
export type { KeptAnswer } from './domain/answer-due.js';
export { Attendance, type AttendanceStatus } from './attendance.entity.js';
export type {
  AppointmentFilters,
  AppointmentRow,
  AttendanceRow,
  HistoryRow,
  MoveRow,
  SeriesPlace,
} from './appointment.store.js';
export {
  AppointmentClosed,
  CalendarConflict,
  NeverAgreed,
  PaymentsNotReady,
  ScheduleInUse,
  SlotNotOffered,
  SlotTaken,
  SlugTaken,
  TooEarly,
} from './scheduling.errors.js';
export { allowed, isLive, type AppointmentStatus } from './domain/appointment-state.js';
export {
  defaultPolicy,
  effectOf,
  effectOfPracticeCancelling,
  feeFrom,
  type CancellationEffect,
  type CancellationPolicy,
} from './domain/cancellation-policy.js';
export { clearlyOnTheWall, onTheWall } from './domain/on-the-wall.js';
export type { Availability } from './domain/availability.js';
export { instantText, localText, rangeOfDates, slotDays } from './domain/slot-days.js';
export type { SlotRules } from './domain/slot-rules.js';
export { slotsBetween } from './domain/slots.js';
export { locationOf, type StandingLocation } from './domain/location.js';
export { relocationStandsFrom, whereaboutsOf, type Whereabouts } from './domain/whereabouts.js';
export { bookingStandsFrom, mayUndo, settledFrom, standsFrom } from './domain/undo-window.js';
export { readWallTime, type WallTimeReading } from './domain/wall-time.js';
export { offsetText, zoneTransitions } from './domain/zone-transitions.js';

/** The tables of this library. */
export const schedulingEntities = [
  Appointment,
  AppointmentMove,
  Attendance,
  BlockedTime,
  CalendarFeed,
  ChangingHours,
  CoachAvailability,
  FeedBusy,
  FeedCheck,
  Offering,
  OfferingCoach,
  Schedule,
  Series,
  TimeClaim,
  WaitlistEntry,
  WaitlistOffer,
];
