import { Injectable } from '@nestjs/common';
import {
  Database,
  DomainError,
  MailTransport,
  machineTime,
  newId,
  system,
  type OutgoingMail,
  type Tx,
} from '#platform';
import { EnrolmentService } from './enrolment.service.js';
import type { Stop } from './domain/words.js';
import { Gate } from './gate.js';
import { MailWriter } from './mail-writer.js';
import { Delivery, Message } from './message.entity.js';

const seconds = 1000;
/** Longer than one attempt can take: until then another worker may be in the middle of it. */
const attemptLasts = 150 * seconds;
/** After so many attempts the mail server is not going to take it. */
const mostAttempts = 12;

/** The mail could not be handed over now; the job tries again after a pause. */
export class MailPostponed extends DomainError {
  readonly code = 'mail-postponed';
  readonly kind = 'unavailable';
  constructor() {
    super('The mail server does not take mail at the moment.');
  }
}

type Begun = {
  readonly mail: OutgoingMail;
  readonly deliveryId: string;
  readonly attempt: number;
  readonly message: Message;
};

/**
 * Sends one message by the hand-over protocol: the attempt is committed before the connection, `handed` just before the
 * last bytes leave, the outcome after. A crash before `handed` is safe to try again; after it nobody knows, and only
 * what must arrive is sent once more, with the same Message-ID.
 */
@Injectable()
export class DeliveryService {
  constructor(
    private readonly db: Database,
    private readonly gate: Gate,
    private readonly writer: MailWriter,
    private readonly transport: MailTransport,
    private readonly enrolments: EnrolmentService,
  ) {}

  /** Safe to call twice; quiet when nothing is left to do. Throws MailPostponed to be called again. */
  async deliver(practiceId: string, messageId: string): Promise<void> {
    const begun = await this.inPractice(practiceId, (tx) => this.begin(tx, messageId));
    if (!begun) return;
    const { mail, deliveryId } = begun;
    const outcome = await this.transport.deliver(mail, () =>
      this.inPractice(practiceId, (tx) => this.handed(tx, messageId, deliveryId)),
    );
    const again = await this.inPractice(practiceId, (tx) => this.record(tx, begun, outcome));
    if (again) throw new MailPostponed();
  }

  /** Decides whether to send, and commits the attempt with the rendered mail's secrets. */
  private async begin(tx: Tx, messageId: string): Promise<Begun | null> {
    const message = await tx.repository(Message).findOne({
      where: { practiceId: tx.practiceId, id: messageId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!message || !['scheduled', 'sending', 'handed'].includes(message.status) || message.dueAt > tx.now())
      return null;
    const last = await tx
      .repository(Delivery)
      .findOne({ where: { practiceId: tx.practiceId, messageId }, order: { attempt: 'DESC' } });
    if (last && !last.endedAt) {
      if (machineTime().getTime() - last.startedAt.getTime() < attemptLasts) throw new MailPostponed();
      // That worker is gone. What it had handed over may or may not have arrived.
      if (last.handedAt && !(await this.mayGoAgain(tx, message))) return null;
    }
    const passed = await this.gate.pass(tx, message);
    if ('stop' in passed) return this.stop(tx, message, passed.stop);
    const written = await this.writer.write(tx, message, passed.person);
    if ('stop' in written) return this.stop(tx, message, written.stop);
    const attempt = (last?.attempt ?? 0) + 1;
    const deliveryId = newId();
    await tx.repository(Delivery).insert({
      practiceId: tx.practiceId,
      id: deliveryId,
      messageId,
      attempt,
      // The machine's own time: it only tells whether the worker that began is still at it.
      startedAt: machineTime(),
    });
    await this.move(tx, message, 'sending', null);
    return { mail: written.mail, deliveryId, attempt, message };
  }

  private async handed(tx: Tx, messageId: string, deliveryId: string): Promise<void> {
    await tx.query('UPDATE deliveries SET handed_at = $2 WHERE id = $1', [deliveryId, machineTime()]);
    await tx.query(`UPDATE messages SET status = 'handed', revision = revision + 1 WHERE id = $1`, [messageId]);
  }

  /** Writes down what became of an attempt. True: try again later. */
  private async record(tx: Tx, begun: Begun, result: Awaited<ReturnType<MailTransport['deliver']>>): Promise<boolean> {
    const { message, deliveryId, attempt } = begun;
    const outcome = result.outcome === 'not-handed' ? 'not_handed' : result.outcome;
    await tx.query('UPDATE deliveries SET ended_at = $2, outcome = $3 WHERE id = $1', [
      deliveryId,
      machineTime(),
      outcome,
    ]);
    switch (result.outcome) {
      case 'accepted':
        await tx.query(
          `UPDATE messages SET status = 'sent', sent_at = $2, reason = NULL, revision = revision + 1 WHERE id = $1`,
          [message.id, tx.now()],
        );
        tx.audit('message.sent', message.id);
        if (message.enrolmentId) await this.enrolments.finishIfDone(tx, message.enrolmentId);
        return false;
      case 'unknown':
        return this.mayGoAgain(tx, message);
      case 'refused':
        if (result.permanent || attempt >= mostAttempts) return this.fail(tx, message, 'refused');
        await this.move(tx, message, 'scheduled', 'server-busy');
        return true;
      case 'not-handed':
        if (attempt >= mostAttempts) return this.fail(tx, message, 'mail-server-unreachable');
        await this.move(tx, message, 'scheduled', 'mail-server-unreachable');
        return true;
    }
  }

  /** After an unknown outcome: what must arrive goes once more; anything else is flagged and stays. */
  private async mayGoAgain(tx: Tx, message: Message): Promise<boolean> {
    const [{ handed } = { handed: 0 }] = await tx.query<{ handed: number }>(
      'SELECT count(*)::int AS handed FROM deliveries WHERE message_id = $1 AND handed_at IS NOT NULL',
      [message.id],
    );
    if (message.mustArrive && handed < 2) {
      await this.move(tx, message, 'scheduled', 'outcome-unknown');
      return true;
    }
    await this.move(tx, message, 'outcome_unknown', 'outcome-unknown');
    tx.audit('message.outcome-unknown', message.id);
    return false;
  }

  private async fail(tx: Tx, message: Message, reason: string): Promise<false> {
    await this.move(tx, message, 'failed', reason);
    tx.audit('message.failed', message.id);
    return false;
  }

  private async stop(tx: Tx, message: Message, stop: Stop): Promise<null> {
    await this.move(tx, message, stop.status, stop.reason);
    tx.audit(stop.status === 'cancelled' ? 'message.cancelled' : 'message.suppressed', message.id);
    if (message.enrolmentId) await this.enrolments.finishIfDone(tx, message.enrolmentId);
    return null;
  }

  private async move(tx: Tx, message: Message, status: Message['status'], reason: string | null): Promise<void> {
    await tx.query('UPDATE messages SET status = $2, reason = $3, revision = revision + 1 WHERE id = $1', [
      message.id,
      status,
      reason,
    ]);
  }

  private inPractice<T>(practiceId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.db.inPractice({ practiceId, actor: system }, work);
  }
}
