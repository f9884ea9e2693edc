import { Injectable } from '@nestjs/common';
import { memberBehind, type Tx } from '#platform';

/** Whether a client said anything in a domain that whoever acts may not read. */
export type SaidElsewhere = (tx: Tx, clientId: string) => Promise<boolean>;

/** Who may vouch for who a client is. Domains above say what was said there, since this library knows none of them. */
@Injectable()
export class ClientVouching {
  private readonly questions: SaidElsewhere[] = [];

  /** Called once per domain at start, before the first request. */
  alsoAsk(question: SaidElsewhere): void {
    this.questions.push(question);
  }

  /**
   * Whether the member who acts may vouch for who a client is, which opens all that this client said in the practice: the
   * owner, or a coach to whom all of it was said. A coach can open a case with anybody's client, so a case of one's own is
   * not enough: no other coach may have one with them, nor may anything have been said that is for somebody else.
   */
  async mayVouchFor(tx: Tx, clientId: string): Promise<boolean> {
    const row = await tx.one<{ isOwner: boolean }>(
      `SELECT m.role = 'owner' AS "isOwner" FROM members m LEFT JOIN coaches k ON k.member_id = m.id
       WHERE m.id = $1 AND m.status = 'active' AND (m.role = 'owner' OR
         (SELECT bool_and(c.coach_id = k.id) AND bool_or(p.status = 'joined')
          FROM participants p JOIN cases c ON c.id = p.case_id WHERE p.client_id = $2))`,
      [memberBehind(tx.actor), clientId],
    );
    if (!row || row.isOwner) return row !== null;
    for (const saidElsewhere of this.questions) if (await saidElsewhere(tx, clientId)) return false;
    return true;
  }

  /**
   * Whether whoever acts may give a person another address, which is a way into what they said in private: who ever confirmed
   * one gets another from whoever may vouch for them alone. A key that came with the practice acts for it.
   */
  async mayChangeAddress(tx: Tx, clientId: string): Promise<boolean> {
    if (tx.actor.kind !== 'member' && memberBehind(tx.actor) === null) return true;
    const row = await tx.one(
      `SELECT 1 FROM clients c WHERE c.id = $1 AND c.confirmed_at IS NULL AND NOT EXISTS
         (SELECT 1 FROM audit_entries e WHERE e.subject_id = c.id AND e.action IN ('client.confirmed', 'client.address-changed'))`,
      [clientId],
    );
    return row !== null || this.mayVouchFor(tx, clientId);
  }
}
