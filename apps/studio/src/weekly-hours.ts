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

/** From Monday to Friday. */
export const workdays: readonly Weekday[] = weekdays.slice(0, 5);

/** The week with the hours of one day on these days too. */
export function copied(week: Week, day: Weekday, to: readonly Weekday[]): Week {
  return { ...week, ...Object.fromEntries(to.map((one) => [one, week[day]])) };
}

/** Whether these days have the same hours as that one. */
export const isLike = (week: Week, day: Weekday, days: readonly Weekday[]): boolean =>
  days.every((one) => JSON.stringify(week[one]) === JSON.stringify(week[day]));

/** The day after one; after Sunday comes Monday. */
export const dayAfter = (day: Weekday): Weekday => weekdays[(weekdays.indexOf(day) + 1) % weekdays.length]!;

/** Whether hours that end no later than they begin may mean the next day, which is free until then. */
export function mayEndNextDay(week: Week, day: Weekday, { from, to }: DayHours): boolean {
  return to <= from && to > '00:00' && week[day].every((other) => other.from <= from) && startsAfter(week, day, to);
}

const startsAfter = (week: Week, day: Weekday, time: string): boolean =>
  week[dayAfter(day)].every((other) => other.from >= time);

/** The week with hours that go on past midnight: until the end of that day, and from the beginning of the next. */
export function overMidnight(week: Week, day: Weekday, opening: number): Week {
  const hours = week[day][opening]!;
  const [after, rest] = [dayAfter(day), { from: '00:00', to: hours.to }];
  const until = week[day].map((one, place) => (place === opening ? { ...one, to: '24:00' } : one));
  return { ...week, [day]: until, [after]: [rest, ...week[after]] };
}

/** Whether the last hours of a day go on in those of the next. */
export const goesOn = (week: Week, day: Weekday): boolean =>
  week[day].some(({ to }) => to === '24:00') && week[dayAfter(day)].some(({ from }) => from === '00:00');

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
