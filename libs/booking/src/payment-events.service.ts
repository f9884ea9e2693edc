import { Inject, Injectable } from '@nestjs/common';
import {
  CheckoutService,
  PaymentService,
  ProviderRefused,
  RefundService,
  StripeGateway,
  type Notice,
  type Payment,
  type ProviderPayment,
} from '#billing';
import { Database, isId, LOGGER, system, type Logger } from '#platform';
import { PracticeService } from '#practices';
import { SettlementService } from './settlement.service.js';

/** What the payment provider tells us, and what we ask it when it may have told us in vain. */
@Injectable()
export class PaymentEvents {
  constructor(
    private readonly db: Database,
    private readonly gateway: StripeGateway,
    private readonly payments: PaymentService,
    private readonly checkout: CheckoutService,
    private readonly refunds: RefundService,
    private readonly practices: PracticeService,
    private readonly settlement: SettlementService,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /**
   * A signed notice. It only says which thing to look at: the thing's state is read afresh, and applied once per notice
   * in one transaction. What is not ours is let pass. Throws ForgedNotice, PaymentsUnavailable.
   */
  async apply(body: Buffer, signature: string): Promise<void> {
    const notice = this.gateway.readNotice(body, signature);
    const provider = await this.lookAt(notice);
    if (!provider) return;
    const { practiceId, paymentId } = provider.named;
    if (!isOurs(practiceId) || !isOurs(paymentId) || !(await this.practices.findById(practiceId))) return;
    const here = { practiceId, actor: system };
    const seen = await this.db.inPractice({ ...here, readOnly: true }, (tx) => this.payments.find(tx, paymentId));
    if (!seen) return;
    // Before the notice is noted: where this fails, the notice comes again.
    if (notice.type.startsWith('refund.')) await this.refunds.follow(practiceId, paymentId);
    // Less given back than is known here: a refund failed, or the look is older than what is known. So look once more.
    const isLess = provider.refundedMinor < seen.refundedMinor;
    const now = isLess ? await this.lookAt(notice) : provider;
    if (!now) return;
    await this.db.inPractice(here, async (tx) => {
      if (await this.payments.isNews(tx, notice.id, notice.type))
        await this.settlement.settle(tx, paymentId, now, isLess ? seen.revision : undefined);
    });
  }

  /** The job: asks how a payment stands, for the case that its notice was lost. */
  async reconcile(practiceId: string, paymentId: string): Promise<void> {
    await this.ask(practiceId, paymentId, (payment) => this.checkout.look(payment));
  }

  /** The job: closes the page to pay on; what was paid before it closed is found out. */
  async close(practiceId: string, paymentId: string): Promise<void> {
    await this.ask(practiceId, paymentId, (payment) => this.checkout.close(payment));
  }

  private async ask(
    practiceId: string,
    paymentId: string,
    question: (payment: Payment) => Promise<ProviderPayment | null>,
  ): Promise<void> {
    const here = { practiceId, actor: system };
    const payment = await this.db.inPractice({ ...here, readOnly: true }, (tx) => this.payments.find(tx, paymentId));
    if (!payment || payment.cameIn) return;
    const provider = await question(payment);
    if (provider) await this.db.inPractice(here, (tx) => this.settlement.settle(tx, paymentId, provider));
  }

  /** How the thing a notice is about stands now; null for what is no business of ours. */
  private async lookAt({ about, account, type }: Notice): Promise<ProviderPayment | null> {
    if (!about) return null;
    try {
      return 'sessionId' in about
        ? await this.gateway.lookAtPage(about.sessionId, account)
        : await this.gateway.lookAtIntent(about.intentId, account);
    } catch (error) {
      if (!(error instanceof ProviderRefused)) throw error;
      this.log.warn({ type }, 'a payment notice is about a thing that cannot be read');
      return null;
    }
  }
}

function isOurs(id: string | null): id is string {
  return id !== null && isId(id);
}
