import { z } from 'zod';
import { BookingAnswer, Booker } from './bookings.js';
import { Weekday } from './coaches.js';
import { list, pageQuery } from './paging.js';
import {
  DateOnly,
  Id,
  ifDoubled,
  Instant,
  InstantOut,
  LocalTimeOut,
  Money,
  Offset,
  Slug,
  TimeZone,
} from './scalars.js';

/** A part of a day: until noon, until five in the afternoon, and after. */
export const DayPart = z.enum(['morning', 'afternoon', 'evening']).meta({ id: 'DayPart' });
export type DayPart = z.infer<typeof DayPart>;

const each = <Item extends z.ZodType>(of: Item, most: number) =>
  z
    .array(of)
    .min(1, { error: 'Choose at least one.' })
    .max(most)
    .refine((chosen) => new Set(chosen).size === chosen.length, { error: 'Name each once.' });

const wishes = {
  days: each(Weekday, 7).default([...Weekday.options]),
  parts: each(DayPart, 3).default([...DayPart.options]),
  until: DateOnly.optional(),
};

/** When an earlier time would suit somebody, on their own wall; `until` is the last date that would. What is left out means any. */
export const WaitlistWishes = z.strictObject(wishes).meta({ id: 'WaitlistWishes' });
export type WaitlistWishes = z.infer<typeof WaitlistWishes>;

/** Somebody who found no time that suits asks to hear of one; `offering` and `coach` are slugs. */
export const WaitlistRequest = z
  .strictObject({ offering: Slug, coach: Slug.optional(), client: Booker, ...wishes })
  .meta({ id: 'WaitlistRequest' });
export type WaitlistRequest = z.infer<typeof WaitlistRequest>;

/** Whatever the address: a link is on its way to it. */
export const WaitlistAsked = z.strictObject({ sent: z.literal(true) }).meta({ id: 'WaitlistAsked' });
export type WaitlistAsked = z.infer<typeof WaitlistAsked>;

/** A time that is kept for somebody until an instant; `local` and `untilLocal` are on their wall. */
export const OfferedTime = z
  .strictObject({
    start: InstantOut,
    end: InstantOut,
    local: LocalTimeOut,
    offset: Offset,
    ...ifDoubled,
    coachName: z.string(),
    until: InstantOut,
    untilLocal: LocalTimeOut,
    /** What is booked by taking it costs so much; null where nothing is booked, but moved. */
    price: Money.nullable(),
    /** From when on cancelling would cost something at that time, as they read it; null where it never does. */
    fee: z.strictObject({ from: InstantOut, fromLocal: LocalTimeOut, atOnce: z.boolean() }).nullable(),
  })
  .meta({ id: 'OfferedTime' });
export type OfferedTime = z.infer<typeof OfferedTime>;

/** Asked for and to be confirmed, waiting, taken, or over. */
export const WaitlistState = z.enum(['asked', 'waiting', 'taken', 'ended']).meta({ id: 'WaitlistState' });
export type WaitlistState = z.infer<typeof WaitlistState>;

/**
 * How it stands for somebody who waits. Until they confirmed by the mailed link it says neither with whom nor for what: the
 * address may have been typed by somebody else.
 */
export const WaitlistView = z
  .strictObject({
    state: WaitlistState,
    practice: z.strictObject({ slug: Slug, name: z.string() }).nullable(),
    offeringName: z.string().nullable(),
    timeZone: TimeZone,
    wishes: z.strictObject({ days: z.array(Weekday), parts: z.array(DayPart), until: DateOnly.nullable() }),
    /** The time they have now and would keep, on their wall. */
    present: z.strictObject({ start: InstantOut, local: LocalTimeOut, offset: Offset, ...ifDoubled }).nullable(),
    offer: OfferedTime.nullable(),
  })
  .meta({ id: 'Waitlist' });
export type WaitlistView = z.infer<typeof WaitlistView>;

/** Whether the owner of a manage link waits for an earlier time; `may` is false where the time is not theirs to move. */
export const WaitingWith = z.strictObject({ may: z.boolean(), waiting: WaitlistView.nullable() }).meta({
  id: 'WaitingWith',
});
export type WaitingWith = z.infer<typeof WaitingWith>;

/** Which of the times somebody read of they mean. */
export const OfferAnswer = z.strictObject({ start: Instant }).meta({ id: 'OfferAnswer' });
export type OfferAnswer = z.infer<typeof OfferAnswer>;

/** What a taken time became: the appointment that was moved, or a new one. */
export const OfferTaken = z.strictObject({ ...BookingAnswer.shape, moved: z.boolean() }).meta({ id: 'OfferTaken' });
export type OfferTaken = z.infer<typeof OfferTaken>;

/** Which of those who wait are asked for. */
export const WaitlistQuery = z
  .strictObject({ coach: Id.optional(), offering: Id.optional(), ...pageQuery })
  .meta({ id: 'WaitlistQuery' });
export type WaitlistQuery = z.infer<typeof WaitlistQuery>;

const OnCoachsWall = z.strictObject({ local: LocalTimeOut, offset: Offset, timeZone: TimeZone });

/** Somebody who waits, as the practice sees them, in the order in which they are asked. */
export const WaitlistEntryView = z
  .strictObject({
    id: Id,
    client: z.strictObject({ id: Id, name: z.string() }),
    offering: z.strictObject({ id: Id, name: z.string() }),
    /** Null: with anyone who offers it. */
    coach: Id.nullable(),
    /** What an earlier time would move; null where it would be booked. */
    appointment: z.strictObject({ id: Id, start: InstantOut, atCoach: OnCoachsWall }).nullable(),
    timeZone: TimeZone,
    days: z.array(Weekday),
    parts: z.array(DayPart),
    until: DateOnly.nullable(),
    joinedAt: InstantOut,
    /** The time that is kept for them at present. */
    offer: z
      .strictObject({ start: InstantOut, atCoach: OnCoachsWall, until: InstantOut, untilLocal: LocalTimeOut })
      .nullable(),
    /** How many times were offered to them and came to nothing. */
    offeredBefore: z.int().min(0),
  })
  .meta({ id: 'WaitlistEntry' });
export type WaitlistEntryView = z.infer<typeof WaitlistEntryView>;

export const WaitlistEntryList = list(WaitlistEntryView).meta({ id: 'WaitlistEntryList' });
export type WaitlistEntryList = z.infer<typeof WaitlistEntryList>;
