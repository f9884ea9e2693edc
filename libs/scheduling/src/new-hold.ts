import type { SeriesPlace } from './appointment.store.js';
import type { ClaimedSlot } from './claimed-slot.js';
import type { OfferingRow } from './offering.store.js';

/** What is needed to put a claimed time into the calendar. */
export interface NewHold {
  readonly offering: OfferingRow;
  readonly caseId: string;
  readonly clientId: string;
  /** As given when booking. */
  readonly name: string;
  readonly timeZone: string;
  readonly slot: ClaimedSlot;
  readonly status: 'held' | 'pending_approval' | 'confirmed';
  readonly source?: string | undefined;
  /** Who books; a visitor or client, if nothing else is said. */
  readonly bookedBy?: 'client' | 'practice' | undefined;
  readonly series?: SeriesPlace | undefined;
}

/** What became of it; an instant is null where the status has none. */
export interface Held {
  readonly appointmentId: string;
  readonly attendanceId: string;
  readonly status: 'held' | 'pending_approval' | 'confirmed';
  readonly holdExpiresAt: Date | null;
  readonly answerDueAt: Date | null;
}
