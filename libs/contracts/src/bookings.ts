import { z } from 'zod';
import { MeetingFormat } from './practices.js';
import {
  Email,
  Id,
  ifDoubled,
  Instant,
  InstantOut,
  line,
  LocalTimeOut,
  Money,
  Offset,
  PersonName,
  Phone,
  Slug,
  TimeZone,
} from './scalars.js';

export const AppointmentStatus = z
  .enum(['held', 'pending_approval', 'confirmed', 'completed', 'no_show', 'expired', 'declined', 'cancelled'])
  .meta({ id: 'AppointmentStatus' });
export type AppointmentStatus = z.infer<typeof AppointmentStatus>;

export const PaymentStatus = z
  .enum(['pending', 'paid', 'failed', 'expired', 'partly_refunded', 'refunded', 'disputed', 'lost'])
  .meta({ id: 'PaymentStatus' });
export type PaymentStatus = z.infer<typeof PaymentStatus>;

/** A person who books, as they say it themselves; their zone is the one they read times in. */
export const Booker = z
  .strictObject({ name: PersonName, email: Email, timeZone: TimeZone, phone: Phone.optional() })
  .meta({ id: 'Booker' });
export type Booker = z.infer<typeof Booker>;

/** A person somebody else names: the partner of a couple, or a participant the coach adds. */
export const NamedPerson = z
  .strictObject({ name: PersonName, email: Email, timeZone: TimeZone })
  .meta({ id: 'NamedPerson' });
export type NamedPerson = z.infer<typeof NamedPerson>;

/** A visitor's booking; `offering` and `coach` are slugs. Whether a partner is needed depends on the offering. */
export const BookingRequest = z
  .strictObject({
    offering: Slug,
    coach: Slug.optional(),
    start: Instant,
    client: Booker,
    partner: NamedPerson.optional(),
    source: line(200).optional(),
  })
  .superRefine(({ client, partner }, context) => {
    if (partner && partner.email.toLowerCase() === client.email.toLowerCase()) {
      context.addIssue({
        code: 'custom',
        path: ['partner', 'email'],
        message: 'Each person needs an address of their own.',
      });
    }
  })
  .meta({ id: 'BookingRequest' });
export type BookingRequest = z.infer<typeof BookingRequest>;

/** What is due now for an appointment, and where to pay it; `agreed` is what it was booked for, paid, due or over. */
export const DuePayment = z
  .strictObject({
    required: z.boolean(),
    amount: Money,
    agreed: Money.optional(),
    status: PaymentStatus.optional(),
    checkoutUrl: z.url().optional(),
  })
  .meta({ id: 'DuePayment' });
export type DuePayment = z.infer<typeof DuePayment>;

/** An appointment in the moment it was booked; `coach` is a slug. */
export const BookedAppointment = z
  .strictObject({
    id: Id,
    status: AppointmentStatus,
    start: InstantOut,
    end: InstantOut,
    coach: Slug,
    holdExpiresAt: InstantOut.optional(),
  })
  .meta({ id: 'BookedAppointment' });
export type BookedAppointment = z.infer<typeof BookedAppointment>;

/** The answer to a booking; `manageUrl` is absolute and its last segment is the token. */
export const BookingAnswer = z
  .strictObject({ appointment: BookedAppointment, payment: DuePayment, manageUrl: z.url() })
  .meta({ id: 'BookingAnswer' });
export type BookingAnswer = z.infer<typeof BookingAnswer>;

/** An appointment as the owner of a manage link sees it: their own zone, public names only. */
export const PublicAppointment = z
  .strictObject({
    ...BookedAppointment.shape,
    /** Counts its time changes. */
    sequence: z.int().min(0),
    local: LocalTimeOut,
    offset: Offset,
    ...ifDoubled,
    timeZone: TimeZone,
    coachName: z.string(),
    offering: Slug,
    offeringName: z.string(),
    format: MeetingFormat.nullable(),
    /** While a request for two waits: when its answer is told, whatever it is. */
    answerAt: z.strictObject({ at: InstantOut, local: LocalTimeOut, offset: Offset, ...ifDoubled }).optional(),
    practice: z.strictObject({ slug: Slug, name: z.string() }),
  })
  .meta({ id: 'PublicAppointment' });
export type PublicAppointment = z.infer<typeof PublicAppointment>;

export const PublicAction = z
  .enum(['checkout', 'hold', 'reschedule', 'cancel', 'calendar'])
  .meta({ id: 'PublicAction' });
export type PublicAction = z.infer<typeof PublicAction>;

const managed = {
  appointment: PublicAppointment,
  payment: DuePayment,
  attendees: z.array(z.string()),
  attends: z.boolean(),
  actions: z.array(PublicAction),
  rescheduleUntil: InstantOut.optional(),
};

/**
 * What a manage link shows; `attendees` holds the link owner's own name alone, `attends` says whether they still come, and `rescheduleUntil` stands there while its
 * owner may move it: as long as cancelling costs nothing.
 */
export const ManagedAppointment = z.strictObject(managed).meta({ id: 'ManagedAppointment' });
export type ManagedAppointment = z.infer<typeof ManagedAppointment>;

/** A fresh page to pay on. */
export const CheckoutAnswer = z.strictObject({ checkoutUrl: z.url() }).meta({ id: 'CheckoutAnswer' });
export type CheckoutAnswer = z.infer<typeof CheckoutAnswer>;

/** A hold after it was extended. */
export const HoldAnswer = z.strictObject({ holdExpiresAt: InstantOut, ...managed }).meta({ id: 'HoldAnswer' });
export type HoldAnswer = z.infer<typeof HoldAnswer>;

const effect = { fee: Money, refund: Money, credits: z.int().min(0) };

/** What cancelling would do now; `until` is the instant this holds to, null where it does not change. */
export const CancellationPreview = z
  .strictObject({ ...effect, until: InstantOut.nullable(), explanation: z.string() })
  .meta({ id: 'CancellationPreview' });
export type CancellationPreview = z.infer<typeof CancellationPreview>;

/** A client cancels; `seen` is the fee they read before. */
export const CancelRequest = z.strictObject({ seen: Money.optional() }).meta({ id: 'CancelRequest' });
export type CancelRequest = z.infer<typeof CancelRequest>;

/** What cancelling did; a second cancel answers the same. */
export const CancelAnswer = z
  .strictObject({ ...managed, cancellation: z.strictObject(effect) })
  .meta({ id: 'CancelAnswer' });
export type CancelAnswer = z.infer<typeof CancelAnswer>;

/** A client moves their appointment to another time that is offered. */
export const RescheduleRequest = z.strictObject({ start: Instant }).meta({ id: 'RescheduleRequest' });
export type RescheduleRequest = z.infer<typeof RescheduleRequest>;

/** A body of an action that takes no words. */
export const NoBody = z.strictObject({}).meta({ id: 'NoBody' });
export type NoBody = z.infer<typeof NoBody>;
