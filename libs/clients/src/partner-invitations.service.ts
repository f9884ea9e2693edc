import { Injectable } from '@nestjs/common';
import { Links, newId, NotFound, type Tx } from '#platform';
import { CaseService } from './case.service.js';
import type { ParticipantRow } from './case.store.js';
import { CaseClosed, CaseFull } from './clients.errors.js';
import { partnerInvited } from './clients.events.js';
import { isOpen, mostParticipants } from './domain/case-state.js';

/** Whom an invitation is mailed to: an address, in the language of the practice, and no name, since somebody else typed it. */
export interface Invited {
  readonly email: string;
  readonly locale: string;
  readonly timeZone: string;
}

/** Inviting whom somebody else named: a coach agrees, and each address of a practice hears of it once at most. */
@Injectable()
export class PartnerInvitations {
  constructor(
    private readonly cases: CaseService,
    private readonly links: Links,
  ) {}

  /**
   * Staff agree that a partner be invited. Nothing here depends on the address, so neither answer nor time tells what is
   * known of it; saying it again changes nothing. Throws NotFound, CaseClosed, CaseFull.
   */
  async agree(tx: Tx, caseId: string, partnerId: string): Promise<ParticipantRow> {
    const { kind, status, participants } = await this.cases.get(tx, caseId);
    const partner = participants.find((one) => one.id === partnerId && one.clientId === null);
    if (!partner) throw new NotFound('partner');
    if (!isOpen(status)) throw new CaseClosed(status);
    const joined = participants.filter((one) => one.status === 'joined').length;
    if (joined >= mostParticipants(kind)) throw new CaseFull(mostParticipants(kind));
    await tx.query('UPDATE named_partners SET invited_at = coalesce(invited_at, $2) WHERE id = $1', [
      partnerId,
      tx.now(),
    ]);
    tx.audit('partner.invited', partnerId);
    tx.emit(partnerInvited, { partnerId });
    return { ...partner, status: 'invited' };
  }

  /** The invitation of a partner's address; null where that address had its own before, whatever became of it. */
  async open(tx: Tx, partnerId: string): Promise<string | null> {
    const [opened] = await tx.query<{ id: string }>(
      `INSERT INTO partner_invitations (id, case_id, email, status, created_at)
       SELECT $1, case_id, email, 'open', $3 FROM named_partners WHERE id = $2
       ON CONFLICT (practice_id, email) DO NOTHING RETURNING id`,
      [newId(), partnerId, tx.now()],
    );
    if (opened) tx.audit('joining.opened', opened.id);
    return opened?.id ?? null;
  }

  /** Whom the mail of an invitation goes to; null once it was answered. */
  invited(tx: Tx, invitationId: string): Promise<Invited | null> {
    return tx.one<Invited>(
      `SELECT i.email, s.locale, s.time_zone AS "timeZone" FROM partner_invitations i CROSS JOIN practice_settings s
       WHERE i.id = $1 AND i.status = 'open'`,
      [invitationId],
    );
  }

  /** The secret of the link in that mail; only its hash is kept. It has no end, so that whoever finds the mail late can still refuse. */
  issueSecret(tx: Tx, invitationId: string): Promise<string> {
    return this.links.issue(tx, 'joining', invitationId, null);
  }

  /**
   * Whether this client is somebody's word alone, and their address was invited and has not accepted: then nothing else is
   * sent there, by whatever way staff came to it. The same for silence and for every refusal.
   */
  async isAwaited(tx: Tx, clientId: string): Promise<boolean> {
    const row = await tx.one(
      `SELECT 1 FROM clients c JOIN partner_invitations i ON i.email = c.email AND i.status <> 'accepted'
       WHERE c.id = $1 AND c.confirmed_at IS NULL AND c.origin = 'practice'`,
      [clientId],
    );
    return row !== null;
  }
}
