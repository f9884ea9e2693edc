import type Stripe from 'stripe';
import { idOf } from '../ids.js';
import { getCardOf } from '../cards.js';
import { mergeMetadata } from '../metadata.js';
import { missingParameter } from '../parameters.js';
import { tryCard } from '../payments.js';
import { StripeProblem } from '../problem.js';
import type { Turn } from '../turn.js';
import { getCustomer } from './customer.js';
import { newPaymentIntent } from './payment-intent.js';

/** Makes an intent without a checkout, and confirms it at once if asked. A declined card is answered, and its trace kept. */
export function createIntent(turn: Turn, wish: Stripe.PaymentIntentCreateParams): Stripe.PaymentIntent | StripeProblem {
  if (!Number.isInteger(wish.amount) || wish.amount < 1) {
    throw StripeProblem.invalid('The amount is a whole number of minor units, at least 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  }
  if (!/^[a-z]{3}$/i.test(wish.currency))
    throw StripeProblem.invalid(`'${wish.currency}' is not a currency.`, { param: 'currency' });
  if (wish.customer !== undefined) getCustomer(turn, wish.customer, 'customer');
  const intent = newPaymentIntent(turn, {
    amount: wish.amount,
    currency: wish.currency.toLowerCase(),
    customer: wish.customer ?? null,
    description: wish.description ?? null,
    metadata: mergeMetadata({}, wish.metadata),
    receiptEmail: wish.receipt_email ?? null,
    applicationFeeMinor: wish.application_fee_amount ?? null,
    statementDescriptor: wish.statement_descriptor ?? null,
    statementDescriptorSuffix: wish.statement_descriptor_suffix ?? null,
    transferGroup: wish.transfer_group ?? null,
  });
  return wish.confirm === true ? confirm(turn, intent, wish.payment_method, wish.return_url) : intent;
}

export function confirmIntent(
  turn: Turn,
  id: string,
  wish: Stripe.PaymentIntentConfirmParams,
): Stripe.PaymentIntent | StripeProblem {
  return confirm(turn, turn.get('payment_intent', id, 'intent'), wish.payment_method, wish.return_url);
}

export function cancelIntent(turn: Turn, id: string, wish: Stripe.PaymentIntentCancelParams): Stripe.PaymentIntent {
  const intent = turn.get('payment_intent', id, 'intent');
  if (intent.status === 'succeeded' || intent.status === 'canceled') throw unexpectedState(intent, 'canceled');
  const cancelled = turn.put('payment_intent', {
    ...intent,
    canceled_at: turn.now,
    cancellation_reason: wish.cancellation_reason ?? null,
    next_action: null,
    status: 'canceled',
  });
  turn.emit('payment_intent.canceled', cancelled);
  return cancelled;
}

function confirm(
  turn: Turn,
  intent: Stripe.PaymentIntent,
  method: string | undefined,
  returnUrl: string | undefined,
): Stripe.PaymentIntent | StripeProblem {
  if (intent.status !== 'requires_payment_method' && intent.status !== 'requires_confirmation')
    throw unexpectedState(intent, 'confirmed');
  if (method === undefined) throw missingParameter('payment_method');
  const attempt = tryCard(turn, intent, getCardOf(method), {
    email: null,
    returnUrl: returnUrl ?? turn.surroundings.url,
  });
  const after = turn.get('payment_intent', intent.id);
  if (attempt !== 'declined') return after;
  return new StripeProblem(402, 'card_error', after.last_payment_error?.message ?? 'The card was declined.', {
    code: 'card_declined',
    decline_code: 'generic_decline',
    charge: idOf(after.latest_charge),
    payment_intent: after,
  });
}

function unexpectedState(intent: Stripe.PaymentIntent, wished: string): StripeProblem {
  return StripeProblem.invalid(`This payment intent cannot be ${wished}: its status is ${intent.status}.`, {
    code: 'payment_intent_unexpected_state',
    payment_intent: intent,
  });
}
