import type Stripe from 'stripe';
import { newId } from '../ids.js';
import { mergeMetadata } from '../metadata.js';
import { missingParameter } from '../parameters.js';
import { StripeProblem } from '../problem.js';
import type { Turn } from '../turn.js';
import { createCustomer, getCustomer } from './customer.js';
import { linesOf } from './line-items.js';

type Session = Stripe.Checkout.Session;
type Wish = Stripe.Checkout.SessionCreateParams;

const shortestSeconds = 30 * 60;
const longestSeconds = 24 * 3600;
/** "In thirty minutes" may have been said a moment ago. */
const travelSeconds = 5;

/** A page on which somebody can pay once, until it expires. */
export function createSession(turn: Turn, wish: Wish): Session {
  const { successUrl, currency, lines } = understood(turn, wish);
  if (wish.customer !== undefined) getCustomer(turn, wish.customer, 'customer');
  const total = lines.reduce((sum, line) => sum + line.amount_total, 0);
  const id = newId('cs_test', 58);
  turn.put('session_lines', { id, lines, paymentData: wish.payment_intent_data ?? {} });
  return turn.put('checkout.session', {
    ...plain,
    id,
    amount_subtotal: total,
    amount_total: total,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    cancel_url: wish.cancel_url ?? null,
    client_reference_id: wish.client_reference_id ?? null,
    created: turn.now,
    currency,
    customer: wish.customer ?? null,
    customer_creation: wish.customer === undefined ? (wish.customer_creation ?? 'if_required') : null,
    customer_details: wish.customer_email === undefined ? null : detailsOf(wish.customer_email),
    customer_email: wish.customer_email ?? null,
    expires_at: expiryOf(turn, wish.expires_at),
    locale: wish.locale ?? null,
    metadata: mergeMetadata({}, wish.metadata),
    payment_status: total === 0 ? 'no_payment_required' : 'unpaid',
    submit_type: wish.submit_type ?? null,
    success_url: successUrl,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    url: `${turn.surroundings.url}/c/pay/${id}`,
  });
}

/** Ends an open session early, by its owner's wish. */
export function expireSession(turn: Turn, id: string): Session {
  const session = turn.get('checkout.session', id, 'session');
  if (session.status !== 'open') {
    throw StripeProblem.invalid(`Only an open checkout session can be expired; this one is ${String(session.status)}.`);
  }
  return expire(turn, session);
}

export function expire(turn: Turn, session: Session): Session {
  const expired = turn.put('checkout.session', { ...session, status: 'expired', url: null });
  turn.emit('checkout.session.expired', expired);
  return expired;
}

/** Closes a session that was paid, and tells so. */
export function complete(turn: Turn, session: Session, email: string | null): Session {
  const known = session.customer_email ?? email;
  const customer =
    session.customer_creation === 'always'
      ? createCustomer(turn, known === null ? {} : { email: known }).id
      : session.customer;
  const completed = turn.put('checkout.session', {
    ...session,
    customer,
    customer_details: detailsOf(known),
    payment_status: session.payment_status === 'no_payment_required' ? 'no_payment_required' : 'paid',
    status: 'complete',
    url: null,
  });
  turn.emit('checkout.session.completed', completed);
  return completed;
}

function understood(turn: Turn, wish: Wish): { successUrl: string; currency: string; lines: Stripe.LineItem[] } {
  if (wish.mode !== 'payment')
    throw StripeProblem.invalid("The simulator knows the mode 'payment' only.", { param: 'mode' });
  if (wish.ui_mode !== undefined && wish.ui_mode !== 'hosted_page') {
    throw StripeProblem.invalid("The simulator knows the ui_mode 'hosted_page' only.", { param: 'ui_mode' });
  }
  if (wish.success_url === undefined) throw missingParameter('success_url');
  for (const [param, url] of [['success_url', wish.success_url] as const, ['cancel_url', wish.cancel_url] as const]) {
    if (url !== undefined && !isWebAddress(url))
      throw StripeProblem.invalid('Not a valid URL.', { code: 'url_invalid', param });
  }
  if (wish.customer !== undefined && wish.customer_email !== undefined) {
    throw StripeProblem.invalid("You may name 'customer' or 'customer_email', not both.", { param: 'customer_email' });
  }
  if (wish.customer_email !== undefined && !/^[^@\s]+@[^@\s]+$/.test(wish.customer_email)) {
    throw StripeProblem.invalid('That is not an email address.', { code: 'email_invalid', param: 'customer_email' });
  }
  if (!wish.line_items || wish.line_items.length === 0) throw missingParameter('line_items');
  const lines = linesOf(turn, wish.line_items);
  const currency = lines[0]?.currency ?? '';
  if (lines.some((line) => line.currency !== currency)) {
    throw StripeProblem.invalid('All lines of a checkout have one currency.', { param: 'line_items' });
  }
  return { successUrl: wish.success_url, currency, lines };
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function expiryOf(turn: Turn, wished: number | undefined): number {
  if (wished === undefined) return turn.now + longestSeconds;
  const seconds = wished - turn.now;
  if (
    !Number.isInteger(wished) ||
    seconds < shortestSeconds - travelSeconds ||
    seconds > longestSeconds + travelSeconds
  ) {
    throw StripeProblem.invalid('A checkout session expires 30 minutes to 24 hours after it was made.', {
      param: 'expires_at',
    });
  }
  return wished;
}

function detailsOf(email: string | null): NonNullable<Session['customer_details']> {
  return {
    address: null,
    business_name: null,
    email,
    individual_name: null,
    name: null,
    phone: null,
    tax_exempt: 'none',
    tax_ids: null,
  };
}

/** The parts of a session that are the same for every payment here. */
const plain = {
  object: 'checkout.session',
  adaptive_pricing: { enabled: false },
  after_expiration: null,
  allow_promotion_codes: null,
  allowed_payment_method_types: null,
  billing_address_collection: null,
  client_secret: null,
  collected_information: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  custom_fields: [],
  custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
  customer_account: null,
  discounts: [],
  integration_identifier: null,
  invoice: null,
  invoice_creation: null,
  livemode: false,
  managed_payments: null,
  mode: 'payment',
  origin_context: null,
  payment_intent: null,
  payment_link: null,
  payment_method_collection: 'if_required',
  payment_method_configuration_details: null,
  payment_method_options: {},
  payment_method_types: ['card'],
  permissions: null,
  recovered_from: null,
  saved_payment_method_options: null,
  setup_intent: null,
  shipping_address_collection: null,
  shipping_cost: null,
  shipping_options: [],
  status: 'open',
  subscription: null,
  ui_mode: 'hosted_page',
  wallet_options: null,
} satisfies Partial<Session>;
