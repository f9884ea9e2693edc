import { z } from 'zod';
import {
  ContactLevel,
  DateOnly,
  DayPart,
  Id,
  Instant,
  line,
  SenderLabel,
  Slug,
  SubjectLine,
  TimeZone,
  Weekday,
} from '#contracts';

/*
 * Addresses of pages are passed on by people and by programs that add marks of their own to them, so unlike the API's
 * their queries drop what they do not know, and do without what cannot be read.
 */

/** A query of which nothing is read. */
export const AnyQuery = z.object({});
export type AnyQuery = z.infer<typeof AnyQuery>;

const readable = <Shape extends z.ZodType>(shape: Shape) => shape.optional().catch(undefined);

/** Which times a booking page shows, and which of them is chosen. */
export const BookingPageQuery = z.object({
  from: readable(DateOnly),
  zone: readable(TimeZone),
  coach: readable(Slug),
  start: readable(Instant),
  source: readable(line(200)),
});
export type BookingPageQuery = z.infer<typeof BookingPageQuery>;

/** For which country help is looked for. */
export const HelpPageQuery = z.object({ country: readable(z.string().regex(/^[A-Z]{2}$/)) });
export type HelpPageQuery = z.infer<typeof HelpPageQuery>;

/** Whose page somebody wants to open. */
export const SignInPageQuery = z.object({ practice: readable(Slug) });
export type SignInPageQuery = z.infer<typeof SignInPageQuery>;

/** What a manage page says on top, after a plain form was sent. */
export const AppointmentPageQuery = z.object({
  notice: readable(
    z.enum([
      'moved',
      'withdrawn',
      'held-longer',
      'waiting',
      'waiting-no-more',
      'until-over',
      'hold-at-most',
      'payment-unavailable',
      'not-possible',
      'private-kept',
      'private-later',
      'weak-pin',
      'two-pins',
    ]),
  ),
});
export type AppointmentPageQuery = z.infer<typeof AppointmentPageQuery>;

const typed = z.string().max(400).default('');

/** The booking form as a browser without scripts sends it; whether it holds is found out with the booking itself. */
export const BookingForm = z.strictObject({
  start: typed,
  timeZone: TimeZone,
  coach: Slug.optional(),
  source: line(200).optional(),
  /** It was filled in in a frame on a page elsewhere, which is left for it. */
  framed: z.literal('1').optional(),
  name: typed,
  email: typed,
  phone: typed,
  partnerName: typed,
  partnerEmail: typed,
});
export type BookingForm = z.infer<typeof BookingForm>;

/** Which times the page of another time shows, and which of them is chosen; `next` says that somebody wants to go on. */
export const MovePageQuery = z.object({
  from: readable(DateOnly),
  zone: readable(TimeZone),
  start: readable(Instant),
  next: readable(z.literal('1')),
});
export type MovePageQuery = z.infer<typeof MovePageQuery>;

/** The time an appointment is moved to, as it was read before. */
export const MoveForm = z.strictObject({ start: Instant, zone: TimeZone });
export type MoveForm = z.infer<typeof MoveForm>;

/** What was read before it was confirmed. */
export const CancelForm = z.strictObject({
  seenAmount: z.coerce.number().int().min(0),
  seenCurrency: z.string().max(3),
});
export type CancelForm = z.infer<typeof CancelForm>;

/** A form without fields. */
export const EmptyForm = z.strictObject({});
export type EmptyForm = z.infer<typeof EmptyForm>;

/** Boxes that are ticked, one or several; none ticked leaves it open, and so means all of them. */
const ticked = <Of extends z.ZodEnum>(of: Of) =>
  z
    .union([of.transform((one) => [one]), z.array(of)])
    .default([])
    .transform((chosen) => (chosen.length > 0 ? [...new Set(chosen)] : [...of.options]) as z.infer<Of>[]);

const wishes = {
  days: ticked(Weekday),
  parts: ticked(DayPart),
  until: z
    .union([z.literal(''), DateOnly])
    .default('')
    .transform((date) => date || undefined),
};

/** Whether the owner of an appointment would like an earlier one, and when it would suit them. */
export const EarlierForm = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('join'), ...wishes }),
  z.strictObject({ action: z.literal('leave') }),
]);
export type EarlierForm = z.infer<typeof EarlierForm>;

