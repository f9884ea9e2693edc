import { Injectable } from '@nestjs/common';
import type { JoiningAnswer, JoiningView } from '#contracts';
import { DeadLink } from '#identity';
import { Database, Links, type Here, type Tx } from '#platform';
import { CaseService } from './case.service.js';
import type { ParticipantRow } from './case.store.js';
import { ClientService, type PersonGiven } from './client.service.js';
import { InvitationAnswered, InvitationOver } from './clients.errors.js';
import { isOpen, mostParticipants } from './domain/case-state.js';
import { PartnerInvitation } from './partner-invitation.entity.js';
import { SuppressionService } from './suppression.service.js';

/** How long an invitation can be accepted, in milliseconds. Refusing it never ends. */
const acceptedWithin = 30 * 24 * 3_600_000;

/** What is done, in the same transaction, for a person whom accepting made new. */
export type WhenNew = (tx: Tx, clientId: string) => Promise<void>;

/** What whoever was invited does about it. The answer is told to nobody: the inviter and the coach see that they joined, or nothing. */
@Injectable()
export class Joining {
  constructor(
    private readonly db: Database,
    private readonly links: Links,
    private readonly clients: ClientService,
    private readonly cases: CaseService,
    private readonly suppressions: SuppressionService,
  ) {}

  /** How an invitation stands; looking spends nothing. Throws DeadLink. */
  view(here: Here, token: string): Promise<JoiningView> {
    return this.db.inPractice({ ...here, readOnly: true }, async (tx) =>
      this.viewOf(tx, await this.invitation(tx, token)),
    );
  }

  /**
   * Answers an invitation; the same answer again changes nothing. "Not me" may still become another answer, while whoever
   * joined has pages of their own, and "never" stands. Throws DeadLink, InvitationAnswered, InvitationOver.
   */
  answer(here: Here, token: string, given: JoiningAnswer, whenNew: WhenNew): Promise<JoiningView> {
    return this.db.inPractice(here, async (tx) => {
      const { id } = await this.invitation(tx, token);
      const invitation = await tx.repository(PartnerInvitation).findOneOrFail({
        where: { practiceId: tx.practiceId, id },
        lock: { mode: 'pessimistic_write' },
      });
      const wanted = given.answer === 'accept' ? 'accepted' : given.answer;
      if (invitation.status === wanted) return this.viewOf(tx, invitation);
      if (invitation.status === 'accepted' || invitation.status === 'never') throw new InvitationAnswered();
      if (given.answer === 'accept') await this.accept(tx, invitation, given, whenNew);
      if (given.answer === 'never') await this.suppressions.add(tx, invitation.email, 'never_again', 'all');
      const answered = { status: wanted, answeredAt: tx.now() } as const;
      await tx.repository(PartnerInvitation).update({ practiceId: tx.practiceId, id }, answered);
      tx.audit('joining.answered', id);
      return this.viewOf(tx, Object.assign(invitation, answered));
    });
  }

  /** The link came by mail, so whoever accepts reads that mailbox: they are confirmed, and have their place in the case. */
  private async accept(
    tx: Tx,
    invitation: PartnerInvitation,
    { name, timeZone }: Omit<PersonGiven, 'email'>,
    whenNew: WhenNew,
  ): Promise<void> {
    // Somebody else may take the last place at this moment.
    await tx.query(
      'SELECT 1 FROM cases WHERE id = coalesce((SELECT merged_into FROM cases WHERE id = $1), $1) FOR UPDATE',
      [invitation.caseId],
    );
    const place = await this.place(tx, invitation);
    if (!place) throw new InvitationOver();
    if (place.taken) {
      await this.clients.confirm(tx, place.taken);
      return;
    }
    const { clientId } = await this.clients.meet(tx, { name, timeZone, email: invitation.email });
    await this.cases.addParticipant(tx, place.caseId, clientId);
    if ((await this.clients.confirm(tx, clientId)) === clientId) await whenNew(tx, clientId);
  }

  /** Where they would take part, and as whom if the coach has put the address there already; null where they cannot any more. */
  private async place(
    tx: Tx,
    { caseId, email, createdAt }: PartnerInvitation,
  ): Promise<{ caseId: string; taken: string | null } | null> {
    const { id, kind, status, participants } = await this.cases.get(tx, caseId);
    const joined = participants.filter((one): one is Joined => one.status === 'joined' && one.clientId !== null);
    const own = joined.find((one) => one.email === email);
    const inTime = tx.now().getTime() < createdAt.getTime() + acceptedWithin;
    const room = own !== undefined || joined.length < mostParticipants(kind);
    return isOpen(status) && inTime && room ? { caseId: id, taken: own?.clientId ?? null } : null;
  }

  private async viewOf(tx: Tx, invitation: PartnerInvitation): Promise<JoiningView> {
    const { status } = invitation;
    if (status !== 'open') return { state: status };
    return { state: (await this.place(tx, invitation)) ? 'open' : 'over' };
  }

  private async invitation(tx: Tx, token: string): Promise<PartnerInvitation> {
    const link = await this.links.find(tx, 'joining', token);
    if (!link) throw new DeadLink();
    return tx.repository(PartnerInvitation).findOneOrFail({ where: { practiceId: tx.practiceId, id: link.subjectId } });
  }
}

type Joined = ParticipantRow & { readonly clientId: string };
