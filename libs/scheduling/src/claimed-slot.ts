import { minuteMs } from './domain/zone-transitions.js';
import type { OfferingRow } from './offering.store.js';

/** A time that is the caller's until the transaction ends: its coach's calendar is locked. */
export interface ClaimedSlot {
  readonly coachId: string;
  readonly coach: string;
  readonly coachName: string;
  readonly start: Date;
  readonly end: Date;
  /** Start and end with the offering's buffers. */
  readonly blockedFrom: Date;
  readonly blockedTo: Date;
  /** By which of the coach's hours, where they are not the usual ones. */
  readonly scheduleId: string | null;
}

/** A start in a locked calendar, with what this offering keeps around it. */
export function claimedSlot(
  offering: Pick<OfferingRow, 'durationMinutes' | 'bufferBeforeMinutes' | 'bufferAfterMinutes'>,
  coach: { readonly id: string; readonly slug: string; readonly name: string },
  start: number,
  scheduleId: string | null,
): ClaimedSlot {
  const end = start + offering.durationMinutes * minuteMs;
  return {
    coachId: coach.id,
    coach: coach.slug,
    coachName: coach.name,
    start: new Date(start),
    end: new Date(end),
    blockedFrom: new Date(start - offering.bufferBeforeMinutes * minuteMs),
    blockedTo: new Date(end + offering.bufferAfterMinutes * minuteMs),
    scheduleId,
  };
}
