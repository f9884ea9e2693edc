import { Injectable } from '@nestjs/common';
import { memberBehind, type Tx } from '#platform';

/** What something said in private belongs to: a case, or, where there is none, who asked for it and about which appointment. */
export interface PrivatePlace {
  readonly caseId: string | null;
  /** The member who asked. */
  readonly askedBy?: string | null;
  readonly appointmentId?: string | null;
}

/**
 * Who may read what was said in private: the coach it was said to. A key that a member made reads what that member may;
 * the key that came with the practice reads what its scopes name, which the door has checked.
 */
@Injectable()
export class CaseAccess {
  /** Inside a case its coach; outside, the member who asked and the coach of the appointment it was asked about. */
  async mayReadPrivate(tx: Tx, { caseId, askedBy = null, appointmentId = null }: PrivatePlace): Promise<boolean> {
    const { actor } = tx;
    if (actor.kind === 'system' || (actor.kind === 'api-key' && actor.madeBy === null)) return true;
    const reader = memberBehind(actor);
    if (reader === null) return false;
    const row = await tx.one(
      `SELECT 1 FROM members m LEFT JOIN coaches k ON k.practice_id = m.practice_id AND k.member_id = m.id
       WHERE m.id = $1 AND m.status = 'active' AND m.role <> 'assistant' AND CASE WHEN $2::uuid IS NOT NULL
         THEN EXISTS (SELECT 1 FROM cases c WHERE c.id = $2 AND c.coach_id = k.id)
         ELSE m.id = $3 OR EXISTS (SELECT 1 FROM appointments a WHERE a.id = $4 AND a.coach_id = k.id) END`,
      [reader, caseId, askedBy, appointmentId],
    );
    return row !== null;
  }
}
