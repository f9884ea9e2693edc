import { Injectable } from '@nestjs/common';
import { Database, type Here, type Tx } from '#platform';
import { NothingToPay, PaymentsUnavailable } from './billing.errors.js';
import { reconcilePayment } from './billing.jobs.js';
import { Payment } from './payment.entity.js';
import { PaymentService } from './payment.service.js';
import { ProviderRefused, type ProviderPayment } from './provider.js';
import { StripeGateway } from './stripe.gateway.js';

const minute = 60_000;
/** The provider keeps a page for 30 minutes at least; five more, so that an attempt may be repeated meanwhile. */
const pageMinutes = 35;
const shortestMinutes = 30;
/** When the provider is asked how it went, in case its notice was lost; counted from the page's making. */
const reconcileAfterMinutes = [5, pageMinutes + 1];

/** Where the payer comes back to. */
export interface ReturnUrls {
  readonly successUrl: string;
  readonly cancelUrl: string;
}

/** The page to pay on: read, call, record, never a call inside a transaction. */
@Injectable()
export class CheckoutService {
  constructor(
    private readonly db: Database,
    private readonly payments: PaymentService,
    private readonly gateway: StripeGateway,
  ) {}

  /**
   * The address of the page to pay a cause on: the one that is open, else a fresh one. There is never more than one open
   * page, or somebody could pay twice. Throws PaymentsUnavailable, NothingToPay.
   */
  async open(here: Here, causeId: string, urls: ReturnUrls): Promise<string> {
    const current = await this.db.inPractice({ ...here, readOnly: true }, (tx) => this.payments.findFor(tx, causeId));
    if (!current || current.cameIn) throw new NothingToPay();
    if (current.checkoutSessionId && current.checkoutUrl) {
      const { page } = await this.ask(() => this.gateway.lookAtPage(current.checkoutSessionId!, current.account));
      if (page === 'open') return current.checkoutUrl;
      if (page === 'complete') throw new NothingToPay();
    }
    const begun = await this.db.inPractice(here, (tx) => this.begin(tx, causeId, current.checkoutSessionId));
    const made = await this.make(here, begun, urls);
    return this.db.inPractice(here, (tx) => this.record(tx, begun, made));
  }

  /**
   * Closes the page of a payment, if there is one, and answers how the payment stands at the provider then; null where
   * there never was a page. A page whose time is over by itself need not be reached.
   */
  async close(payment: Payment): Promise<ProviderPayment | null> {
    if (!payment.checkoutSessionId) return null;
    return this.gateway.closePage(payment.checkoutSessionId, payment.account);
  }

  /** How a payment stands at the provider; null where there never was a page. */
  async look(payment: Payment): Promise<ProviderPayment | null> {
    if (payment.paymentIntentId) return this.gateway.lookAtIntent(payment.paymentIntentId, payment.account);
    return payment.checkoutSessionId ? this.gateway.lookAtPage(payment.checkoutSessionId, payment.account) : null;
  }

  /** Numbers an attempt before it is made. One that got no answer is repeated under its own number, with the same words. */
  private async begin(tx: Tx, causeId: string, closedSessionId: string | null): Promise<Payment> {
    const payment = await this.payments.lockFor(tx, causeId);
    if (!payment || payment.cameIn) throw new NothingToPay();
    if (payment.checkoutSessionId && payment.checkoutSessionId !== closedSessionId) return payment;
    const now = tx.now().getTime();
    const unanswered =
      !payment.checkoutSessionId &&
      payment.checkoutExpiresAt !== null &&
      payment.checkoutExpiresAt.getTime() > now + (shortestMinutes + 0.5) * minute;
    if (unanswered) return payment;
    payment.checkoutSessionId = null;
    payment.checkoutUrl = null;
    payment.checkoutAttempt += 1;
    // Whole seconds: the words of a repeated attempt must be the same after the database kept them.
    payment.checkoutExpiresAt = new Date(Math.floor((now + pageMinutes * minute) / 1000) * 1000);
    await this.payments.save(tx, payment);
    return payment;
  }

  private async make(here: Here, payment: Payment, urls: ReturnUrls): Promise<{ sessionId: string; url: string }> {
    const { checkoutSessionId, checkoutUrl, checkoutExpiresAt } = payment;
    if (checkoutSessionId && checkoutUrl) return { sessionId: checkoutSessionId, url: checkoutUrl };
    if (!checkoutExpiresAt) throw new PaymentsUnavailable();
    try {
      return await this.ask(() =>
        this.gateway.openPage({
          ...payment,
          ...urls,
          paymentId: payment.id,
          expiresAt: checkoutExpiresAt,
          idempotencyKey: `${payment.id}:checkout:${payment.checkoutAttempt}`,
        }),
      );
    } catch (error) {
      await this.db.inPractice(here, (tx) => this.spend(tx, payment));
      throw error;
    }
  }

  /** An attempt that was answered with an error keeps that answer under its key, so the next has a number of its own. */
  private async spend(tx: Tx, attempted: Payment): Promise<void> {
    const payment = await this.payments.lock(tx, attempted.id);
    if (payment.checkoutAttempt !== attempted.checkoutAttempt || payment.checkoutSessionId) return;
    payment.checkoutExpiresAt = null;
    await this.payments.save(tx, payment);
  }

  /** Keeps the page, unless somebody else's newer page is known already: then that one is the page. */
  private async record(tx: Tx, begun: Payment, made: { sessionId: string; url: string }): Promise<string> {
    const payment = await this.payments.lock(tx, begun.id);
    if (payment.checkoutSessionId === made.sessionId) return made.url;
    if (payment.checkoutAttempt !== begun.checkoutAttempt || payment.checkoutSessionId) {
      if (payment.checkoutUrl) return payment.checkoutUrl;
      throw new PaymentsUnavailable();
    }
    payment.checkoutSessionId = made.sessionId;
    payment.checkoutUrl = made.url;
    await this.payments.save(tx, payment);
    for (const minutes of reconcileAfterMinutes)
      tx.schedule(
        reconcilePayment,
        { paymentId: payment.id },
        { dueAt: new Date(tx.now().getTime() + minutes * minute) },
      );
    tx.audit('payment.page-opened', payment.id);
    return made.url;
  }

  /** To the payer, "no" and "not now" are the same: try again. */
  private async ask<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      if (error instanceof ProviderRefused) throw new PaymentsUnavailable({ cause: error });
      throw error;
    }
  }
}
