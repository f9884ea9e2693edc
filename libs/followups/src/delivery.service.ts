import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { TaskService } from '#caseload';
import {
  Database,
  DatabaseAway,
  DomainError,
  InvalidAddress,
  MailTransport,
  machineTime,
  system,
  UnsafeHeader,
  type MailOutcome,
  type OutgoingMail,
  type Tx,
} from '#platform';
import { beginAttempt, copiesHanded, endAttempt, handAttempt, isInDoubt, lastAttempt } from './attempts.js';
import { EnrolmentService } from './enrolment.service.js';
import { triedUntil } from './domain/due.js';
import { mustBeToldOtherwise } from './domain/told-otherwise.js';
import type { Stop } from './domain/words.js';
import { deliverMessage } from './followups.jobs.js';
import { Gate } from './gate.js';
import { MailWriter } from './mail-writer.js';
import { auditMessage } from './message-audit.js';
import { Message } from './message.entity.js';

const seconds = 1000;
/** Longer than one attempt can take: until then another worker may be in the middle of it. */
const attemptLasts = 150 * seconds;

const serverAway = 'mail-server-unreachable';

/** The mail could not be handed over now; the job tries again after a pause. */
export class MailPostponed extends DomainError {
  readonly code = 'mail-postponed';
  readonly kind = 'unavailable';
  constructor() {
    super('The mail server does not take mail at the moment.');
  }
}

type MessageTask = 'message_outcome_unknown' | 'message_failed';

