import type { Availability, AvailabilityView, Weekday } from '#contracts';

export const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Hours of one day, `HH:mm` on the coach's wall; `24:00` ends a day. */
export interface DayHours {
  readonly from: string;
  readonly to: string;
}
export type Week = Readonly<Record<Weekday, readonly DayHours[]>>;

/** The week as an editor shows it: every day with its own hours, in order. */
export function weekOf({ weekly }: Pick<AvailabilityView, 'weekly'>): Week {
  const hoursOf = (day: Weekday) =>
    weekly
      .filter(({ days }) => days.includes(day))
      .map(({ from, to }) => ({ from, to }))
      .sort((one, other) => one.from.localeCompare(other.from));
  return Object.fromEntries(weekdays.map((day) => [day, hoursOf(day)])) as unknown as Week;
}

/** The week as it is sent: one rule a day and opening, so that a fault names its place. */
export function rulesOf(week: Week): Availability['weekly'] {
  return weekdays.flatMap((day) => week[day].map(({ from, to }) => ({ days: [day], from, to })));
}

/** The day that the nth rule sent is about, and which of its openings. */
export function openingOfRule(week: Week, index: number): { day: Weekday; opening: number } | undefined {
  const rules = rulesOf(week);
  const day = rules[index]?.days[0];
  return day && { day, opening: index - rules.findIndex(({ days }) => days[0] === day) };
}

/** Every quarter of an hour, and the end of the day. */
export const quarters: readonly string[] = Array.from({ length: 97 }, (_, index) => {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(index / 4))}:${two((index % 4) * 15)}`;
});
