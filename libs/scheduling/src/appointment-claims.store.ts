import type { Tx } from '#platform';

/** Lets go of an appointment's claims. */
export async function dropClaims(tx: Tx, appointmentId: string): Promise<void> {
  await tx.query('UPDATE time_claims SET live = false WHERE appointment_id = $1 AND live', [appointmentId]);
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
