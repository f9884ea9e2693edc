import { deliverMessage, MailPostponed, type DeliveryService, type EnrolmentService } from '#followups';
import { on, system, type Config, type Database, type JobHandler } from '#platform';

/**
 * The mail of the weeks that the demo lays into the past: it goes into a mailbox beside this program, for people to
 * look at, and never out into the world or into a later hour. Where there is no such mailbox it counts as too late.
 */
export class PastMail {
  private caught: boolean;
  private readonly inDoubt = new Set<string>();
  private readonly underWay = new Set<Promise<void>>();
  private alone: Promise<void> | undefined;

  constructor(
    private readonly config: Config,
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

  /** The mailbox will go away while it is handed the reminder of this appointment; of several, of the first. */
  doubt(appointmentId: string): void {
    if (this.inDoubt.size === 0) this.inDoubt.add(appointmentId);
  }

  /** As many mails at once as are due, but for one in doubt: what befalls it befalls no other. */
  private async deliver(practiceId: string, messageId: string): Promise<void> {
    const isInDoubt = await this.isInDoubt(practiceId, messageId);
    while (this.alone) await this.alone;
    const before = [...this.underWay];
    const turn = isInDoubt
      ? this.deliverInDoubt(practiceId, messageId, before)
      : this.deliverOne(practiceId, messageId);
    const ended = turn.then(
      () => undefined,
      () => undefined, // whoever asked for it hears of it
    );
    this.underWay.add(ended);
    if (isInDoubt) this.alone = ended;
    try {
      await turn;
    } finally {
      this.underWay.delete(ended);
      if (isInDoubt) this.alone = undefined;
    }
  }

  private async deliverInDoubt(practiceId: string, messageId: string, before: Promise<void>[]): Promise<void> {
    await Promise.all(before);
    await this.mailboxFaults({ dropAfterData: 1 });
    try {
      await this.deliverOne(practiceId, messageId);
    } finally {
      await this.mailboxFaults({});
    }
  }

  private async deliverOne(practiceId: string, messageId: string): Promise<void> {
    if (this.caught)
      try {
        return await this.delivery.deliver(practiceId, messageId);
      } catch (error) {
        if (!(error instanceof MailPostponed)) throw error;
        this.caught = false; // nobody is there to catch it
      }
    await this.tooLate(practiceId, messageId);
  }

  private async isInDoubt(practiceId: string, messageId: string): Promise<boolean> {
    if (this.inDoubt.size === 0 || this.config.MAILBOX_URL === undefined || !this.caught) return false;
    const found = await this.db.inPractice({ practiceId, actor: system, readOnly: true }, (tx) =>
      tx.one(`SELECT 1 FROM messages WHERE id = $1 AND template = 'reminder' AND cause_id = ANY ($2)`, [
        messageId,
        [...this.inDoubt],
      ]),
    );
    return found !== null;
  }

  private async mailboxFaults(faults: object): Promise<void> {
    const answer = await fetch(`${this.config.MAILBOX_URL}/api/faults`, {
      method: 'PUT',
      body: JSON.stringify(faults),
    });
    if (!answer.ok) throw new Error(`The mailbox answered ${answer.status}.`);
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
