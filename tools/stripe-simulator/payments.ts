import type Stripe from 'stripe';
import { idOf } from './ids.js';
import { cardThatAsks, type TestCard } from './cards.js';
import { newCharge, declineMessage } from './objects/charge.js';
import { paymentMethodOf } from './objects/payment-method.js';
import type { Turn } from './turn.js';

export type Attempt = 'paid' | 'declined' | 'needs_authentication';

/** Tries a card on an intent, and says how it went; the intent carries the rest. */
export function tryCard(
  turn: Turn,
  intent: Stripe.PaymentIntent,
  card: TestCard,
  page: { email: string | null; returnUrl: string },
): Attempt {
  const method = turn.put('payment_method', paymentMethodOf(turn, card, page.email));
  if (card.bank === 'asks') {
    const asking = turn.put('payment_intent', {
      ...intent,
      last_payment_error: null,
      next_action: { redirect_to_url: { return_url: page.returnUrl, url: page.returnUrl }, type: 'redirect_to_url' },
      payment_method: method.id,
      status: 'requires_action',
    });
    turn.emit('payment_intent.requires_action', asking);
    return 'needs_authentication';
  }
  return take(turn, intent, method, card, false);
}

/** The bank heard from the card holder: they agreed, or they did not. */
export function authenticate(turn: Turn, intent: Stripe.PaymentIntent, agreed: boolean): Attempt {
  const method = turn.get('payment_method', idOf(intent.payment_method));
  if (agreed) return take(turn, intent, method, cardThatAsks, true);
  const refused = turn.put('payment_intent', {
    ...intent,
    last_payment_error: {
      code: 'payment_intent_authentication_failure',
      message: 'The card holder did not confirm the payment with their bank.',
      payment_method: method,
      type: 'invalid_request_error',
    },
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  });
  turn.emit('payment_intent.payment_failed', refused);
  return 'declined';
}

function take(
  turn: Turn,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  card: TestCard,
  authenticated: boolean,
): Attempt {
  const charge = turn.put('charge', newCharge(turn, intent, method, card, authenticated));
  if (charge.status !== 'succeeded') {
    const failed = turn.put('payment_intent', {
      ...intent,
      last_payment_error: {
        charge: charge.id,
        code: 'card_declined',
        decline_code: 'generic_decline',
        message: declineMessage,
        payment_method: method,
        type: 'card_error',
      },
      latest_charge: charge.id,
      next_action: null,
      payment_method: null,
      status: 'requires_payment_method',
    });
    turn.emit('charge.failed', charge);
    turn.emit('payment_intent.payment_failed', failed);
    return 'declined';
  }
  const succeeded = turn.put('payment_intent', {
    ...intent,
    amount_received: intent.amount,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    payment_method: method.id,
    status: 'succeeded',
  });
  turn.emit('charge.succeeded', charge);
  turn.emit('payment_intent.succeeded', succeeded);
  return 'paid';
}
