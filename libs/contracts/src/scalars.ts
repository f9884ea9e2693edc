import { z } from 'zod';
import { isCountry, isCurrency, isLocale } from './codes.js';
import { isTimeZone } from './zone-names.js';

/** Control characters, line separators, lone surrogates and the marks that turn the direction of a line. */
const unprintable = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
/** The same, but a text of several lines may hold line breaks and tabs. */
const unprintableInProse = /(?![\n\r\t])[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

/** Something a reader can see; a zero-width space alone is no name. */
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** One line of text, trimmed, never empty, at most `max` characters. */
export const line = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !unprintable.test(text), { error: 'Must not contain control characters or line breaks.' })
    .trim()
    .min(1, { error: 'Must not be empty.', abort: true })
    .refine((text) => visible.test(text), { error: 'Must not be empty.' });

/** One line of text that may be empty, at most `max` characters. */
export const lineOrNothing = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !unprintable.test(text), { error: 'Must not contain control characters or line breaks.' })
    .trim();

/** Text of several lines, at most `max` characters; may be empty. */
export const prose = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !unprintableInProse.test(text), { error: 'Must not contain control characters.' });

/** The identifier of a row, a UUID in lower case; ours are version 7. */
export const Id = z.uuid().toLowerCase();
export type Id = z.infer<typeof Id>;

/** The name of a thing in a URL. */
export const Slug = z
  .string()
  .max(60)
  .regex(/^[a-z0-9](-?[a-z0-9])*$/, { error: 'Use lower-case letters and digits, with single hyphens between them.' });
export type Slug = z.infer<typeof Slug>;

const inCalendarRange = (text: string) => text >= '1900' && text < '9999';

/** An instant as it may come in: ISO 8601 with seconds and any offset. */
export const Instant = z.iso
  .datetime({ offset: true, error: 'Use an instant with an offset, such as 2027-03-28T09:00:00Z.' })
  .max(40)
  .refine(inCalendarRange, { error: 'Must lie between the years 1900 and 9998.' });
export type Instant = z.infer<typeof Instant>;

/** An instant as it leaves: UTC, without fractions, such as 2027-03-28T09:00:00Z. */
export const InstantOut = z.iso.datetime({ precision: 0 });
export type InstantOut = z.infer<typeof InstantOut>;

/** A real date of the calendar, YYYY-MM-DD. */
export const DateOnly = z.iso
  .date({ error: 'Use a real date, such as 2027-03-28.' })
  .refine(inCalendarRange, { error: 'Must lie between the years 1900 and 9998.' });
export type DateOnly = z.infer<typeof DateOnly>;

/** A date and time on the wall, without zone or offset, to the minute (seconds may come in as 00). */
export const LocalTime = z.iso
  .datetime({ local: true, error: 'Use a date and time such as 2027-03-28T10:00.' })
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:00)?$/, {
    error: 'Use a date and time without offset, such as 2027-03-28T10:00.',
  })
  .refine(inCalendarRange, { error: 'Must lie between the years 1900 and 9998.' });
export type LocalTime = z.infer<typeof LocalTime>;

/** A date and time on the wall as it leaves, such as 2027-03-28T10:00. */
export const LocalTimeOut = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);
export type LocalTimeOut = z.infer<typeof LocalTimeOut>;

/** The offset from UTC that holds at a local time, such as +01:00. */
export const Offset = z.string().regex(/^[+-]\d{2}:\d{2}$/);
export type Offset = z.infer<typeof Offset>;

/** Stands beside a local time that the clock of its zone reads twice, so that its offset has to be said. */
export const ifDoubled = { doubled: z.literal(true).optional() };

/** A time of day, HH:mm. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'Use a time of day such as 09:00.' });
export type TimeOfDay = z.infer<typeof TimeOfDay>;

/** The end of opening hours, HH:mm, where 24:00 is the end of the day. */
export const EndOfHours = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, {
  error: 'Use a time of day such as 17:00, or 24:00 for the end of the day.',
});
export type EndOfHours = z.infer<typeof EndOfHours>;

/** A canonical or linked IANA zone name; never an offset. */
export const TimeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, { error: 'Use an IANA time zone name, such as Europe/Paris.' });
export type TimeZone = z.infer<typeof TimeZone>;

/** An ISO 4217 currency in upper case. */
export const Currency = z
  .string()
  .refine(isCurrency, { error: 'Use an ISO 4217 currency in upper case, such as GBP.' })
  .meta({ examples: ['GBP'] });
export type Currency = z.infer<typeof Currency>;

/** An ISO 3166-1 alpha-2 country in upper case. */
export const Country = z
  .string()
  .refine(isCountry, { error: 'Use an ISO 3166-1 country in upper case, such as GB.' })
  .meta({ examples: ['GB'] });
export type Country = z.infer<typeof Country>;

/** A BCP 47 locale, such as en-GB. */
export const Locale = z
  .string()
  .max(35)
  .refine(isLocale, { error: 'Use a BCP 47 locale, such as en-GB.' })
  .meta({ examples: ['en-GB'] });
export type Locale = z.infer<typeof Locale>;

const emailPattern =
  /^(?=.{3,254}$)(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])$/;

/** One plain address: no quoting, no comment, no display name, at most 254 characters. */
export const Email = z
  .email({ pattern: emailPattern, error: 'Use one e-mail address, such as ana@example.org.' })
  .max(254);
export type Email = z.infer<typeof Email>;

/** What a person wants to be called, 1 to 120 characters. */
export const PersonName = line(120);
export type PersonName = z.infer<typeof PersonName>;

/** A telephone number as people write it, with 5 to 15 digits. */
export const Phone = z
  .string()
  .trim()
  .max(32)
  .regex(/^\+?(?:[ ().-]*\d){5,15}[ ().-]*$/, { error: 'Use a phone number such as +44 20 7946 0000.' });
export type Phone = z.infer<typeof Phone>;

/** A name before the host makes one place look like another. */
const hasUserInfo = (url: string): boolean => /^https?:[/\\]*[^/\\?#]*@/i.test(url);

/** A web address that a page may link to. */
export const WebLink = z
  .url({ protocol: /^https?$/, hostname: z.regexes.domain, error: 'Use a web address that begins with https://.' })
  .max(500)
  .refine((url) => !hasUserInfo(url), { error: 'Leave out the name and password before the host.' });
export type WebLink = z.infer<typeof WebLink>;

/** A secret we handed out, as it comes back; whether it is alive is found out by looking it up. */
export const Token = z.string().min(1).max(300);
export type Token = z.infer<typeof Token>;

/** A new password. Length is all that is asked. */
export const NewPassword = z
  .string()
  .min(8, { error: 'Use at least 8 characters.' })
  .max(256, { error: 'Use at most 256 characters.' });
export type NewPassword = z.infer<typeof NewPassword>;

/** Counts the changes of a thing people edit; a stale one is a conflict. */
export const Revision = z.int32().min(0);
export type Revision = z.infer<typeof Revision>;

/** An amount in minor units of a currency. */
export const Money = z
  .strictObject({ amount: z.int().min(0).max(99_999_999), currency: Currency })
  .meta({ id: 'Money' });
export type Money = z.infer<typeof Money>;
