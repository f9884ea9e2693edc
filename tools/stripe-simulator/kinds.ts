import type Stripe from 'stripe';
import type { Delivery } from './deliveries.js';

/** The answer to the first request with a key; its id is the key. */
export interface RememberedAnswer {
  id: string;
  fingerprint: string;
  status: number;
  body: object;
  requestId: string;
  /** Unix seconds. */
  at: number;
}

/** Everything that is kept, by kind. The first six are also what an id may be expanded to. */
export interface Kinds {
  'checkout.session': Stripe.Checkout.Session;
  payment_intent: Stripe.PaymentIntent;
  payment_method: Stripe.PaymentMethod;
  charge: Stripe.Charge;
  refund: Stripe.Refund;
  customer: Stripe.Customer | Stripe.DeletedCustomer;
  balance_transaction: Stripe.BalanceTransaction;
  account: Stripe.Account;
  event: Stripe.EventBase;
  session_lines: {
    id: string;
    lines: Stripe.LineItem[];
    paymentData: Stripe.Checkout.SessionCreateParams.PaymentIntentData;
  };
  remembered_answer: RememberedAnswer;
  delivery: Delivery;
}
export type Kind = keyof Kinds;
