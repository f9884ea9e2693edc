import { weekNumberOf } from './wall-time.js';
import type { BookingLimits } from './slot-rules.js';
import { zoneTransitions } from './zone-transitions.js';

export type LimitReached = 'daily-limit' | 'weekly-limit';

/** Tells for an instant of the range which limits its local date and ISO week have reached; undefined if nothing is limited. */
export function limitsWithin(
  limits: BookingLimits | undefined,
  range: { readonly start: number; readonly end: number },
): ((start: number) => LimitReached[]) | undefined {
  if (!limits) return undefined;
  const { timeZone, maxPerDay = Infinity, maxPerWeek = Infinity, booked } = limits;
  if (maxPerDay === Infinity && maxPerWeek === Infinity) return undefined;

  const zone = zoneTransitions(timeZone, {
    start: booked.reduce((first, start) => Math.min(first, start), range.start),
    end: booked.reduce((last, start) => Math.max(last, start), range.end),
  });
  const perDay = new Map<number, number>();
  const perWeek = new Map<number, number>();
  for (const start of booked) {
    const day = zone.dayAt(start);
    add(perDay, day);
    add(perWeek, weekNumberOf(day));
  }

  return (start) => {
    const day = zone.dayAt(start);
    const reached: LimitReached[] = [];
    if ((perDay.get(day) ?? 0) >= maxPerDay) reached.push('daily-limit');
    if ((perWeek.get(weekNumberOf(day)) ?? 0) >= maxPerWeek) reached.push('weekly-limit');
    return reached;
  };
}

function add(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
