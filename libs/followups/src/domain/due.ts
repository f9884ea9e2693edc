import { Temporal } from 'temporal-polyfill';

/** When a step is due after its start. */
export type StepTime = { readonly delayMinutes: number } | { readonly afterDays: number; readonly at: string };

/**
 * The instant a step is due. Days are counted on the reader's calendar; a wall time that does not exist or exists twice
 * resolves as RFC 5545 does (Temporal's `compatible`). A time that lies before the start is the next day's.
 */
export function dueAt(start: Date, timeZone: string, time: StepTime): Date {
  if ('delayMinutes' in time) return new Date(start.getTime() + time.delayMinutes * 60_000);
  const startDay = Temporal.Instant.fromEpochMilliseconds(start.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  const on = (days: number) =>
    startDay.add({ days }).toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time.at) }).epochMilliseconds;
  const first = on(time.afterDays);
  return new Date(first < start.getTime() ? on(time.afterDays + 1) : first);
}

const hour = 3_600_000;

/**
 * Until when a mail server that takes nothing is tried again: five days for what must arrive, as mail servers do among
 * themselves (RFC 5321, section 4.5.4.1), a day for the rest. What would be late earlier is stopped by the gate.
 */
export function triedUntil({ dueAt, mustArrive }: { readonly dueAt: Date; readonly mustArrive: boolean }): Date {
  return new Date(dueAt.getTime() + (mustArrive ? 120 : 24) * hour);
}

/** A reminder comes 24 hours before; null where the booking was made later than that and nobody needs one. */
export function reminderAt(start: Date, now: Date): Date | null {
  const dayBefore = new Date(start.getTime() - 24 * hour);
  return dayBefore > now ? dayBefore : null;
}
