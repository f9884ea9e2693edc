import type { AvailabilityView } from '#contracts';

type Overrides = AvailabilityView['overrides'];
type Hours = Overrides[number]['hours'][number];

/** The dates with this one closed, or open in these hours besides those it has; in their order. */
export function withDate(overrides: Overrides, date: string, hours: Hours | null): Overrides {
  const before = overrides.find((one) => one.date === date)?.hours ?? [];
  const held = hours === null ? [] : [...before, hours].sort((one, other) => one.from.localeCompare(other.from));
  const others = overrides.filter((one) => one.date !== date);
  return [...others, { date, hours: held }].sort((one, other) => one.date.localeCompare(other.date));
}
