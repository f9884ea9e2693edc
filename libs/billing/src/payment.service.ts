import { Injectable } from '@nestjs/common';
import { newId, NotFound, type Tx } from '#platform';
import { PracticeService } from '#practices';
import { PaymentsUnavailable } from './billing.errors.js';
import { paymentMismatched } from './billing.events.js';
import { mismatches } from './domain/mismatch.js';
import { allowed, cameIn, movesTo, statusOf } from './domain/payment-state.js';
import { Payment } from './payment.entity.js';
import type { ProviderPayment } from './provider.js';

/** An amount in minor units of a currency. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** What applying the provider's words did: whether money came in by it that was not known before. */
export interface Applied {
  readonly payment: Payment;
  readonly becamePaid: boolean;
}

/** What is owed and what was paid, as steps of somebody's transaction. */
@Injectable()
export class PaymentService {
  constructor(private readonly practices: PracticeService) {}

  /** Writes down what is owed for a cause: once per cause, to the account the practice has now. */
  async owe(
    tx: Tx,
    { causeId, payerId, amount, currency }: Money & { causeId: string; payerId: string },
  ): Promise<Payment> {
    const payment = tx.repository(Payment).create({
      practiceId: tx.practiceId,
      id: newId(),
      causeId,
      payerId,
      amountMinor: amount,
      refundedMinor: 0,
      currency,
      status: 'pending',
      account: (await this.practices.settings(tx)).stripeAccount,
      checkoutSessionId: null,
      checkoutUrl: null,
      checkoutAttempt: 0,
      checkoutExpiresAt: null,
      paymentIntentId: null,
      createdAt: tx.now(),
      paidAt: null,
      revision: 1,
    });
    await tx.repository(Payment).insert(payment);
    tx.audit('payment.owed', payment.id);
    return payment;
  }

  /** What is owed for a cause, or null. */
  async findFor(tx: Tx, causeId: string): Promise<Payment | null> {
    return tx.repository(Payment).findOneBy({ practiceId: tx.practiceId, causeId });
  }

  /** What is owed for a cause, kept from changing until the transaction ends. */
  async lockFor(tx: Tx, causeId: string): Promise<Payment | null> {
    return tx
      .repository(Payment)
      .findOne({ where: { practiceId: tx.practiceId, causeId }, lock: { mode: 'pessimistic_write' } });
  }

  async find(tx: Tx, paymentId: string): Promise<Payment | null> {
    return tx.repository(Payment).findOneBy({ practiceId: tx.practiceId, id: paymentId });
  }

  /** The payment, kept from changing until the transaction ends. */
  async lock(tx: Tx, paymentId: string): Promise<Payment> {
    const payment = await tx
      .repository(Payment)
      .findOne({ where: { practiceId: tx.practiceId, id: paymentId }, lock: { mode: 'pessimistic_write' } });
    if (!payment) throw new NotFound('payment');
    return payment;
  }

  /**
   * Brings a locked payment to what the provider says now. Safe to repeat, in any order. What does not match in amount,
   * currency, account or cause is not applied: that is stated as a fact, for somebody to look at. Less given back than
   * is known here is believed only of a look that began when the payment had its present revision (`seenRevision`): an
   * older one would undo a refund. Throws PaymentsUnavailable where the payment changed since, to be looked at again.
   */
  async apply(tx: Tx, payment: Payment, told: ProviderPayment, seenRevision?: number): Promise<Applied> {
    const provider = notBehind(payment, told, seenRevision);
    const { id: paymentId, practiceId } = payment;
    const other = mismatches({ ...payment, practiceId, paymentId }, provider.named);
    const paidTwice = provider.paid && payment.cameIn && payment.paymentIntentId !== provider.intentId;
    if (other.length > 0 || paidTwice) {
      tx.audit('payment.mismatched', paymentId);
      tx.emit(paymentMismatched, { paymentId });
      return { payment, becamePaid: false };
    }
    const ofAnOlderPage = provider.sessionId !== null && provider.sessionId !== payment.checkoutSessionId;
    if (ofAnOlderPage && !provider.paid) return { payment, becamePaid: false };

    const wasIn = payment.cameIn;
    const moves = movesTo(payment.status, statusOf(provider, payment.amountMinor));
    if (provider.paid) {
      payment.paymentIntentId = provider.intentId;
      payment.paidAt ??= tx.now();
      payment.refundedMinor = Math.min(provider.refundedMinor, payment.amountMinor);
    }
    for (const status of moves) {
      payment.status = status;
      tx.audit(`payment.${status.replace('_', '-')}`, paymentId);
    }
    await this.save(tx, payment);
    return { payment, becamePaid: !wasIn && cameIn(payment.status) };
  }

  /** Nobody is asked to pay this any more. Money that comes all the same is told as paid late. */
  async expire(tx: Tx, payment: Payment): Promise<void> {
    if (!allowed(payment.status, 'expired')) return;
    payment.status = 'expired';
    tx.audit('payment.expired', payment.id);
    await this.save(tx, payment);
  }

  /** Notes an event id of the provider; false if it was noted before, and then its effect is here already. */
  async isNews(tx: Tx, eventId: string, type: string): Promise<boolean> {
    const noted = await tx.query(
      `INSERT INTO stripe_events (event_id, type, applied_at) VALUES ($1, $2, $3)
       ON CONFLICT (practice_id, event_id) DO NOTHING RETURNING event_id`,
      [eventId, type, tx.now()],
    );
    return noted.length > 0;
  }

  async save(tx: Tx, payment: Payment): Promise<void> {
    payment.revision += 1;
    const { practiceId, id, ...columns } = payment;
    await tx.repository(Payment).update({ practiceId, id }, columns);
  }
}

function notBehind(payment: Payment, told: ProviderPayment, seenRevision: number | undefined): ProviderPayment {
  if (told.refundedMinor >= payment.refundedMinor || seenRevision === payment.revision) return told;
  if (seenRevision !== undefined) throw new PaymentsUnavailable();
  return { ...told, refundedMinor: payment.refundedMinor };
}
