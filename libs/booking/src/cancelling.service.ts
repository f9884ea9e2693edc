import { Injectable } from '@nestjs/common';
import { closePage, PaymentService, RefundService, type Money, type Payment } from '#billing';
import { z } from 'zod';
import { CancelAnswer, DuePayment, type CancellationPreview } from '#contracts';
import { Database, instant, type Here, type Tx } from '#platform';
import { PracticeService } from '#practices';
import { AppointmentClosed, AppointmentService, effectOf, effectOfPracticeCancelling, standsFrom } from '#scheduling';
import { EffectChanged } from './booking.errors.js';
import { appointmentCancelled, attendanceWithdrawn } from './booking.events.js';
import { explain, explainDone, explainForTwo } from './domain/cancellation-words.js';
import { keptMinor } from './kept-money.js';
import { isPayer, ManagedView, type Managed } from './managed-view.service.js';

/** What a person was answered when they cancelled: a second cancel answers the same, whatever became of the money since. */
const Outcome = z.object({
  closedAt: z.string().nullable(),
  payment: DuePayment,
  cancellation: CancelAnswer.shape.cancellation,
});
type Outcome = z.infer<typeof Outcome>;

interface Effect {
  readonly fee: Money;
  readonly refund: Money;
  readonly until: Date | null;
}

/** Cancelling, by a client over their link or by staff: the appointment, its time and its money in one transaction. */
@Injectable()
export class CancellingService {
  constructor(
    private readonly db: Database,
    private readonly views: ManagedView,
    private readonly appointments: AppointmentService,
    private readonly payments: PaymentService,
    private readonly refunds: RefundService,
    private readonly practices: PracticeService,
  ) {}

  /** What cancelling would do now; of a cancelled appointment, what it did. Throws AppointmentClosed. */
  preview(here: Here, token: string): Promise<CancellationPreview> {
    return this.db.inPractice(here, async (tx) => {
      const managed = await this.views.find(tx, token);
      const over = isOver(managed);
      if (!over && !mayCancel(managed, tx.now())) throw new AppointmentClosed(managed.appointment.status);
      const { fee, refund, until } = await this.shown(tx, managed);
      const { locale } = await this.practices.settings(tx);
      const words = { feeMinor: fee.amount, refundMinor: refund.amount, currency: fee.currency, locale };
      return {
        fee,
        refund,
        credits: 0,
        until: until && instant(until),
        explanation: (over ? explainDone : isJoint(managed) ? explainForTwo : explain)(words),
      };
    });
  }

  /**
   * A client cancels; of several people only the link's owner withdraws. A second cancel answers as the first. Throws
   * EffectChanged where the fee is not the one that was read, AppointmentClosed.
   */
  cancel(here: Here, token: string, seen: Money | undefined): Promise<CancelAnswer> {
    return this.db.inPractice(here, async (tx) => {
      const { appointment } = await this.views.findToAct(tx, token);
      await this.appointments.locked(tx, appointment.id);
      const payment = await this.payments.lockFor(tx, appointment.id);
      const managed = { ...(await this.views.find(tx, token)), payment };
      const before = outcomeOf(managed);
      if (before) return { ...(await this.views.of(tx, managed)), ...before };
      const isFirst = !isOver(managed);
      if (isFirst) {
        if (!mayCancel(managed, tx.now())) throw new AppointmentClosed(managed.appointment.status);
        const { fee } = await this.shown(tx, managed);
        if (seen && (seen.amount !== fee.amount || seen.currency !== fee.currency)) throw new EffectChanged(fee);
        await this.end(tx, managed);
      }
      const ended = await this.views.find(tx, token);
      const { fee, refund } = await this.shown(tx, ended);
      const answer = { ...(await this.views.of(tx, ended)), cancellation: { fee, refund, credits: 0 } };
      const { payment: told, cancellation } = answer;
      const outcome: Outcome = { closedAt: closedAt(ended), payment: told, cancellation };
      if (isFirst) await this.appointments.keepOutcome(tx, ended.attendance.id, outcome);
      return answer;
    });
  }

  /** Staff cancel: everything that was paid goes back, after the minutes in which it may be undone. Throws AppointmentClosed. */
  async cancelByStaff(tx: Tx, appointmentId: string): Promise<void> {
    await this.appointments.locked(tx, appointmentId);
    const payment = await this.payments.lockFor(tx, appointmentId);
    await this.appointments.cancel(tx, appointmentId, 'practice', { paid: payment?.cameIn ?? false });
    const { refund } = effectOfPracticeCancelling(keptMinor(payment));
    if (payment) await this.settle(tx, payment, refund, standsFrom(tx.now()));
    tx.emit(appointmentCancelled, { appointmentId });
  }

