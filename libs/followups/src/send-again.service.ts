import { Injectable } from '@nestjs/common';
import { TaskService } from '#caseload';
import type { MessageView } from '#contracts';
import { Database, DomainError, memberBehind, NotFound, type Here, type Tx } from '#platform';
import { deliverMessage } from './followups.jobs.js';
import { Gate } from './gate.js';
import { Message } from './message.entity.js';
import { MessageService } from './message.service.js';

/** Only what may or may not have arrived can be sent again, and only once. */
export class NotInDoubt extends DomainError {
  readonly code = 'message-not-in-doubt';
  readonly kind = 'conflict';
  constructor() {
    super('This message is not in doubt, or was sent again already.');
  }
}

/** The gate would stop it now: it has come too late, lost its reason, or its reader does not want it. */
export class MessageStopped extends DomainError {
  readonly code = 'message-stopped';
  readonly kind = 'conflict';
  constructor(reason: string) {
    super('This message would not be sent now: its time has passed, or its reader does not want it.', { reason });
  }
}

/**
 * Sends a message of unknown outcome once more because somebody decided so: under the same Message-ID, through the same
 * gate, once in its life. Its reader may see it twice.
 */
@Injectable()
export class SendAgainService {
  constructor(
    private readonly db: Database,
    private readonly gate: Gate,
    private readonly messages: MessageService,
    private readonly tasks: TaskService,
  ) {}

  /** Throws NotFound, also where the message is none of the asker's; NotInDoubt; MessageStopped. */
  sendAgain(here: Here, id: string): Promise<MessageView> {
    return this.db.inPractice(here, async (tx) => {
      const message = await tx.repository(Message).findOne({
        where: { practiceId: tx.practiceId, id },
        lock: { mode: 'pessimistic_write' },
      });
      if (!message || message.invitationId || !(await this.isTheirs(tx, message))) throw new NotFound('message');
      if (message.status !== 'outcome_unknown' || message.sentAgainAt) throw new NotInDoubt();
      const passed = await this.gate.pass(tx, message);
      if ('stop' in passed) throw new MessageStopped(passed.stop.reason);
      await tx.query(
        `UPDATE messages SET status = 'scheduled', reason = 'sent-again', sent_again_at = $2, revision = revision + 1
         WHERE id = $1`,
        [id, tx.now()],
      );
      await this.tasks.settle(tx, 'message_outcome_unknown', id);
      tx.audit('message.sent-again', id);
      tx.schedule(deliverMessage, { messageId: id });
      return this.messages.get(tx, id);
    });
  }

  /** The owner's, the assistant's, and of coaches that one's whose client or whose own message it is. */
  private async isTheirs(tx: Tx, message: Message): Promise<boolean> {
    const { actor } = tx;
    const member = memberBehind(actor);
    // The key that came with the practice does what its scopes name, which the door has checked.
    if (member === null) return actor.kind === 'api-key';
    const row = await tx.one(
      `SELECT 1 FROM members m LEFT JOIN coaches k ON k.practice_id = m.practice_id AND k.member_id = m.id
       WHERE m.id = $1 AND m.status = 'active' AND (m.role <> 'coach' OR m.id = $2
         OR EXISTS (SELECT 1 FROM appointments a WHERE a.id = $3 AND a.coach_id = k.id)
         OR EXISTS (SELECT 1 FROM cases c JOIN participants p ON p.practice_id = c.practice_id AND p.case_id = c.id
                    WHERE p.client_id = $4 AND c.coach_id = k.id))`,
      [member, message.memberId, message.causeId, message.clientId],
    );
    return row !== null;
  }
}
