import type { SlotRules } from './domain/slot-rules.js';
import { dayMs, minuteMs } from './domain/zone-transitions.js';
import type { OfferingRow } from './offering.store.js';
import type { Calendar } from './slot.store.js';

/** The terms of an offering that decide at which times it starts. */
export type OfferingRules = Pick<
  OfferingRow,
  | 'durationMinutes'
  | 'startEveryMinutes'
  | 'bufferBeforeMinutes'
  | 'bufferAfterMinutes'
  | 'minimumNoticeMinutes'
  | 'bookingWindowDays'
  | 'maxPerDay'
  | 'maxPerWeek'
>;

/** What an offering demands of a start in this calendar, at this moment. */
export function rulesOf(offering: OfferingRules, { availability, booked }: Calendar, now: Date): SlotRules {
  const { maxPerDay, maxPerWeek } = offering;
  const limited = availability && (maxPerDay !== null || maxPerWeek !== null);
  return {
    durationMs: offering.durationMinutes * minuteMs,
    startEveryMs: offering.startEveryMinutes * minuteMs,
    bufferBeforeMs: offering.bufferBeforeMinutes * minuteMs,
    bufferAfterMs: offering.bufferAfterMinutes * minuteMs,
    now: now.getTime(),
    minimumNoticeMs: offering.minimumNoticeMinutes * minuteMs,
    bookingWindowMs: offering.bookingWindowDays * dayMs,
    limits: limited
      ? {
          timeZone: availability.timeZone,
          maxPerDay: maxPerDay ?? undefined,
          maxPerWeek: maxPerWeek ?? undefined,
          booked,
        }
      : undefined,
  };
}