  /** Staff take back what they entered a moment ago: nobody was told of it, and nothing is asked for any more. Throws AppointmentClosed. */
  async takeBack(tx: Tx, appointmentId: string): Promise<void> {
    await this.appointments.takeBack(tx, appointmentId);
    const payment = await this.payments.lockFor(tx, appointmentId);
    if (payment) await this.settle(tx, payment, keptMinor(payment), tx.now());
    tx.emit(appointmentCancelled, { appointmentId });
  }

  private async end(tx: Tx, managed: Managed): Promise<void> {
    const { appointment, attendance, payment } = managed;
    const appointmentId = appointment.id;
    if (withdrawsAlone(managed)) {
      await this.appointments.withdraw(tx, attendance.id);
      tx.emit(attendanceWithdrawn, { appointmentId, attendanceId: attendance.id });
      return;
    }
    const { refund } = await this.effect(tx, managed);
    await this.appointments.cancel(tx, appointmentId, 'client');
    if (payment) await this.settle(tx, payment, refund.amount, tx.now());
    tx.emit(appointmentCancelled, { appointmentId });
  }

  /** What was paid goes back as decided; what was not paid is not asked for any more, and its page is closed. */
  private async settle(tx: Tx, payment: Payment, refundMinor: number, dueAt: Date): Promise<void> {
    if (refundMinor > 0) await this.refunds.owe(tx, payment, refundMinor, 'cancelled', dueAt);
    if (payment.cameIn) return;
    await this.payments.expire(tx, payment);
    if (payment.checkoutSessionId) tx.schedule(closePage, { paymentId: payment.id }, { causeId: payment.id });
  }

  /** To anybody but the payer cancelling costs and gives back nothing. */
  private async shown(tx: Tx, managed: Managed): Promise<Effect> {
    const effect = await this.effect(tx, managed);
    if (isPayer(managed)) return effect;
    const nothing = { amount: 0, currency: effect.fee.currency };
    return { fee: nothing, refund: nothing, until: null };
  }

  /** What cancelling did, or would do if it ended the appointment: whether another person comes shows in no figure. */
  private async effect(tx: Tx, managed: Managed): Promise<Effect> {
    const { appointment, payment } = managed;
    const currency = payment?.currency ?? appointment.offering.currency;
    const money = (amount: number): Money => ({ amount, currency });
    const nothing = { fee: money(0), refund: money(0), until: null };
    if (managed.attendance.status === 'withdrawn') return nothing;
    if (appointment.status === 'cancelled') {
      if (!payment?.cameIn) return nothing;
      const refunded = Math.min(await this.refunds.decided(tx, payment.id), payment.amountMinor);
      return { fee: money(payment.amountMinor - refunded), refund: money(refunded), until: null };
    }
    const { fee, refund, until } = effectOf(appointment.policy, appointment.startAt, tx.now(), keptMinor(payment));
    return { fee: money(fee), refund: money(refund), until };
  }
}

function isOver({ appointment, attendance }: Managed): boolean {
  return appointment.status === 'cancelled' || attendance.status === 'withdrawn';
}

function mayCancel({ appointment }: Managed, now: Date): boolean {
  const open = ['held', 'pending_approval', 'confirmed'].includes(appointment.status);
  return open && appointment.startAt > now;
}

const closedAt = ({ appointment }: Managed): string | null => appointment.closedAt?.toISOString() ?? null;

/** What the link's owner was answered when they cancelled, unless that was taken back since. */
function outcomeOf(managed: Managed): Omit<Outcome, 'closedAt'> | null {
  if (!isOver(managed) || managed.attendance.outcome === null) return null;
  const { closedAt: at, ...told } = Outcome.parse(managed.attendance.outcome);
  return managed.attendance.status === 'withdrawn' || at === closedAt(managed) ? told : null;
}

const isJoint = ({ appointment }: Managed): boolean => appointment.offering.kind === 'couple';

/** One of several people cancels for themselves alone. */
function withdrawsAlone({ appointment, attendance }: Managed): boolean {
  const others = appointment.attendances.filter(({ id, status }) => id !== attendance.id && status === 'accepted');
  return attendance.status !== 'withdrawn' && others.length > 0;
}
