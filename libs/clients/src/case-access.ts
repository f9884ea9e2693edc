import { Injectable } from '@nestjs/common';
import type { Actor, Tx } from '#platform';

/**
 * Who may read what was said in private: the coach it was said to. A key that a member made reads what that member may;
 * the key that came with the practice reads what its scopes name, which the door has checked.
 */
@Injectable()
export class CaseAccess {
  /** `caseId` null: something about a client outside any case, readable by the coaches of that client's cases. */
  async mayReadPrivate(tx: Tx, caseId: string | null, clientId: string | null): Promise<boolean> {
    const reader = readerOf(tx.actor);
    if (reader === 'anybody') return true;
    if (reader === 'nobody') return false;
    const row = await tx.one(
      `SELECT 1 FROM cases c JOIN coaches k ON k.practice_id = c.practice_id AND k.id = c.coach_id
         JOIN members m ON m.practice_id = k.practice_id AND m.id = k.member_id
       WHERE m.id = $1 AND m.status = 'active' AND m.role <> 'assistant' AND (c.id = $2 OR ($2::uuid IS NULL AND EXISTS (
         SELECT 1 FROM participants p WHERE p.practice_id = c.practice_id AND p.case_id = c.id AND p.client_id = $3)))
       LIMIT 1`,
      [reader.memberId, caseId, clientId],
    );
    return row !== null;
  }
}

/** In whose name an actor reads. */
function readerOf(actor: Actor): 'anybody' | 'nobody' | { memberId: string } {
  if (actor.kind === 'system') return 'anybody';
  if (actor.kind === 'api-key') return actor.madeBy === null ? 'anybody' : { memberId: actor.madeBy };
  return actor.kind === 'member' ? { memberId: actor.id } : 'nobody';
}
