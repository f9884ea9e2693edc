import { Injectable } from '@nestjs/common';
import { Database, newId, system, type Tx } from '#platform';
import { RefundTooLarge } from './billing.errors.js';
import { refundFailed } from './billing.events.js';
import { followRefund, requestRefund } from './billing.jobs.js';
import type { Payment } from './payment.entity.js';
import { PaymentService } from './payment.service.js';
import { Refund, type RefundReason, type RefundStatus } from './refund.entity.js';
import { ProviderRefused } from './provider.js';
import { StripeGateway } from './stripe.gateway.js';

const day = 24 * 3_600_000;
/** When the provider is asked how a refund went that it did not make at once, in case its notice was lost. */
const followAfterDays = [1, 2, 4, 8, 16, 30];

/** A refund to ask for; `again` where it was asked for before and nobody heard the answer. */
interface Claimed {
  readonly refund: Refund;
  readonly payment: Payment;
  readonly intentId: string;
  readonly again: boolean;
}

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

  /** What was decided to be given back of a payment, in minor units, whether it arrived, is on its way or came back. */
  async decided(tx: Tx, paymentId: string): Promise<number> {
    return this.sum(tx, paymentId, ['owed', 'requested', 'succeeded', 'failed']);
  }

  /** Takes back what was decided and never asked of the provider; false if some of it may have been asked for. */
  async takeBack(tx: Tx, paymentId: string): Promise<boolean> {
    // Locked: a job that is about to ask finds nothing, or has written down that it asks.
    const known = await tx.query<{ id: string; status: RefundStatus }>(
      'SELECT id, status FROM refunds WHERE payment_id = $1 ORDER BY id FOR UPDATE',
      [paymentId],
    );
    if (known.some(({ status }) => status === 'requested' || status === 'succeeded')) return false;
    for (const { id } of known.filter(({ status }) => status === 'owed')) {
      await tx.query('DELETE FROM refunds WHERE id = $1', [id]);
      tx.audit('refund.taken-back', id);
    }
    return true;
  }

  /** The job: asks the provider for one refund and keeps its answer. Quiet when it has an answer already. */
  async request(practiceId: string, refundId: string): Promise<void> {
    const here = { practiceId, actor: system };
    const claimed = await this.db.inPractice(here, (tx) => this.claim(tx, refundId));
    if (!claimed) return;
    const { refund, payment, intentId, again } = claimed;
    const wish = { ...payment, ...refund, refundId, intentId };
    try {
      const known = again ? await this.gateway.findRefund(wish) : null;
      const answer = known ?? (await this.gateway.refund(wish));
      const provider = await this.gateway.lookAtIntent(intentId, payment.account);
      await this.db.inPractice(here, async (tx) => {
        await this.payments.apply(tx, await this.payments.lock(tx, payment.id), provider);
        await this.settle(tx, refundId, answer.status, answer.stripeRefundId);
        if (answer.status === 'requested') this.followLater(tx, refundId);
      });
    } catch (error) {
      if (!(error instanceof ProviderRefused)) throw error;
      await this.db.inPractice(here, (tx) => this.settle(tx, refundId, 'failed', null));
    }
  }

  /** Asks how the refunds of a payment stand now; one that arrived may still come back weeks later. */
  async follow(practiceId: string, paymentId: string): Promise<void> {
    const here = { practiceId, actor: system };
    const open = await this.db.inPractice({ ...here, readOnly: true }, (tx) =>
      tx.query<{ id: string; stripeRefundId: string; status: RefundStatus; account: string | null }>(
        `SELECT r.id, r.stripe_refund_id AS "stripeRefundId", r.status, p.account
         FROM refunds r JOIN payments p ON p.practice_id = r.practice_id AND p.id = r.payment_id
         WHERE p.id = $1 AND r.status IN ('requested', 'succeeded') AND r.stripe_refund_id IS NOT NULL`,
        [paymentId],
      ),
    );
    for (const { id, stripeRefundId, status: known, account } of open) {
      const { status } = await this.gateway.lookAtRefund(stripeRefundId, account);
      if (status !== known) await this.db.inPractice(here, (tx) => this.settle(tx, id, status, stripeRefundId));
    }
  }

  /** The job: asks how a refund on its way stands, for the case that its notice was lost. */
  async followOne(practiceId: string, refundId: string): Promise<void> {
    const here = { practiceId, actor: system };
    const payment = await this.db.inPractice({ ...here, readOnly: true }, async (tx) => {
      const refund = await tx.repository(Refund).findOneBy({ practiceId, id: refundId });
      return refund?.status === 'requested' ? this.payments.find(tx, refund.paymentId) : null;
    });
    if (!payment?.paymentIntentId) return;
    await this.follow(practiceId, payment.id);
    const provider = await this.gateway.lookAtIntent(payment.paymentIntentId, payment.account);
    await this.db.inPractice(here, async (tx) =>
      this.payments.apply(tx, await this.payments.lock(tx, payment.id), provider, payment.revision),
    );
  }

  /**
   * Writes down that a refund is asked for, before it is: from then on nobody takes it back, whatever becomes of the
   * answer. Null where it was answered, or taken back.
   */
  private async claim(tx: Tx, refundId: string): Promise<Claimed | null> {
    const refund = await tx
      .repository(Refund)
      .findOne({ where: { practiceId: tx.practiceId, id: refundId }, lock: { mode: 'pessimistic_write' } });
    const unanswered = refund?.status === 'owed' || (refund?.status === 'requested' && !refund.stripeRefundId);
    if (!refund || !unanswered) return null;
    const payment = await this.payments.find(tx, refund.paymentId);
    if (!payment?.paymentIntentId) return null;
    if (refund.status === 'owed') {
      await tx.query(`UPDATE refunds SET status = 'requested' WHERE id = $1`, [refundId]);
      tx.audit('refund.requested', refundId);
    }
    return { refund, payment, intentId: payment.paymentIntentId, again: refund.status === 'requested' };
  }

  private followLater(tx: Tx, refundId: string): void {
    for (const days of followAfterDays)
      tx.schedule(followRefund, { refundId }, { dueAt: new Date(tx.now().getTime() + days * day) });
  }

  /** Keeps an answer. Nothing leads back from a failure; an arrival may still turn into one. */
  private async settle(
    tx: Tx,
    refundId: string,
    status: 'requested' | 'succeeded' | 'failed',
    stripeRefundId: string | null,
  ): Promise<void> {
    const [refund] = await tx.query<{ status: RefundStatus }>('SELECT status FROM refunds WHERE id = $1 FOR UPDATE', [
      refundId,
    ]);
    if (!refund || refund.status === 'failed' || (refund.status === 'succeeded' && status !== 'failed')) return;
    await tx.query('UPDATE refunds SET status = $2, stripe_refund_id = coalesce($3, stripe_refund_id) WHERE id = $1', [
      refundId,
      status,
      stripeRefundId,
    ]);
    if (refund.status === status) return;
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
