import type Stripe from 'stripe';
import { newId } from '../ids.js';
import type { Turn } from '../turn.js';

export interface IntentWish {
  amount: number;
  currency: string;
  customer?: string | null;
  description?: string | null;
  metadata?: Stripe.Metadata;
  receiptEmail?: string | null;
  applicationFeeMinor?: number | null;
  statementDescriptor?: string | null;
  statementDescriptorSuffix?: string | null;
  transferGroup?: string | null;
  setupFutureUsage?: Stripe.PaymentIntent.SetupFutureUsage | null;
}

/** A wish to be paid; keeps it and tells that it was made. */
export function newPaymentIntent(turn: Turn, wish: IntentWish): Stripe.PaymentIntent {
  const id = newId('pi');
  const intent = turn.put('payment_intent', {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: wish.amount,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: wish.applicationFeeMinor ?? null,
    automatic_payment_methods: { allow_redirects: 'always', enabled: true },
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: newId(`${id}_secret`),
    confirmation_method: 'automatic',
    created: turn.now,
    currency: wish.currency,
    customer: wish.customer ?? null,
    customer_account: null,
    description: wish.description ?? null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: wish.metadata ?? {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    receipt_email: wish.receiptEmail ?? null,
    review: null,
    setup_future_usage: wish.setupFutureUsage ?? null,
    shipping: null,
    source: null,
    statement_descriptor: wish.statementDescriptor ?? null,
    statement_descriptor_suffix: wish.statementDescriptorSuffix ?? null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: wish.transferGroup ?? null,
  });
  turn.emit('payment_intent.created', intent);
  return intent;
}
