import { z } from 'zod';
import { AppointmentStatus, Booker, PaymentStatus } from './bookings.js';
import { MeetingLocation } from './offerings.js';
import { list, pageQuery } from './paging.js';
import { Actor } from './audit.js';
import { MeetingFormat } from './practices.js';
import {
  Id,
  ifDoubled,
  Instant,
  InstantOut,
  line,
  LocalTime,
  LocalTimeOut,
  Money,
  Offset,
  prose,
  TimeZone,
} from './scalars.js';

/** Which appointments a member asks for: those that start in [from, to). */
export const AppointmentsQuery = z
  .strictObject({
    from: Instant.optional(),
    to: Instant.optional(),
    status: AppointmentStatus.optional(),
    coach: Id.optional(),
    client: Id.optional(),
    case: Id.optional(),
    series: Id.optional(),
    ...pageQuery,
  })
  .meta({ id: 'AppointmentsQuery' });
export type AppointmentsQuery = z.infer<typeof AppointmentsQuery>;

/** A time as staff say it: on the wall of a place. */
export const LocalStart = z.strictObject({ local: LocalTime, timeZone: TimeZone }).meta({ id: 'LocalStart' });
export type LocalStart = z.infer<typeof LocalStart>;

/** Lifts hours and notice, never an overlap. */
export const StaffOverride = z.strictObject({ reason: line(500) }).meta({ id: 'StaffOverride' });
export type StaffOverride = z.infer<typeof StaffOverride>;

/** Staff book for a client: one the practice knows by id, or a new person; in a case of theirs where one is named. */
export const AppointmentCreate = z
  .strictObject({
    offering: Id,
    coach: Id,
    start: z.union([Instant, LocalStart]),
    client: z.union([Id, Booker]),
    case: Id.optional(),
    override: StaffOverride.optional(),
  })
  .meta({ id: 'AppointmentCreate' });
export type AppointmentCreate = z.infer<typeof AppointmentCreate>;

/** Staff move an appointment: the same one, with the same coach, at another time. */
export const AppointmentReschedule = z
  .strictObject({ start: z.union([Instant, LocalStart]), override: StaffOverride.optional() })
  .meta({ id: 'AppointmentReschedule' });
export type AppointmentReschedule = z.infer<typeof AppointmentReschedule>;

/** Where this one appointment takes place, by its format: a link, an address or a number to call. Null: where its offering says. */
export const AppointmentLocation = z
  .strictObject({ location: MeetingLocation.nullable() })
  .meta({ id: 'AppointmentLocation' });
export type AppointmentLocation = z.infer<typeof AppointmentLocation>;

const reason = { reason: prose(2000).optional() };

/** Staff cancel, with a reason for the record where they give one. */
export const AppointmentCancel = z.strictObject(reason).meta({ id: 'AppointmentCancel' });
export type AppointmentCancel = z.infer<typeof AppointmentCancel>;

export const AppointmentDecline = z.strictObject(reason).meta({ id: 'AppointmentDecline' });
export type AppointmentDecline = z.infer<typeof AppointmentDecline>;

export const AppointmentApprove = z.strictObject({}).meta({ id: 'AppointmentApprove' });
export type AppointmentApprove = z.infer<typeof AppointmentApprove>;

export const AppointmentComplete = z.strictObject({}).meta({ id: 'AppointmentComplete' });
export type AppointmentComplete = z.infer<typeof AppointmentComplete>;

export const AttendanceStatus = z
  .enum(['invited', 'accepted', 'refused', 'withdrawn'])
  .meta({ id: 'AttendanceStatus' });
export type AttendanceStatus = z.infer<typeof AttendanceStatus>;

/** One person's part in an appointment. */
export const AttendanceView = z
  .strictObject({ id: Id, clientId: Id, name: z.string(), status: AttendanceStatus, timeZone: TimeZone })
  .meta({ id: 'Attendance' });
export type AttendanceView = z.infer<typeof AttendanceView>;

/** A coach, offering or other thing by id and name. */
export const Reference = z.strictObject({ id: Id, name: z.string() }).meta({ id: 'Reference' });
export type Reference = z.infer<typeof Reference>;

/** What an appointment costs and what became of it; `amount` is what is due on booking. */
export const PaymentSummary = z
  .strictObject({ required: z.boolean(), amount: Money, status: PaymentStatus.optional() })
  .meta({ id: 'PaymentSummary' });
export type PaymentSummary = z.infer<typeof PaymentSummary>;

