export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** Wall-clock hours of one date, `HH:mm` to `HH:mm`; `24:00` is the end of the day. */
export interface Hours {
  readonly from: string;
  readonly to: string;
}

/** The same hours on each of the named days of the week. */
export interface WeeklyHours extends Hours {
  readonly days: readonly Weekday[];
}

/** The hours of one date (`YYYY-MM-DD`) in place of the weekly ones; none closes the date. */
export interface DateOverride {
  readonly date: string;
  readonly hours: readonly Hours[];
}

/** When a coach works: weekly hours and dated exceptions, all in the coach's own zone. */
export interface Availability {
  readonly timeZone: string;
  readonly weekly: readonly WeeklyHours[];
  readonly overrides: readonly DateOverride[];
}
