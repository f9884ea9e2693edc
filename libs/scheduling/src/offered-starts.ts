import type { Availability } from './domain/availability.js';
import type { Interval } from './domain/interval.js';
import { slotChanges } from './domain/slot-changes.js';
import type { OfferedStart } from './domain/slot-days.js';
import { slotsBetween } from './domain/slots.js';
import { rulesOf, type OfferingRules } from './rules-of-offering.js';
import type { Calendar } from './slot.store.js';

/**
 * Every start within the range at which these coaches offer it: what visitors are shown, what a booking is offered instead,
 * and what an editor shows before it is saved.
 */
export function offeredBy(
  calendars: readonly Calendar[],
  offering: OfferingRules,
  now: Date,
  range: Interval,
): OfferedStart[] {
  return calendars.flatMap((calendar) =>
    calendar.availability
      ? slotsBetween(calendar.availability, calendar.busy, rulesOf(offering, calendar, now), range).map((start) => ({
          start,
          coach: calendar.slug,
        }))
      : [],
  );
}

/** By which hours and rules an offering's starts were listed before these were changed. */
export interface Formerly {
  readonly availability: Availability;
  readonly rules: OfferingRules;
}

/** Of the starts in one calendar those that were not there formerly, over the same busy time; null: there were none. */
export function openedSince(
  formerly: Formerly | null,
  calendar: Calendar,
  offering: OfferingRules,
  now: Date,
  range: Interval,
): OfferedStart[] {
  const starts = (of: Calendar, rules: OfferingRules) => offeredBy([of], rules, now, range).map(({ start }) => start);
  const former = formerly ? starts({ ...calendar, availability: formerly.availability }, formerly.rules) : [];
  return slotChanges(former, starts(calendar, offering))
    .filter(({ change }) => change === 'gained')
    .map(({ start }) => ({ start, coach: calendar.slug }));
}
