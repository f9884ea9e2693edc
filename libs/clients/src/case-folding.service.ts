import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '#platform';
import { CaseMerges } from './case-merges.js';
import { selectCases, type CaseRow } from './case.store.js';
import { ClientMerges } from './client-merges.js';
import { sameWork, type OpenCase } from './domain/same-work.js';

/**
 * A booking with a known address opens a case of its own, since it may open nothing that is known. When its person
 * turns out to be that client, the inquiry becomes part of the case the client has with that coach already.
 */
@Injectable()
export class CaseFolding implements OnModuleInit {
  constructor(
    private readonly clientMerges: ClientMerges,
    private readonly caseMerges: CaseMerges,
  ) {}

  onModuleInit(): void {
    this.clientMerges.alsoDo((tx, _contactId, clientId) => this.fold(tx, clientId));
  }

  private async fold(tx: Tx, clientId: string): Promise<void> {
    const open = await selectCases(
      tx,
      `WHERE c.merged_into IS NULL AND c.status IN ('inquiry', 'active', 'paused')
         AND EXISTS (SELECT 1 FROM participants p WHERE p.case_id = c.id AND p.client_id = $1 AND p.status = 'joined')`,
      [clientId],
    );
    for (const { from, into } of sameWork(open.map((row) => asSeenBy(clientId, row)))) {
      await tx.query(
        `UPDATE named_partners n SET case_id = $2 WHERE case_id = $1
           AND NOT EXISTS (SELECT 1 FROM named_partners o WHERE o.case_id = $2 AND o.email = n.email)`,
        [from, into],
      );
      await tx.query(
        `UPDATE named_partners o SET invited_at = n.invited_at FROM named_partners n
         WHERE n.case_id = $1 AND o.case_id = $2 AND o.email = n.email AND o.invited_at IS NULL`,
        [from, into],
      );
      await tx.query('UPDATE partner_invitations SET case_id = $2 WHERE case_id = $1', [from, into]);
      await tx.query('UPDATE brakes SET case_id = $2 WHERE case_id = $1', [from, into]);
      await this.caseMerges.run(tx, from, into);
      await tx.query(
        `UPDATE cases SET merged_into = $2, status = 'closed', closed_at = $3, revision = revision + 1 WHERE id = $1`,
        [from, into, tx.now()],
      );
      tx.audit('case.merged', from);
    }
  }
}

function asSeenBy(clientId: string, { id, kind, coachId, status, participants }: CaseRow): OpenCase {
  const others = participants.filter((one) => one.clientId !== clientId && one.status !== 'left');
  return {
    id,
    kind,
    coachId,
    status,
    joined: participants.filter((one) => one.status === 'joined').length,
    others: others.map(({ email }) => email),
  };
}
