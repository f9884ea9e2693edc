import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform';

/** Who may read what was said in private: the coach of the case, and a key whose scope was checked at the door. */
@Injectable()
export class CaseAccess {
  /** `caseId` null: something about a client outside any case, readable by the coaches of that client's cases. */
  async mayReadPrivate(tx: Tx, caseId: string | null, clientId: string | null): Promise<boolean> {
    const { actor } = tx;
    if (actor.kind === 'api-key' || actor.kind === 'system') return true;
    if (actor.kind !== 'member' || actor.role === 'assistant') return false;
    const row = await tx.one(
      `SELECT 1 FROM cases c JOIN coaches k ON k.practice_id = c.practice_id AND k.id = c.coach_id
       WHERE k.member_id = $1 AND (c.id = $2 OR ($2::uuid IS NULL AND EXISTS (
         SELECT 1 FROM participants p WHERE p.practice_id = c.practice_id AND p.case_id = c.id AND p.client_id = $3)))
       LIMIT 1`,
      [actor.id, caseId, clientId],
    );
    return row !== null;
  }
}
