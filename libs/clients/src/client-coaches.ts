import { Forbidden, memberBehind, type Tx } from '#platform';
import { Injectable } from '@nestjs/common';

/** Who in a practice knows a client in person. */
@Injectable()
export class ClientCoaches {
  /**
   * That the actor may vouch for who a client is: the owner, a coach of one of their cases, a key that stands for one of
   * these, or the practice's own key. Throws Forbidden.
   */
  async mustKnow(tx: Tx, clientId: string): Promise<void> {
    const { actor } = tx;
    if (actor.kind === 'api-key' && actor.madeBy === null) return;
    const row = await tx.one(
      `SELECT 1 FROM members m LEFT JOIN coaches k ON k.practice_id = m.practice_id AND k.member_id = m.id
       WHERE m.id = $1 AND m.status = 'active' AND (m.role = 'owner' OR EXISTS (
         SELECT 1 FROM participants p JOIN cases c ON c.practice_id = p.practice_id AND c.id = p.case_id
         WHERE p.client_id = $2 AND c.coach_id = k.id))`,
      [memberBehind(actor), clientId],
    );
    if (!row) throw new Forbidden('Only the owner and the coach of this client can do this.');
  }
}
