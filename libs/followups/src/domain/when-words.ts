import { Temporal } from 'temporal-polyfill';

/** An instant as a person reads it: "Monday 23 November 2026 at 10:30", with its zone by name. */
export function whenWords(at: Date, timeZone: string, locale: string): { day: string; time: string; zone: string } {
  const options = { timeZone } as const;
  const day = new Intl.DateTimeFormat(locale, {
    ...options,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(at);
  const time = new Intl.DateTimeFormat(locale, {
    ...options,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
  const offset = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).offset;
  return { day: day.replace(',', ''), time, zone: `${timeZone.replaceAll('_', ' ')}, UTC${offset}` };
}
