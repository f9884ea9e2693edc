import type { Named } from './domain/mismatch.js';
import type { ProviderSays } from './domain/payment-state.js';

/** One page to pay on, as it is asked for. */
export interface PageWish {
  readonly practiceId: string;
  readonly paymentId: string;
  readonly causeId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly account: string | null;
  readonly successUrl: string;
  readonly cancelUrl: string;
  readonly expiresAt: Date;
  readonly idempotencyKey: string;
}

/** How a payment stands at the provider now, with the names it bears there. */
export interface ProviderPayment extends ProviderSays {
  readonly named: Named;
  readonly sessionId: string | null;
  readonly intentId: string | null;
}

/** A signed notice: which thing it is about. What it says of the thing is not used, since it may be old. */
export interface Notice {
  readonly id: string;
  readonly type: string;
  readonly account: string | null;
  readonly about: { readonly sessionId: string } | { readonly intentId: string } | null;
}

/** Money to be given back, as it is asked for. */
export interface RefundWish {
  readonly refundId: string;
  readonly practiceId: string;
  readonly paymentId: string;
  readonly causeId: string;
  readonly intentId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly account: string | null;
}

/** The provider answered, and the answer is no: asking again would not help. */
export class ProviderRefused extends Error {}
