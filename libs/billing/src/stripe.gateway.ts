import { Inject, Injectable } from '@nestjs/common';
import Stripe from 'stripe';
import { fromStripe, toStripe } from '#contracts';
import { CONFIG, type Config } from '#platform';
import { ForgedNotice, PaymentsUnavailable } from './billing.errors.js';
import type { Named } from './domain/mismatch.js';
import type { ProviderSays } from './domain/payment-state.js';
import { pageOf, refundStatusOf } from './stripe-words.js';
import { ProviderRefused, type Notice, type PageWish, type ProviderPayment, type RefundWish } from './provider.js';

const patienceMs = 8_000;
const retries = 1;
/** How old a signed notice may be, in seconds. */
const toleranceSeconds = 300;

/** What the buyer, their bank and their card statement read: that there is a booking, and nothing about it. */
const productName = 'Appointment';
const statementSuffix = 'BOOKING';

/** The one place that talks to Stripe. Every call names the practice's account, where it has one of its own. */
@Injectable()
export class StripeGateway {
  private readonly stripe: Stripe;
  private readonly webhookSecret: string;

  constructor(@Inject(CONFIG) config: Config) {
    this.webhookSecret = config.STRIPE_WEBHOOK_SECRET;
    this.stripe = new Stripe(config.STRIPE_SECRET_KEY, {
      timeout: patienceMs,
      maxNetworkRetries: retries,
      telemetry: false,
      ...(config.STRIPE_API_URL && hostOf(config.STRIPE_API_URL)),
    });
  }

  /** Makes a page to pay on. The same key with the same wish gives the same page. */
  async openPage(wish: PageWish): Promise<{ sessionId: string; url: string }> {
    const metadata = { practiceId: wish.practiceId, paymentId: wish.paymentId, appointmentId: wish.causeId };
    const session = await asked(() =>
      this.stripe.checkout.sessions.create(
        {
          mode: 'payment',
          line_items: [
            {
              quantity: 1,
              price_data: {
                currency: wish.currency.toLowerCase(),
                unit_amount: chargeable(wish.amountMinor, wish.currency),
                product_data: { name: productName },
              },
            },
          ],
          success_url: wish.successUrl,
          cancel_url: wish.cancelUrl,
          expires_at: Math.floor(wish.expiresAt.getTime() / 1000),
          metadata,
          payment_intent_data: { metadata, description: productName, statement_descriptor_suffix: statementSuffix },
        },
        { ...inAccount(wish.account), idempotencyKey: wish.idempotencyKey },
      ),
    );
    if (!session.url) throw new ProviderRefused('The page has no address.');
    return { sessionId: session.id, url: session.url };
  }

  /** Closes a page for good, unless it was paid meanwhile, and says how the payment stands then. */
  async closePage(sessionId: string, account: string | null): Promise<ProviderPayment> {
    try {
      await asked(() => this.stripe.checkout.sessions.expire(sessionId, {}, inAccount(account)));
    } catch (error) {
      // Not open any more: it was paid, or its time was over. Which of the two is asked next.
      if (!(error instanceof ProviderRefused)) throw error;
    }
    return this.lookAtPage(sessionId, account);
  }

  async lookAtPage(sessionId: string, account: string | null): Promise<ProviderPayment> {
    const session = await asked(() =>
      this.stripe.checkout.sessions.retrieve(
        sessionId,
        { expand: ['payment_intent.latest_charge'] },
        inAccount(account),
      ),
    );
    const intent = typeof session.payment_intent === 'object' ? session.payment_intent : null;
    return {
      ...(await this.says(intent, account)),
      paid: session.payment_status === 'paid',
      page: pageOf(session.status),
      sessionId: session.id,
      intentId: intent?.id ?? null,
      named: namedBy(session.metadata, session.amount_total, session.currency, account),
    };
  }

  async lookAtIntent(intentId: string, account: string | null): Promise<ProviderPayment> {
    const intent = await asked(() =>
      this.stripe.paymentIntents.retrieve(intentId, { expand: ['latest_charge'] }, inAccount(account)),
    );
    return {
      ...(await this.says(intent, account)),
      sessionId: null,
      intentId: intent.id,
      named: namedBy(intent.metadata, intent.amount, intent.currency, account),
    };
  }

  /** Gives money back, once per refund id. Throws ProviderRefused when the provider says no. */
  async refund(wish: RefundWish): Promise<{ stripeRefundId: string; status: 'requested' | 'succeeded' | 'failed' }> {
    const { practiceId, paymentId, refundId } = wish;
    const refund = await asked(() =>
      this.stripe.refunds.create(
        {
          payment_intent: wish.intentId,
          amount: chargeable(wish.amountMinor, wish.currency),
          metadata: { practiceId, paymentId, appointmentId: wish.causeId, refundId },
        },
        { ...inAccount(wish.account), idempotencyKey: refundId },
      ),
    );
    return { stripeRefundId: refund.id, status: refundStatusOf(refund.status) };
  }

