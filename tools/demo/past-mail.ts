import { deliverMessage, MailPostponed, type DeliveryService, type EnrolmentService } from '#followups';
import { on, system, type Config, type Database, type JobHandler } from '#platform';

/**
 * The mail of the weeks that the demo lays into the past: it goes into a mailbox beside this program, for people to
 * look at, and never out into the world or into a later hour. Where there is no such mailbox it counts as too late.
 */
export class PastMail {
  private caught: boolean;

  constructor(
    config: Config,
    private readonly db: Database,
    private readonly delivery: DeliveryService,
    private readonly enrolments: EnrolmentService,
  ) {
    this.caught = isNearby(new URL(config.SMTP_URL).hostname);
  }

  /** In place of the worker's own. */
  get handler(): JobHandler {
    return on(deliverMessage, (practice, { messageId }) => this.deliver(practice, messageId));
  }

  private async deliver(practiceId: string, messageId: string): Promise<void> {
    if (this.caught)
      try {
        return await this.delivery.deliver(practiceId, messageId);
      } catch (error) {
        if (!(error instanceof MailPostponed)) throw error;
        this.caught = false; // nobody is there to catch it
      }
    await this.tooLate(practiceId, messageId);
  }

  private async tooLate(practiceId: string, messageId: string): Promise<void> {
    await this.db.inPractice({ practiceId, actor: system }, async (tx) => {
      const [message] = await tx.query<{ enrolmentId: string | null }>(
        `UPDATE messages SET status = 'cancelled', reason = 'too-late', revision = revision + 1
         WHERE id = $1 AND status IN ('scheduled', 'sending') RETURNING enrolment_id AS "enrolmentId"`,
        [messageId],
      );
      if (!message) return;
      tx.audit('message.cancelled', messageId);
      if (message.enrolmentId) await this.enrolments.finishIfDone(tx, message.enrolmentId);
    });
  }
}

/** This machine, or a name that only its own network knows. */
function isNearby(host: string): boolean {
  return host === '[::1]' || host.startsWith('127.') || !host.includes('.');
}
