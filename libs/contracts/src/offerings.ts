import { z } from 'zod';
import { toStripe } from './charged-amounts.js';
import { list } from './paging.js';
import { Approval, JoinLink, MeetingFormat, OfferingKind, PaymentTerms } from './practices.js';
import { Id, line, Money, Phone, prose, Revision, Slug } from './scalars.js';

/** Where people meet, in words: what it must be depends on the format. */
export const MeetingLocation = line(300);
export type MeetingLocation = z.infer<typeof MeetingLocation>;

/** What is wrong with a location for people who meet so; null where nothing is. */
export function locationFault(format: MeetingFormat | null | undefined, location: string): string | null {
  switch (format) {
    case 'video':
      return JoinLink.safeParse(location).success ? null : 'Use the web address of the call; it begins with https://.';
    case 'phone':
      return Phone.safeParse(location).success ? null : 'Use the number that is called, such as +44 20 7946 0000.';
    case 'place':
      return null;
    default:
      return 'Only a video call, a call by phone or a place has one.';
  }
}

const terms = {
  slug: Slug,
  name: line(120),
  kind: OfferingKind,
  durationMinutes: z.int().min(5).max(1440),
  startEveryMinutes: z.int().min(5).max(1440),
  bufferBeforeMinutes: z.int().min(0).max(1440),
  bufferAfterMinutes: z.int().min(0).max(1440),
  minimumNoticeMinutes: z.int().min(0).max(525_600),
  bookingWindowDays: z.int().min(1).max(1000),
  approval: Approval,
  price: Money,
  payment: PaymentTerms,
  coachIds: z.array(Id).min(1).max(100),
};

const choices = {
  /** What a visitor reads before they choose it; an empty one says nothing. */
  description: prose(2000),
  maxPerDay: z.int().min(1).max(1000),
  maxPerWeek: z.int().min(1).max(7000),
  seats: z.int().min(1).max(1000),
  format: MeetingFormat,
  /** Where it takes place: the link of a video call, the address of a place, or the number that clients call. Shown to whoever booked, never mailed. */
  location: MeetingLocation,
  deposit: Money,
  intakeForm: Id,
};

/** The terms of an offering that depend on each other. */
export interface OfferingTerms {
  readonly kind: OfferingKind;
  readonly price: Money;
  readonly payment: PaymentTerms;
  readonly deposit?: Money | null | undefined;
  readonly seats?: number | null | undefined;
  readonly format?: MeetingFormat | null | undefined;
  readonly location?: string | null | undefined;
  readonly coachIds: readonly string[];
}

/** What is wrong with an offering as a whole; a patch is checked with it after it was laid over what is. */
export function offeringFaults(offering: OfferingTerms): { path: (string | number)[]; message: string }[] {
  const { kind, price, payment, deposit, seats, format, location, coachIds } = offering;
  const faults: { path: (string | number)[]; message: string }[] = [];
  const fault = (path: (string | number)[], message: string) => faults.push({ path, message });
  const inexact = 'This amount cannot be charged by card. Use a rounder one.';
  if (payment !== 'none' && toStripe(price.amount, price.currency) === null) fault(['price', 'amount'], inexact);
  if (payment !== 'none' && price.amount === 0) fault(['price', 'amount'], 'A payment needs a price above zero.');
  if (payment === 'deposit' && !deposit) fault(['deposit'], 'Say how much the deposit is.');
  if (payment !== 'deposit' && deposit) fault(['deposit'], 'Only an offering paid by deposit has one.');
  if (payment === 'deposit' && deposit) {
    if (deposit.currency !== price.currency) fault(['deposit', 'currency'], 'Must be the currency of the price.');
    if (toStripe(deposit.amount, deposit.currency) === null) fault(['deposit', 'amount'], inexact);
    if (deposit.amount === 0) fault(['deposit', 'amount'], 'A deposit is above zero.');
    if (deposit.amount > price.amount) fault(['deposit', 'amount'], 'A deposit is not above the price.');
  }
  const misplaced = location ? locationFault(format, location) : null;
  if (misplaced) fault(['location'], misplaced);
  if (seats && kind !== 'group') fault(['seats'], 'Only a group has seats.');
  coachIds.forEach((id, index) => {
    if (coachIds.indexOf(id) !== index) fault(['coachIds', index], 'This coach is named twice.');
  });
  return faults;
}

/** A new thing that can be booked. */
export const OfferingCreate = z
  .strictObject({
    ...terms,
    description: choices.description.optional(),
    maxPerDay: choices.maxPerDay.optional(),
    maxPerWeek: choices.maxPerWeek.optional(),
    seats: choices.seats.optional(),
    format: choices.format.optional(),
    location: choices.location.nullable().optional(),
    deposit: choices.deposit.optional(),
    intakeForm: choices.intakeForm.optional(),
  })
  .superRefine((offering, context) => {
    for (const { path, message } of offeringFaults(offering)) context.addIssue({ code: 'custom', path, message });
  })
  .meta({ id: 'OfferingCreate' });
export type OfferingCreate = z.infer<typeof OfferingCreate>;

/** A change of an offering: what is left out stays, null takes a choice away. Its kind never changes. */
export const OfferingPatch = z
  .strictObject({
    slug: terms.slug.optional(),
    name: terms.name.optional(),
    durationMinutes: terms.durationMinutes.optional(),
    startEveryMinutes: terms.startEveryMinutes.optional(),
    bufferBeforeMinutes: terms.bufferBeforeMinutes.optional(),
    bufferAfterMinutes: terms.bufferAfterMinutes.optional(),
    minimumNoticeMinutes: terms.minimumNoticeMinutes.optional(),
    bookingWindowDays: terms.bookingWindowDays.optional(),
    approval: terms.approval.optional(),
    price: terms.price.optional(),
    payment: terms.payment.optional(),
    coachIds: terms.coachIds.optional(),
    description: choices.description.nullable().optional(),
    maxPerDay: choices.maxPerDay.nullable().optional(),
    maxPerWeek: choices.maxPerWeek.nullable().optional(),
    seats: choices.seats.nullable().optional(),
    format: choices.format.nullable().optional(),
    location: choices.location.nullable().optional(),
    deposit: choices.deposit.nullable().optional(),
    intakeForm: choices.intakeForm.nullable().optional(),
    active: z.boolean().optional(),
  })
  .meta({ id: 'OfferingPatch' });
export type OfferingPatch = z.infer<typeof OfferingPatch>;

/** An offering as the practice sees it; one that is not active is shown to nobody else and cannot be booked. */
export const OfferingView = z
  .strictObject({
    id: Id,
    ...terms,
    coachIds: z.array(Id),
    /** Whom it is offered with in other hours than their usual ones: the coach, and the schedule it follows. */
    schedules: z.array(z.strictObject({ coach: Id, schedule: Id })),
    description: choices.description.nullable(),
    maxPerDay: choices.maxPerDay.nullable(),
    maxPerWeek: choices.maxPerWeek.nullable(),
    seats: choices.seats.nullable(),
    format: choices.format.nullable(),
    location: choices.location.nullable(),
    deposit: choices.deposit.nullable(),
    intakeForm: choices.intakeForm.nullable(),
    active: z.boolean(),
    revision: Revision,
  })
  .meta({ id: 'Offering' });
export type OfferingView = z.infer<typeof OfferingView>;

export const OfferingList = list(OfferingView).meta({ id: 'OfferingList' });
export type OfferingList = z.infer<typeof OfferingList>;
