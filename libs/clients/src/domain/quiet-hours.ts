import { Temporal } from 'temporal-polyfill';

/** Wall times `HH:mm` between which nothing is sent; `to` before `from` runs over midnight. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
}

/** The instant at which the quiet hours around `now` end, or null outside them. Equal times mean no quiet hours. */
export function quietUntil(now: Date, { from, to, timeZone }: QuietHours): Date | null {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const [start, end] = [Temporal.PlainTime.from(from), Temporal.PlainTime.from(to)];
  const isBefore = (one: Temporal.PlainTime, other: Temporal.PlainTime) => Temporal.PlainTime.compare(one, other) < 0;
  const time = local.toPlainTime();
  const overMidnight = isBefore(end, start);
  const quiet = overMidnight
    ? !isBefore(time, start) || isBefore(time, end)
    : !isBefore(time, start) && isBefore(time, end);
  if (!quiet) return null;
  const day = local.toPlainDate().add({ days: overMidnight && !isBefore(time, start) ? 1 : 0 });
  const until = day.toZonedDateTime({ timeZone, plainTime: end }).epochMilliseconds;
  // Where the clock goes back over `to`, the wall shows quiet hours that the first passing of `to` has ended.
  return until > now.getTime() ? new Date(until) : null;
}

/** The next instant at which quiet hours begin; null where there are none. */
export function quietFrom(now: Date, { from, to, timeZone }: QuietHours): Date | null {
  if (from === to) return null;
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  const on = (days: number) =>
    today.add({ days }).toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(from) }).epochMilliseconds;
  return new Date(on(0) > now.getTime() ? on(0) : on(1));
}
