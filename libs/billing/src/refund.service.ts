import { Injectable } from '@nestjs/common';
import { Database, newId, system, type Tx } from '#platform';
import { RefundTooLarge } from './billing.errors.js';
import { refundFailed } from './billing.events.js';
import { requestRefund } from './billing.jobs.js';
import type { Payment } from './payment.entity.js';
import { PaymentService } from './payment.service.js';
import { Refund, type RefundReason } from './refund.entity.js';
import { ProviderRefused } from './provider.js';
import { StripeGateway } from './stripe.gateway.js';

/** Money given back: owed in the transaction that decides it, asked of the provider by a job, once. */
@Injectable()
export class RefundService {
  constructor(
    private readonly db: Database,
    private readonly payments: PaymentService,
    private readonly gateway: StripeGateway,
  ) {}

  /**
   * Writes down that `amountMinor` of a locked payment is to be given back, and asks for it at `dueAt` (now, if not
   * given). Throws RefundTooLarge.
   */
  async owe(tx: Tx, payment: Payment, amountMinor: number, reason: RefundReason, dueAt = tx.now()): Promise<string> {
    const left = payment.keptMinor - (await this.underWay(tx, payment.id));
    if (amountMinor > left) throw new RefundTooLarge(left);
    const refundId = newId();
    await tx.repository(Refund).insert({
      practiceId: tx.practiceId,
      id: refundId,
      paymentId: payment.id,
      amountMinor,
      currency: payment.currency,
      status: 'owed',
      reason,
      stripeRefundId: null,
      createdAt: tx.now(),
    });
    tx.audit('refund.owed', refundId);
    tx.schedule(requestRefund, { refundId }, { causeId: refundId, dueAt });
    return refundId;
  }

  /** What was decided to be given back of a payment, in minor units, whether it arrived yet or not. */
  async decided(tx: Tx, paymentId: string): Promise<number> {
    return this.sum(tx, paymentId, ['owed', 'requested', 'succeeded']);
  }

  /** Takes back what was decided and not asked of the provider yet; false if some of it was asked for already. */
  async takeBack(tx: Tx, paymentId: string): Promise<boolean> {
    const taken = await tx.query<{ id: string }>(
      `DELETE FROM refunds WHERE payment_id = $1 AND status = 'owed' RETURNING id`,
      [paymentId],
    );
    for (const { id } of taken) tx.audit('refund.taken-back', id);
    return (await this.sum(tx, paymentId, ['requested', 'succeeded'])) === 0;
  }

  /** The job: asks the provider for one refund and keeps its answer. Quiet when it was asked before. */
  async request(practiceId: string, refundId: string): Promise<void> {
    const here = { practiceId, actor: system };
    const known = await this.db.inPractice({ ...here, readOnly: true }, async (tx) => {
      const refund = await tx.repository(Refund).findOneBy({ practiceId, id: refundId });
      return refund?.status === 'owed' ? { refund, payment: await this.payments.find(tx, refund.paymentId) } : null;
    });
    if (!known?.payment?.paymentIntentId) return;
    const { refund, payment } = known;
    const { paymentIntentId: intentId } = known.payment;
    try {
      const answer = await this.gateway.refund({ ...payment, ...refund, refundId, intentId });
      const provider = await this.gateway.lookAtIntent(intentId, payment.account);
      await this.db.inPractice(here, async (tx) => {
        await this.payments.apply(tx, await this.payments.lock(tx, payment.id), provider);
        await this.settle(tx, refundId, answer.status, answer.stripeRefundId);
      });
    } catch (error) {
      if (!(error instanceof ProviderRefused)) throw error;
      await this.db.inPractice(here, (tx) => this.settle(tx, refundId, 'failed', null));
    }
  }

  /** Asks how the refunds of a payment that are on their way stand now. */
  async follow(practiceId: string, payment: Payment): Promise<void> {
    const here = { practiceId, actor: system };
    const open = await this.db.inPractice({ ...here, readOnly: true }, (tx) =>
      tx.repository(Refund).findBy({ practiceId, paymentId: payment.id, status: 'requested' }),
    );
    for (const { id, stripeRefundId } of open) {
      if (!stripeRefundId) continue;
      const { status } = await this.gateway.lookAtRefund(stripeRefundId, payment.account);
      if (status !== 'requested') await this.db.inPractice(here, (tx) => this.settle(tx, id, status, stripeRefundId));
    }
  }

  private async settle(
    tx: Tx,
    refundId: string,
    status: 'requested' | 'succeeded' | 'failed',
    stripeRefundId: string | null,
  ): Promise<void> {
    const changed = await tx.query(
      `UPDATE refunds SET status = $2, stripe_refund_id = coalesce($3, stripe_refund_id)
       WHERE id = $1 AND status IN ('owed', 'requested') AND status <> $2 RETURNING id`,
      [refundId, status, stripeRefundId],
    );
    if (changed.length === 0) return;
    tx.audit(`refund.${status}`, refundId);
    if (status === 'failed') tx.emit(refundFailed, { refundId });
  }

  private underWay(tx: Tx, paymentId: string): Promise<number> {
    return this.sum(tx, paymentId, ['owed', 'requested']);
  }

  private async sum(tx: Tx, paymentId: string, statuses: readonly string[]): Promise<number> {
    const row = await tx.one<{ minor: number }>(
      `SELECT coalesce(sum(amount_minor), 0)::integer AS minor FROM refunds WHERE payment_id = $1 AND status = ANY ($2)`,
      [paymentId, statuses],
    );
    return row?.minor ?? 0;
  }
}
