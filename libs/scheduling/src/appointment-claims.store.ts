import type { Tx } from '#platform';
import { freedTime, timeFreed } from './scheduling.events.js';

/** Lets go of an appointment's claims. Its time may be offered to somebody else from then on. */
export async function dropClaims(tx: Tx, appointmentId: string, offerableAt: Date): Promise<void> {
  const dropped = await tx.query<{ kind: string; id: string; from: Date; to: Date }>(
    `UPDATE time_claims SET live = false WHERE appointment_id = $1 AND live
     RETURNING resource_kind AS kind, resource_id AS id, lower(blocked) AS "from", upper(blocked) AS "to"`,
    [appointmentId],
  );
  for (const { kind, id, from, to } of dropped)
    if (kind === 'coach') tx.emit(timeFreed, freedTime(id, from, to, offerableAt));
}

/** Takes an appointment's claims again; false where somebody else has its time. The calendar must be locked. */
export async function retakeClaims(tx: Tx, appointmentId: string): Promise<boolean> {
  const inTheWay = await tx.one(
    `SELECT 1 FROM time_claims mine JOIN time_claims other
       ON other.resource_kind = mine.resource_kind AND other.resource_id = mine.resource_id AND other.blocked && mine.blocked
     WHERE mine.appointment_id = $1 AND other.live AND other.id <> mine.id LIMIT 1`,
    [appointmentId],
  );
  if (inTheWay) return false;
  await tx.query('UPDATE time_claims SET live = true WHERE appointment_id = $1', [appointmentId]);
  return true;
}
