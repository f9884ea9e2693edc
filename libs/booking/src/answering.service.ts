import { Injectable } from '@nestjs/common';
import { PaymentService } from '#billing';
import { Database, system, type Tx } from '#platform';
import { AppointmentClosed, AppointmentService, type Appointment } from '#scheduling';
import { AgreementService } from './agreement.service.js';
import {
  appointmentAnswered,
  appointmentAnswerUndone,
  appointmentDeclined,
  appointmentExpired,
} from './booking.events.js';
import { EnteringService } from './entering.service.js';
import { ReasonsService } from './reasons.service.js';

/**
 * The answer to a request. One for two is kept until an instant that follows from the request alone, and everything that
 * comes of it happens then: neither how the coach decided nor how long they thought may tell what one of two said in private.
 */
@Injectable()
export class AnsweringService {
  constructor(
    private readonly db: Database,
    private readonly appointments: AppointmentService,
    private readonly payments: PaymentService,
    private readonly entering: EnteringService,
    private readonly agreement: AgreementService,
    private readonly reasons: ReasonsService,
  ) {}

  /** Yes. Throws AppointmentClosed. */
  async approve(tx: Tx, id: string): Promise<void> {
    if (!(await this.isForTwo(tx, id))) return this.agree(tx, id);
    await this.keep(tx, id, 'approved');
    await this.reasons.forget(tx, id, 'ending');
  }

  /** No; the reason is for the record. Throws AppointmentClosed. */
  async decline(tx: Tx, id: string, reason: string | undefined): Promise<void> {
    if (await this.isForTwo(tx, id)) await this.keep(tx, id, 'declined');
    else await this.refuse(tx, id);
    await this.reasons.forget(tx, id, 'ending');
    await this.reasons.keep(tx, id, 'ending', reason);
  }

  /** Takes a kept answer back. Throws AppointmentClosed where there is none, or where it is due. */
  async takeBack(tx: Tx, id: string): Promise<void> {
    const { answer, status } = await this.appointments.locked(tx, id);
    if (answer === null) throw new AppointmentClosed(status);
    await this.appointments.keepAnswer(tx, id, null);
    await this.reasons.forget(tx, id, 'ending');
    tx.emit(appointmentAnswerUndone, { appointmentId: id });
  }

  /**
   * The job: what was kept is told now, and a request that nobody answered ends. So does one whose yes comes too late to
   * meet: what nobody heard of in time was not agreed on.
   */
  async fallDue(practiceId: string, id: string): Promise<void> {
    await this.db.inPractice({ practiceId, actor: system }, async (tx) => {
      const { status, answer, answerDueAt, startAt } = await this.appointments.locked(tx, id);
      if (status !== 'pending_approval' || answerDueAt === null || answerDueAt > tx.now()) return;
      if (answer === 'approved' && startAt > tx.now()) await this.agree(tx, id);
      else if (answer === 'declined') await this.refuse(tx, id);
      else await this.end(tx, await this.appointments.expire(tx, id));
    });
  }

  /** Whether a request that waits is for two, so that its end is told by its answer alone. */
  async isForTwo(tx: Tx, id: string): Promise<boolean> {
    const { status, offering } = await this.appointments.get(tx, id);
    return status === 'pending_approval' && offering.kind === 'couple';
  }

  private async keep(tx: Tx, id: string, answer: 'approved' | 'declined'): Promise<void> {
    await this.appointments.keepAnswer(tx, id, answer);
    tx.emit(appointmentAnswered, { appointmentId: id });
  }

  /** What is to be paid is held until it is, what is free is agreed on. */
  private async agree(tx: Tx, id: string): Promise<void> {
    await this.appointments.locked(tx, id);
    const payment = await this.payments.lockFor(tx, id);
    if (payment && !payment.cameIn) await this.entering.hold(tx, id);
    else await this.agreement.confirm(tx, id);
  }

  private async refuse(tx: Tx, id: string): Promise<void> {
    await this.end(tx, await this.appointments.decline(tx, id));
  }

  private async end(tx: Tx, { id, status }: Appointment): Promise<void> {
    const payment = await this.payments.lockFor(tx, id);
    if (payment) await this.payments.expire(tx, payment);
    tx.emit(status === 'declined' ? appointmentDeclined : appointmentExpired, { appointmentId: id });
  }
}
