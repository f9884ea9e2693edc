import type { Tx } from '#platform';
import { answerDue, jointAnswerDue } from './domain/answer-due.js';

/** Until when a request made now is answered; one for two is told its answer then, on the wall of the coach. */
export async function answerDueFor(
  tx: Tx,
  {
    offering,
    slot,
  }: {
    readonly offering: { readonly kind: string };
    readonly slot: { readonly coachId: string; readonly start: Date };
  },
): Promise<Date> {
  if (offering.kind !== 'couple') return answerDue(tx.now(), slot.start);
  const coach = await tx.one<{ timeZone: string }>('SELECT time_zone AS "timeZone" FROM coaches WHERE id = $1', [
    slot.coachId,
  ]);
  return jointAnswerDue(tx.now(), slot.start, coach?.timeZone ?? 'UTC');
}

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
