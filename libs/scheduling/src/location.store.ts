import type { Tx } from '#platform';
import type { Format } from './domain/location.js';
import { stillWaitingSince } from './domain/undo-window.js';
import { nearlyTimeMinutes } from './domain/whereabouts.js';

/** Where an offering says that people meet. */
export interface OfferingLocation {
  readonly id: string;
  readonly format: Format | null;
  readonly location: string | null;
}

/** Appointments that take place where their offering says: of this format, with no place of their own or of the coach's hours. */
const asOffered = `a.offering_id = $1 AND a.format = $2 AND a.location IS NULL AND NOT (a.format = 'place' AND EXISTS
  (SELECT 1 FROM schedules s WHERE s.id = a.schedule_id AND s.place_name IS NOT NULL))`;

/** Whoever booked while it was offered so goes on meeting there, now that it is held in another way. */
export async function keepAgreedLocation(tx: Tx, { id, format, location }: OfferingLocation): Promise<void> {
  await tx.query(
    `UPDATE appointments a SET location = $3, revision = revision + 1
     WHERE ${asOffered} AND a.status IN ('held', 'pending_approval', 'confirmed') AND a.end_at > $4`,
    [id, format, location, tx.now()],
  );
}

/** Where people were to meet, and where they meet instead; null where nobody says. */
export interface Relocated {
  readonly before: string | null;
  readonly after: string | null;
}

/** Those that are agreed on and still to come take place elsewhere from now on; answers which. */
export function relocateAgreed(tx: Tx, { id, format }: OfferingLocation, change: Relocated): Promise<string[]> {
  return relocate(tx, asOffered, [id, format], change);
}

/** The same of those that take place where their coach is in certain hours. */
export function relocateInHours(tx: Tx, scheduleId: string, change: Relocated): Promise<string[]> {
  return relocate(tx, `a.schedule_id = $1 AND a.format = $2 AND a.location IS NULL`, [scheduleId, 'place'], change);
}

/**
 * What is changed again before it stands is one change, and back to what stood it is none: as `Appointment.relocate` has it
 * for a single one.
 */
async function relocate(
  tx: Tx,
  which: string,
  [id, format]: readonly [string, Format | null],
  { before, after }: Relocated,
): Promise<string[]> {
  // As `relocationStandsFrom` has it.
  const waits = `a.relocated_at > $4 AND a.relocated_at < a.start_at - interval '${nearlyTimeMinutes} minutes'`;
  const relocated = await tx.query<{ id: string }>(
    `UPDATE appointments a SET revision = revision + 1,
       former_location = CASE WHEN ${waits} THEN a.former_location ELSE $5 END,
       relocated_at = CASE WHEN ${waits} AND a.former_location = $6 THEN NULL ELSE $3::timestamptz END
     WHERE ${which} AND a.status = 'confirmed' AND a.end_at > $3 RETURNING a.id`,
    [id, format, tx.now(), stillWaitingSince(tx.now()), before, after],
  );
  return relocated.map((row) => row.id);
}
