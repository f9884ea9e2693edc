import type Stripe from 'stripe';
import { idOf, newId } from '../ids.js';
import { mergeMetadata } from '../metadata.js';
import { missingParameter } from '../parameters.js';
import { StripeProblem } from '../problem.js';
import type { Turn } from '../turn.js';
import { newBalanceTransaction } from './balance-transaction.js';

/** Gives back all that is left of a charge, or a part of it. */
export function createRefund(turn: Turn, wish: Stripe.RefundCreateParams): Stripe.Refund {
  const charge = chargeToRefund(turn, wish);
  const left = charge.amount_captured - charge.amount_refunded;
  if (left === 0)
    throw StripeProblem.invalid(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' });
  const amount = wish.amount ?? left;
  if (!Number.isInteger(amount) || amount < 1) {
    throw StripeProblem.invalid('The amount is a whole number of minor units, at least 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  }
  if (amount > left) {
    throw StripeProblem.invalid(`A refund of ${amount} is more than the ${left} that is left of the charge.`, {
      param: 'amount',
    });
  }
  if (turn.surroundings.declineRefunds) {
    throw StripeProblem.invalid('The balance of this account does not cover the refund.', {
      code: 'balance_insufficient',
    });
  }
  const id = newId('re');
  const transaction = newBalanceTransaction(turn, {
    type: 'refund',
    amount: -amount,
    fee: 0,
    currency: charge.currency,
    source: id,
  });
  const refund = turn.put('refund', {
    id,
    object: 'refund',
    amount,
    balance_transaction: transaction.id,
    charge: charge.id,
    created: turn.now,
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: {
      card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
      type: 'card',
    },
    metadata: mergeMetadata({}, wish.metadata),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: wish.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: turn.surroundings.refundsPend ? 'pending' : 'succeeded',
    transfer_reversal: null,
  });
  const refunded = charge.amount_refunded + amount;
  const afterwards = turn.put('charge', {
    ...charge,
    amount_refunded: refunded,
    refunded: refunded === charge.amount_captured,
  });
  turn.emit('charge.refunded', afterwards);
  turn.emit('refund.created', refund);
  turn.emit('refund.updated', refund);
  return refund;
}

/** A bank took a refund at last, or sent it back, even weeks later: then the money is the practice's again. */
export function settleRefund(turn: Turn, id: string, status: 'succeeded' | 'failed'): Stripe.Refund {
  const refund = turn.get('refund', id);
  if (refund.status === 'failed' || refund.status === status) return refund;
  const settled = turn.put('refund', {
    ...refund,
    status,
    ...(status === 'failed' && { failure_reason: 'expired_or_canceled_card' }),
  });
  if (status === 'failed') {
    const charge = turn.get('charge', idOf(refund.charge ?? ''));
    turn.put('charge', { ...charge, amount_refunded: charge.amount_refunded - refund.amount, refunded: false });
    newBalanceTransaction(turn, {
      type: 'refund',
      amount: refund.amount,
      fee: 0,
      currency: refund.currency,
      source: id,
    });
    turn.emit('refund.failed', settled);
  }
  turn.emit('refund.updated', settled);
  return settled;
}

/** Only the metadata of a refund can change. */
export function updateRefund(turn: Turn, id: string, wish: Stripe.RefundUpdateParams): Stripe.Refund {
  const refund = turn.get('refund', id);
  const changed = turn.put('refund', { ...refund, metadata: mergeMetadata(refund.metadata ?? {}, wish.metadata) });
  turn.emit('refund.updated', changed);
  return changed;
}

function chargeToRefund(turn: Turn, wish: Stripe.RefundCreateParams): Stripe.Charge {
  if (wish.charge !== undefined) return refundable(turn.get('charge', wish.charge, 'charge'));
  if (wish.payment_intent === undefined) throw missingParameter('charge');
  const intent = turn.get('payment_intent', wish.payment_intent, 'payment_intent');
  if (intent.status !== 'succeeded' || intent.latest_charge === null) {
    throw StripeProblem.invalid(`Payment intent ${intent.id} has no successful charge to refund.`, {
      param: 'payment_intent',
    });
  }
  return refundable(turn.get('charge', idOf(intent.latest_charge), 'payment_intent'));
}

function refundable(charge: Stripe.Charge): Stripe.Charge {
  if (charge.status !== 'succeeded')
    throw StripeProblem.invalid(`Charge ${charge.id} did not succeed.`, { param: 'charge' });
  return charge;
}
