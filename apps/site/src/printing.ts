import type { Money } from '#contracts';
import { fill, type Texts } from './texts/texts.js';

/*
 * Dates and times are printed as the server gave them, on the wall of a zone: nothing here converts between zones, so
 * every date is laid on UTC and read back from there.
 */
const onUtc = (date: string): Date => new Date(`${date.slice(0, 10)}T00:00:00Z`);

function print(date: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(onUtc(date)).replace(',', '');
}

/** A day as people say it: Monday 23 November. */
export const longDay = (date: string, locale: string): string =>
  print(date, locale, { weekday: 'long', day: 'numeric', month: 'long' });

/** The weekday alone: Monday. */
export const weekday = (date: string, locale: string): string => print(date, locale, { weekday: 'long' });

/** A day without its weekday: 23 November. */
export const dayAndMonth = (date: string, locale: string): string =>
  print(date, locale, { day: 'numeric', month: 'long' });

/** A day without its weekday, short: 23 Nov. */
export const shortDay = (date: string, locale: string): string =>
  print(date, locale, { day: 'numeric', month: 'short' });

/** A day with its year: 23 November 2026. */
export const fullDate = (date: string, locale: string): string =>
  print(date, locale, { day: 'numeric', month: 'long', year: 'numeric' });

/** What is said around a time. */
type TimeWords = Pick<Texts['common'], 'dayAtTime' | 'offset'>;

/** A time as pages print it: where its clock reads it twice, its offset stands behind it. */
export const wallOf = (at: { readonly local: string; readonly offset: string; readonly doubled?: true | undefined }) =>
  at.doubled ? at.local + at.offset : at.local;

/** The time of day of a local time: 10:30. */
export const timeOf = (local: string): string => local.slice(11, 16);

/** Which of two times it is, where its clock reads it twice: UTC+01:00; null for every other. */
export const offsetOf = (local: string, { offset }: Pick<TimeWords, 'offset'>): string | null =>
  local.length > 16 ? fill(offset, { offset: local.slice(16) }) : null;

/** The time of day, and which of two it is where there are two: 01:30 UTC+01:00. */
const clearTimeOf = (local: string, words: TimeWords): string =>
  [timeOf(local), offsetOf(local, words)].filter(Boolean).join(' ');

/** A local time as people say it: Monday 23 November at 10:30. */
export const dayAtTime = (local: string, locale: string, words: TimeWords): string =>
  fill(words.dayAtTime, { day: longDay(local, locale), time: clearTimeOf(local, words) });

/** Until when, as people say it: the hour alone where it is today, with its day where it is not; nothing where there is no end. */
export function untilWords(until: string | null, today: string, locale: string, words: TimeWords): string {
  if (until === null) return '';
  return until.slice(0, 10) === today ? clearTimeOf(until, words) : dayAtTime(until, locale, words);
}

/**
 * Digits of a minor unit in ISO 4217, where they are not two. The server keeps the same table (minorDigits); pages take
 * no values from it, so a story compares them.
 */
const digitsOf: Readonly<Record<string, number>> = Object.fromEntries([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
]);

/** An amount as people write it; whole amounts without decimals: €95, €95.50. */
export function money({ amount, currency }: Money, locale: string): string {
  const decimals = digitsOf[currency] ?? 2;
  const value = amount / 10 ** decimals;
  const digits = Number.isInteger(value) ? 0 : decimals;
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

/** A share as people write it: 50%. */
export const percent = (share: number, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'percent' }).format(share / 100);

/** The place a zone is named after: London, New York. */
export const placeOf = (timeZone: string): string => (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');

/** A zone as people say it: London time. */
export const zoneName = (timeZone: string, pattern: string): string => fill(pattern, { place: placeOf(timeZone) });
