import type Stripe from 'stripe';
import type { TestCard } from '../cards.js';
import { newId } from '../ids.js';
import type { Turn } from '../turn.js';
import { feeOf, newBalanceTransaction } from './balance-transaction.js';
import { chargedCard } from './payment-method.js';

export const declineMessage = 'The card was declined by its bank.';

/** The attempt to take an intent's amount from a card. A declined card leaves a failed charge. */
export function newCharge(
  turn: Turn,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  card: TestCard,
  authenticated: boolean,
): Stripe.Charge {
  const paid = card.bank !== 'declines';
  const id = newId('ch');
  const fee = feeOf(intent.amount);
  const transaction = paid
    ? newBalanceTransaction(turn, { type: 'charge', amount: intent.amount, fee, currency: intent.currency, source: id })
    : null;
  return {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: paid ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: intent.application_fee_amount,
    balance_transaction: transaction?.id ?? null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: 'SIMULATOR',
    captured: paid,
    created: turn.now,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: paid ? null : 'card_declined',
    failure_message: paid ? null : declineMessage,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: {
      advice_code: paid ? null : 'try_again_later',
      network_advice_code: null,
      network_decline_code: null,
      network_status: paid ? 'approved_by_network' : 'declined_by_network',
      reason: paid ? null : 'generic_decline',
      risk_level: 'normal',
      seller_message: paid ? 'Payment complete.' : 'The bank did not say why it declined this payment.',
      type: paid ? 'authorized' : 'issuer_declined',
    },
    paid,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: { type: 'card', card: chargedCard(card, intent.amount, authenticated) },
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: paid ? 'succeeded' : 'failed',
    transfer_data: null,
    transfer_group: intent.transfer_group,
  };
}
