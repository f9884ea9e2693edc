import { Injectable } from '@nestjs/common';
import { PartnerInvitations } from '#clients';
import { Database, system } from '#platform';
import { MessageService } from './message.service.js';

const minutes = 60_000;

/** Plans the mails that carry a link in: forms, sign-in, invitations, new password. The secret is made when the mail is. */
@Injectable()
export class LinkMessages {
  constructor(
    private readonly db: Database,
    private readonly messages: MessageService,
    private readonly partners: PartnerInvitations,
  ) {}

  async form(practiceId: string, { assignmentId }: { assignmentId: string }): Promise<void> {
    await this.db.inPractice({ practiceId, actor: system }, async (tx) => {
      const asked = await tx.one<{ clientId: string }>(
        `SELECT client_id AS "clientId" FROM assignments WHERE id = $1 AND status IN ('assigned', 'started')`,
        [assignmentId],
      );
      if (asked) await this.messages.plan(tx, { template: 'form', causeId: assignmentId, step: 'form', to: asked });
    });
  }

  /** Every form a person has not handed in, mailed once more to the address they have now; each time of changing it (`askedId`) once. */
  async formsAnew(practiceId: string, { clientId }: { clientId: string }, askedId: string): Promise<void> {
    await this.db.inPractice({ practiceId, actor: system }, async (tx) => {
      const open = await tx.query<{ id: string }>(
        `SELECT id FROM assignments WHERE client_id = $1 AND status IN ('assigned', 'started') ORDER BY id`,
        [clientId],
      );
      for (const { id } of open)
        await this.messages.plan(tx, { template: 'form', causeId: id, step: `anew:${askedId}`, to: { clientId } });
    });
  }

  /** Each time of asking is a cause of its own (`askedId`); a link that would arrive expired is not sent. */
  async signIn(practiceId: string, { clientId }: { clientId: string }, askedId: string): Promise<void> {
    await this.db.inPractice({ practiceId, actor: system }, (tx) =>
      this.messages.plan(tx, {
        template: 'sign-in',
        causeId: askedId,
        step: 'sign-in',
        to: { clientId },
        expiresAt: later(tx.now(), 20),
      }),
    );
  }

  async invitation(practiceId: string, { memberId }: { memberId: string }, askedId: string): Promise<void> {
    await this.db.inPractice({ practiceId, actor: system }, (tx) =>
      this.messages.plan(tx, { template: 'invitation', causeId: askedId, step: 'invitation', to: { memberId } }),
    );
  }

  /** A partner's address that was invited before, by whomever, gets nothing more. */
  async joining(practiceId: string, { partnerId }: { partnerId: string }): Promise<void> {
    await this.db.inPractice({ practiceId, actor: system }, async (tx) => {
      const invitationId = await this.partners.open(tx, partnerId);
      if (invitationId === null) return;
      await this.messages.plan(tx, {
        template: 'joining',
        causeId: invitationId,
        step: 'joining',
        to: { invitationId },
      });
    });
  }

  async passwordReset(practiceId: string, { userId }: { userId: string }, askedId: string): Promise<void> {
    await this.db.inPractice({ practiceId, actor: system }, (tx) =>
      this.messages.plan(tx, {
        template: 'reset',
        causeId: askedId,
        step: 'reset',
        to: { userId },
        expiresAt: later(tx.now(), 60),
      }),
    );
  }
}

function later(now: Date, byMinutes: number): Date {
  return new Date(now.getTime() + byMinutes * minutes);
}