/** With whom, and in which zone, somebody looked for a time before. */
export const WaitPageQuery = z.object({ zone: readable(TimeZone), coach: readable(Slug) });
export type WaitPageQuery = z.infer<typeof WaitPageQuery>;

/** Who would like to hear of a free time, as a browser without scripts sends it. */
export const WaitForm = z.strictObject({
  ...{ name: typed, email: typed, phone: typed, timeZone: TimeZone, coach: Slug.optional() },
  ...wishes,
});
export type WaitForm = z.infer<typeof WaitForm>;

/** What somebody who waits answers; a time is named by its start, as they read it. */
export const WaitlistForm = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('confirm') }),
  z.strictObject({ action: z.literal('claim'), start: Instant }),
  z.strictObject({ action: z.literal('decline'), start: Instant }),
  z.strictObject({ action: z.literal('leave') }),
]);
export type WaitlistForm = z.infer<typeof WaitlistForm>;

/** Who wants a link, as a browser without scripts sends it. */
export const SignInForm = z.strictObject({ email: typed, practice: typed });
export type SignInForm = z.infer<typeof SignInForm>;

/** What somebody answers an invitation, as a browser without scripts sends it. */
export const JoiningForm = z.strictObject({
  answer: z.enum(['accept', 'not_me', 'never']),
  name: typed,
  timeZone: typed,
});
export type JoiningForm = z.infer<typeof JoiningForm>;

const chosenOrUsual = <Shape extends z.ZodType>(shape: Shape) =>
  z.union([z.literal('').transform(() => null), shape]).default(null);

/** How a client may be written to, as a browser without scripts sends it; an empty choice is the usual one. */
export const ContactForm = z.strictObject({
  csrfToken: typed,
  revision: z.coerce.number().int().min(0),
  level: ContactLevel,
  sender: chosenOrUsual(SenderLabel),
  subject: chosenOrUsual(SubjectLine),
  quietFrom: typed,
  quietTo: typed,
  timeZone: typed,
  action: z.enum(['save', 'try']).default('save'),
});
export type ContactForm = z.infer<typeof ContactForm>;

/** A PIN chosen in the browser in which one booked, typed twice. */
export const BookedPinForm = z.strictObject({ pin: typed, again: typed });
export type BookedPinForm = z.infer<typeof BookedPinForm>;

/** What somebody wants to open with their PIN: their safe-contact profile, or a form by its id. */
const Wanted = z.union([z.literal('settings'), Id]);

/** Whether a form shows first what was answered before. */
export const FormPageQuery = z.object({ before: readable(z.literal('1')) });
export type FormPageQuery = z.infer<typeof FormPageQuery>;

/** What is wanted of the private parts, and what came of what was done there. */
export const PrivatePageQuery = z.object({
  wanted: readable(Wanted),
  news: readable(z.enum(['kept', 'locked', 'removed'])),
});
export type PrivatePageQuery = z.infer<typeof PrivatePageQuery>;

/** How often this page was sent with a wrong PIN: what one mistyped oneself is no news. */
const mistyped = z.coerce.number().int().min(0).max(100).catch(0);

/** How many wrong tries the page told of: more may have been made since. */
const shown = z.coerce.number().int().min(0).max(1_000_000).catch(0);

const ofPrivatePage = { csrfToken: typed, wanted: readable(Wanted) };

/** What is done on the page of the private parts, as a browser without scripts sends it. */
export const PrivateForm = z.discriminatedUnion('action', [
  z.strictObject({ ...ofPrivatePage, action: z.literal('unlock'), pin: typed, tried: mistyped }),
  z.strictObject({ ...ofPrivatePage, action: z.literal('seen'), shown }),
  z.strictObject({ ...ofPrivatePage, action: z.literal('choose'), pin: typed, again: typed, code: typed }),
  z.strictObject({ ...ofPrivatePage, action: z.literal('remove'), passkey: Id }),
  z.strictObject({ ...ofPrivatePage, action: z.literal('lock') }),
]);
export type PrivateForm = z.infer<typeof PrivateForm>;

/** A form of a page for one who is signed in, without fields of its own. */
export const SignedInForm = z.strictObject({ csrfToken: typed });
export type SignedInForm = z.infer<typeof SignedInForm>;
