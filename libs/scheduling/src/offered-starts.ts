import type { Interval } from './domain/interval.js';
import type { OfferedStart } from './domain/slot-days.js';
import { slotsBetween } from './domain/slots.js';
import type { OfferingRow } from './offering.store.js';
import { rulesOf } from './rules-of-offering.js';
import type { Calendar } from './slot.store.js';

/**
 * Every start within the range at which these coaches offer it: what visitors are shown, what a booking is offered instead,
 * and what an editor shows before it is saved.
 */
export function offeredBy(
  calendars: readonly Calendar[],
  offering: OfferingRow,
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