  /** A refund of ours that was asked for before, or null: the provider forgets the key of a call after a day. */
  async findRefund({ intentId, refundId, account }: Pick<RefundWish, 'intentId' | 'refundId' | 'account'>) {
    const { data } = await asked(() =>
      this.stripe.refunds.list({ payment_intent: intentId, limit: 100 }, inAccount(account)),
    );
    const refund = data.find(({ metadata }) => metadata?.['refundId'] === refundId);
    return refund ? { stripeRefundId: refund.id, status: refundStatusOf(refund.status) } : null;
  }

  /** How a refund stands now; which refund of ours it is stands in its metadata. */
  async lookAtRefund(
    stripeRefundId: string,
    account: string | null,
  ): Promise<{ status: 'requested' | 'succeeded' | 'failed' }> {
    const refund = await asked(() => this.stripe.refunds.retrieve(stripeRefundId, {}, inAccount(account)));
    return { status: refundStatusOf(refund.status) };
  }

  /** Reads a notice after its signature was proved. Throws ForgedNotice. */
  readNotice(body: Buffer, signature: string): Notice {
    let event: Stripe.Event;
    try {
      event = this.stripe.webhooks.constructEvent(body, signature, this.webhookSecret, toleranceSeconds);
    } catch (error) {
      if (error instanceof Stripe.errors.StripeSignatureVerificationError || error instanceof SyntaxError)
        throw new ForgedNotice();
      throw error;
    }
    return { id: event.id, type: event.type, account: event.account ?? null, about: aboutOf(event) };
  }

  private async says(intent: Stripe.PaymentIntent | null, account: string | null): Promise<ProviderSays> {
    const charge = typeof intent?.latest_charge === 'object' ? intent.latest_charge : null;
    return {
      paid: intent?.status === 'succeeded',
      page: intent?.status === 'succeeded' ? 'complete' : 'open',
      lastAttemptFailed: Boolean(intent?.last_payment_error),
      refundedMinor: charge ? fromStripe(charge.amount_refunded, charge.currency.toUpperCase()) : 0,
      dispute: charge?.disputed && intent ? await this.disputeOf(intent.id, account) : 'none',
    };
  }

  private async disputeOf(intentId: string, account: string | null): Promise<ProviderSays['dispute']> {
    const { data } = await asked(() =>
      this.stripe.disputes.list({ payment_intent: intentId, limit: 10 }, inAccount(account)),
    );
    if (data.some((dispute) => dispute.status === 'lost')) return 'lost';
    const over = ['won', 'warning_closed', 'prevented'];
    return data.every((dispute) => over.includes(dispute.status)) ? 'won' : 'open';
  }
}

function hostOf(url: string): { protocol: 'http' | 'https'; host: string; port: string } {
  const { protocol, hostname, port } = new URL(url);
  const secure = protocol === 'https:';
  return { protocol: secure ? 'https' : 'http', host: hostname, port: port || (secure ? '443' : '80') };
}

function inAccount(account: string | null): { stripeAccount?: string } {
  return account ? { stripeAccount: account } : {};
}

/** Makes a call and tells "not reachable just now" from "no". */
async function asked<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    const status = error.statusCode ?? 500;
    if (status >= 500 || status === 429 || status === 409 || error instanceof Stripe.errors.StripeConnectionError)
      throw new PaymentsUnavailable({ cause: error });
    throw new ProviderRefused(error.code ?? error.type, { cause: error });
  }
}

/** The amount in Stripe's own units. Throws ProviderRefused where it has none for it. */
function chargeable(amountMinor: number, currency: string): number {
  const amount = toStripe(amountMinor, currency);
  if (amount === null) throw new ProviderRefused('This amount cannot be charged in its currency.');
  return amount;
}

function namedBy(
  metadata: Stripe.Metadata | null,
  amount: number | null,
  currency: string | null,
  account: string | null,
): Named {
  return {
    practiceId: metadata?.['practiceId'] ?? null,
    paymentId: metadata?.['paymentId'] ?? null,
    causeId: metadata?.['appointmentId'] ?? null,
    amountMinor: amount !== null && currency !== null ? fromStripe(amount, currency.toUpperCase()) : null,
    currency: currency?.toUpperCase() ?? null,
    account,
  };
}

/** The page or the intent a notice is about; null for what is no business of ours. */
function aboutOf(event: Stripe.Event): Notice['about'] {
  switch (event.type) {
    case 'checkout.session.completed':
    case 'checkout.session.expired':
    case 'checkout.session.async_payment_succeeded':
    case 'checkout.session.async_payment_failed':
      return { sessionId: event.data.object.id };
    case 'payment_intent.succeeded':
    case 'payment_intent.payment_failed':
      return { intentId: event.data.object.id };
    case 'charge.refunded':
    case 'charge.dispute.created':
    case 'charge.dispute.updated':
    case 'charge.dispute.closed':
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed':
      return intentOf(event.data.object.payment_intent);
    default:
      return null;
  }
}

function intentOf(intent: string | Stripe.PaymentIntent | null): Notice['about'] {
  if (!intent) return null;
  return { intentId: typeof intent === 'string' ? intent : intent.id };
}
