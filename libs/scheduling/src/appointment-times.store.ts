import type { Tx } from '#platform';

/** When each of these cases meets next, where anything is agreed. */
export async function nextStarts(tx: Tx, caseIds: readonly string[]): Promise<Map<string, Date>> {
  const rows = await tx.query<{ caseId: string; startAt: Date }>(
    `SELECT case_id AS "caseId", min(start_at) AS "startAt" FROM appointments
     WHERE case_id = ANY($1) AND status = 'confirmed' AND start_at >= $2 GROUP BY case_id`,
    [caseIds, tx.now()],
  );
  return new Map(rows.map(({ caseId, startAt }) => [caseId, startAt]));
}

/** Agreed appointments of couple offerings that are still ahead, in the cases this person has their place in. */
export async function comingJoint(tx: Tx, clientId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT a.id FROM participants p JOIN appointments a ON a.case_id = p.case_id JOIN offerings o ON o.id = a.offering_id
     WHERE p.client_id = $1 AND p.status = 'joined' AND o.kind = 'couple' AND a.status = 'confirmed' AND a.start_at > $2
     ORDER BY a.start_at, a.id`,
    [clientId, tx.now()],
  );
  return rows.map(({ id }) => id);
}