type Begun = {
  readonly mail: OutgoingMail;
  readonly deliveryId: string;
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
    private readonly tasks: TaskService,
  ) {}

  /** Safe to call twice; quiet when nothing is left to do. Throws MailPostponed to be called again. */
  async deliver(practiceId: string, messageId: string): Promise<void> {
    const begun = await this.inPractice(practiceId, (tx) => this.begin(tx, messageId));
    if (begun === 'later') throw new MailPostponed();
    if (!begun) return;
    const outcome = await this.handOver(practiceId, begun);
    if (await this.keep(practiceId, begun, outcome)) throw new MailPostponed();
  }

  /** Only this process knows how its attempt went: while the database is away it waits, and does not forget. */
  private async keep(practiceId: string, begun: Begun, outcome: MailOutcome): Promise<boolean> {
    const deadline = performance.now() + attemptLasts;
    for (;;)
      try {
        return await this.inPractice(practiceId, (tx) => this.record(tx, begun, outcome));
      } catch (error) {
        if (!(error instanceof DatabaseAway) || performance.now() > deadline) throw error;
        await pause(seconds / 2);
      }
  }

  private async handOver(practiceId: string, { mail, message, deliveryId }: Begun): Promise<MailOutcome> {
    try {
      return await this.transport.deliver(mail, () =>
        this.inPractice(practiceId, (tx) => this.handed(tx, message.id, deliveryId)),
      );
    } catch (error) {
      // An address or a name that no mail can carry will not become one by trying again.
      if (error instanceof InvalidAddress || error instanceof UnsafeHeader)
        return { outcome: 'refused', permanent: true, response: error.code };
      throw error;
    }
  }

  /** Decides whether to send, and commits the attempt with the rendered mail's secrets. */
  private async begin(tx: Tx, messageId: string): Promise<Begun | 'later' | null> {
    const message = await tx.repository(Message).findOne({
      where: { practiceId: tx.practiceId, id: messageId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!message || !['scheduled', 'sending', 'handed'].includes(message.status)) return null;
    // Another machine's clock is ahead of this one's, or the message was put off: it must not be forgotten.
    if (message.dueAt > tx.now()) throw new MailPostponed();
    const last = await lastAttempt(tx, messageId);
    if (last && !last.endedAt) {
      if (machineTime().getTime() - last.startedAt.getTime() < attemptLasts) throw new MailPostponed();
      // That worker is gone, and from here on it may not hand over. What it had handed over may or may not have arrived.
      await endAttempt(tx, last.id, last.handedAt ? 'unknown' : 'not_handed');
      if (last.handedAt && !(await this.mayGoAgain(tx, message))) return null;
    }
    const passed = await this.gate.pass(tx, message);
    if ('stop' in passed) {
      // It would have been in time had the mail server taken it, or the reader's quiet hours: that is no quiet end.
      const triedBefore = last !== null || ['quiet-hours', serverAway].includes(message.reason ?? '');
      if (triedBefore && message.mustArrive && passed.stop.reason === 'too-late')
        await this.giveUp(tx, message, 'too-late');
      else await this.stop(tx, message, passed.stop);
      return null;
    }
    if ('waitUntil' in passed) return this.putOff(tx, message, passed.waitUntil);
    // The server is left alone: no attempt is spent on it.
    if (this.transport.circuit.isShut) return (await this.waitOn(tx, message, serverAway)) ? 'later' : null;
    const written = await this.writer.write(tx, message, passed.person);
    if ('stop' in written) return this.stop(tx, message, written.stop);
    const deliveryId = await beginAttempt(tx, messageId, last);
    await this.move(tx, message, 'sending', null);
    return { mail: written.mail, deliveryId, message };
  }

  /** Throws where the attempt was given up meanwhile, so that its last bytes never leave. */
  private async handed(tx: Tx, messageId: string, deliveryId: string): Promise<void> {
    if (!(await handAttempt(tx, deliveryId))) throw new MailPostponed();
    await tx.query(`UPDATE messages SET status = 'handed', revision = revision + 1 WHERE id = $1`, [messageId]);
  }

  /** Writes down what became of an attempt. True: try again later. */
  private async record(tx: Tx, begun: Begun, result: MailOutcome): Promise<boolean> {
    const { message, deliveryId } = begun;
    const outcome = result.outcome === 'not-handed' ? 'not_handed' : result.outcome;
    // Given up by somebody else, who is at it now: theirs is the word on the message.
    if (!(await endAttempt(tx, deliveryId, outcome))) return true;
    switch (result.outcome) {
      case 'accepted':
        await tx.query(
          `UPDATE messages SET status = 'sent', sent_at = $2, reason = NULL, revision = revision + 1 WHERE id = $1`,
          [message.id, tx.now()],
        );
        auditMessage(tx, message, 'sent');
        await this.finishSeries(tx, message);
        return false;
      case 'unknown':
        return this.mayGoAgain(tx, message);
      case 'refused':
        if (result.permanent) return this.giveUp(tx, message, 'refused');
        return this.waitOn(tx, message, 'server-busy');
      case 'not-handed':
        return this.waitOn(tx, message, serverAway);
    }
  }

  /** Tried again, however often it takes, for as long as it is worth it. */
  private async waitOn(tx: Tx, message: Message, reason: string): Promise<boolean> {
    if (triedUntil(message) <= tx.now()) return this.giveUp(tx, message, reason);
    await this.move(tx, message, 'scheduled', reason);
    return true;
  }

  /** After an unknown outcome: what must arrive goes once more; anything else is flagged and stays. */
  private async mayGoAgain(tx: Tx, message: Message): Promise<boolean> {
    // What somebody has sent again is sent once more by nobody else.
    if (message.mustArrive && !message.sentAgainAt && (await copiesHanded(tx, message.id)) < 2) {
      await this.move(tx, message, 'scheduled', 'outcome-unknown');
      return true;
    }
    return this.flag(tx, message);
  }

  /** It may have arrived or not: it stays so, and somebody is asked to look. */
  private async flag(tx: Tx, message: Message): Promise<false> {
    await this.move(tx, message, 'outcome_unknown', 'outcome-unknown');
    auditMessage(tx, message, 'outcome-unknown');
    await this.raiseTask(tx, message, 'message_outcome_unknown');
    await this.finishSeries(tx, message);
    return false;
  }

  /** Quiet hours: the message is due again when they end. Where that is too late, somebody is told while there is time. */
  private async putOff(tx: Tx, message: Message, until: Date): Promise<null> {
    if (message.mustArrive && message.expiresAt && message.expiresAt <= until) {
      await this.giveUp(tx, message, 'quiet-hours');
      return null;
    }
    await tx.query(
      `UPDATE messages SET status = 'scheduled', reason = 'quiet-hours', due_at = $2, revision = revision + 1 WHERE id = $1`,
      [message.id, until],
    );
    tx.schedule(deliverMessage, { messageId: message.id }, { dueAt: until });
    return null;
  }

  private async finishSeries(tx: Tx, message: Message): Promise<void> {
    if (message.enrolmentId) await this.enrolments.finishIfDone(tx, message.enrolmentId);
  }

  /** No copy leaves any more, and somebody is told, for the person was not. */
  private async giveUp(tx: Tx, message: Message, reason: string): Promise<false> {
    if (await isInDoubt(tx, message.id)) return this.flag(tx, message);
    await this.move(tx, message, 'failed', reason);
    auditMessage(tx, message, 'failed');
    await this.raiseTask(tx, message, 'message_failed');
    await this.finishSeries(tx, message);
    return false;
  }

  private async stop(tx: Tx, message: Message, stop: Stop): Promise<null> {
    // Stopped on the way, whether an earlier copy arrived is as unknown as before.
    if (await isInDoubt(tx, message.id)) await this.flag(tx, message);
    else {
      await this.move(tx, message, stop.status, stop.reason);
      auditMessage(tx, message, stop.status);
      if (mustBeToldOtherwise(message, stop)) await this.raiseTask(tx, message, 'message_failed');
    }
    if (message.enrolmentId && stop.endsSeries) await this.enrolments.exit(tx, message.enrolmentId, stop.reason);
    await this.finishSeries(tx, message);
    return null;
  }

  /** What becomes of an invitation is told to nobody. */
  private async raiseTask(tx: Tx, { id, invitationId }: Message, kind: MessageTask): Promise<void> {
    if (!invitationId) await this.tasks.raiseAboutMessage(tx, id, kind);
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