/** One thing that happened to an appointment. */
export const AppointmentHistoryEntry = z
  .strictObject({ at: InstantOut, action: z.string(), actor: Actor, reason: z.string().optional() })
  .meta({ id: 'AppointmentHistoryEntry' });
export type AppointmentHistoryEntry = z.infer<typeof AppointmentHistoryEntry>;

/** A former time of an appointment, also on its coach's wall; who moved it from there, and whether that took a move back. */
export const AppointmentMoveView = z
  .strictObject({
    from: InstantOut,
    atCoach: z.strictObject({ local: LocalTimeOut, offset: Offset }),
    movedAt: InstantOut,
    by: z.enum(['client', 'practice']),
    takesBack: z.boolean(),
  })
  .meta({ id: 'AppointmentMove' });
export type AppointmentMoveView = z.infer<typeof AppointmentMoveView>;

/** How people meet, as it was booked, and where: what stands of the appointment's own word, the place of the coach's hours, its offering's word and the coach's link. */
export const AppointmentPlace = z
  .strictObject({
    format: MeetingFormat.nullable(),
    location: z.string().nullable(),
    from: z.enum(['appointment', 'hours', 'offering', 'coach']).nullable(),
  })
  .meta({ id: 'AppointmentPlace' });
export type AppointmentPlace = z.infer<typeof AppointmentPlace>;

/**
 * Until when a request is to be answered. One for two is told its answer then and not before (`keptUntilDue`), whatever it
 * is: `decision` is what the practice said meanwhile, which it may take back until then.
 */
export const RequestAnswer = z
  .strictObject({
    dueAt: InstantOut,
    atCoach: z.strictObject({ local: LocalTimeOut, offset: Offset }),
    keptUntilDue: z.boolean(),
    decision: z.enum(['approved', 'declined']).nullable(),
  })
  .meta({ id: 'RequestAnswer' });
export type RequestAnswer = z.infer<typeof RequestAnswer>;

/**
 * An appointment as the practice sees it; `local` and `offset` are in `timeZone`, the one the client booked in, and
 * `atCoach` says the same time on the coach's own wall.
 */
export const AppointmentView = z
  .strictObject({
    id: Id,
    status: AppointmentStatus,
    /** Counts its time changes. */
    sequence: z.int().min(0),
    start: InstantOut,
    end: InstantOut,
    local: LocalTimeOut,
    offset: Offset,
    timeZone: TimeZone,
    atCoach: z.strictObject({ local: LocalTimeOut, offset: Offset, timeZone: TimeZone }),
    coach: Reference,
    offering: Reference,
    place: AppointmentPlace,
    caseId: Id,
    attendances: z.array(AttendanceView),
    payment: PaymentSummary,
    holdExpiresAt: InstantOut.optional(),
    /** While it is a request that waits. */
    answer: RequestAnswer.optional(),
    source: z.string().optional(),
    /** Who booked it, and when: what the practice books it may take back for three minutes, before anybody is told. */
    bookedBy: z.enum(['client', 'practice']),
    bookedAt: InstantOut,
    /** Made together with others: as the how manieth of how many. */
    series: z.strictObject({ id: Id, place: z.int().min(1), times: z.int().min(1) }).optional(),
    history: z.array(AppointmentHistoryEntry),
    /** Its former times, the first first. */
    moves: z.array(AppointmentMoveView),
  })
  .meta({ id: 'Appointment' });
export type AppointmentView = z.infer<typeof AppointmentView>;

export const AppointmentList = list(AppointmentView).meta({ id: 'AppointmentList' });
export type AppointmentList = z.infer<typeof AppointmentList>;

/** An appointment as the client sees it in their portal: their own zone, nobody else's name. */
export const PortalAppointment = z
  .strictObject({
    id: Id,
    status: AppointmentStatus,
    /** Whether they have not given up their own place. */
    attends: z.boolean(),
    start: InstantOut,
    end: InstantOut,
    local: LocalTimeOut,
    offset: Offset,
    ...ifDoubled,
    timeZone: TimeZone,
    coachName: z.string(),
    offeringName: z.string(),
  })
  .meta({ id: 'PortalAppointment' });
export type PortalAppointment = z.infer<typeof PortalAppointment>;

export const PortalAppointmentList = list(PortalAppointment).meta({ id: 'PortalAppointmentList' });
export type PortalAppointmentList = z.infer<typeof PortalAppointmentList>;
