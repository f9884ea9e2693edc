import type { Tx } from '#platform';
import type { Format } from './domain/location.js';

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

/** Those that are agreed on and still to come take place elsewhere from now on; answers which. */
export async function relocateAgreed(tx: Tx, { id, format }: OfferingLocation): Promise<string[]> {
  const relocated = await tx.query<{ id: string }>(
    `UPDATE appointments a SET relocated_at = $3, revision = revision + 1
     WHERE ${asOffered} AND a.status = 'confirmed' AND a.end_at > $3 RETURNING a.id`,
    [id, format, tx.now()],
  );
  return relocated.map((row) => row.id);
}
