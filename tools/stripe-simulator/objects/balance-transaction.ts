import type Stripe from 'stripe';
import { newId } from '../ids.js';
import type { Turn } from '../turn.js';

const secondsToSettle = 2 * 24 * 3600;

/** The provider's own price of a payment, in minor units: an invented 1.5 % and 25. */
export function feeOf(amountMinor: number): number {
  return Math.min(amountMinor, Math.round(amountMinor * 0.015) + 25);
}

/** A line of an account's balance; keeps it. Money that leaves has a negative amount. */
export function newBalanceTransaction(
  turn: Turn,
  line: { type: 'charge' | 'refund'; amount: number; fee: number; currency: string; source: string },
): Stripe.BalanceTransaction {
  return turn.put('balance_transaction', {
    id: newId('txn'),
    object: 'balance_transaction',
    amount: line.amount,
    available_on: turn.now + secondsToSettle,
    balance_type: 'payments',
    created: turn.now,
    currency: line.currency,
    description: null,
    exchange_rate: null,
    fee: line.fee,
    fee_details:
      line.fee === 0
        ? []
        : [
            {
              amount: line.fee,
              application: null,
              currency: line.currency,
              description: 'Processing fee',
              type: 'stripe_fee',
            },
          ],
    net: line.amount - line.fee,
    reporting_category: line.type,
    source: line.source,
    status: 'pending',
    type: line.type,
  });
}
