import type Stripe from 'stripe';
import { idOf } from './ids.js';
import type { TestCard } from './cards.js';
import { mergeMetadata } from './metadata.js';
import { complete, expire } from './objects/checkout-session.js';
import { newPaymentIntent } from './objects/payment-intent.js';
import { authenticate, tryCard, type Attempt } from './payments.js';
import type { Turn } from './turn.js';

type Session = Stripe.Checkout.Session;

/** How a session stands after somebody did something on its page, and where their browser goes next. */
export interface Step {
  status: Attempt | 'open' | 'expired';
  redirectUrl: string | null;
  session: Session;
}

/** The session as it is at this moment: one whose time is over is expired first. */
export function look(turn: Turn, id: string): Step {
  const session = turn.get('checkout.session', id);
  return stepOf(turn, session.status === 'open' && session.expires_at <= turn.now ? expire(turn, session) : session);
}

/** Pays an open session with a card. A session that is paid already says so and takes nothing more. */
export function payWith(turn: Turn, id: string, card: TestCard, email: string | null): Step {
  const before = look(turn, id);
  if (before.session.status !== 'open') return before;
  if (before.session.payment_status === 'no_payment_required')
    return stepOf(turn, complete(turn, before.session, email));
  const { session, intent } = withIntent(turn, before.session);
  const attempt = tryCard(turn, intent, card, {
    email: session.customer_email ?? email,
    returnUrl: authenticationUrl(turn, id),
  });
  return after(turn, session, attempt, email);
}

/** The card holder answers their bank on the second page. Without a question pending nothing happens. */
export function answerBank(turn: Turn, id: string, agreed: boolean): Step {
  const before = look(turn, id);
  const intent =
    before.session.payment_intent === null
      ? undefined
      : turn.find('payment_intent', idOf(before.session.payment_intent));
  if (before.session.status !== 'open' || intent?.status !== 'requires_action') return before;
  const email = turn.get('payment_method', idOf(intent.payment_method)).billing_details.email;
  return after(turn, before.session, authenticate(turn, intent, agreed), email);
}

/** Expires every open session whose time is over; returns how many. */
export function expireOverdue(turn: Turn): number {
  const overdue = turn
    .list('checkout.session')
    .filter((session) => session.status === 'open' && session.expires_at <= turn.now);
  for (const session of overdue) expire(turn, session);
  return overdue.length;
}

function after(turn: Turn, session: Session, attempt: Attempt, email: string | null): Step {
  if (attempt === 'paid') return stepOf(turn, complete(turn, session, email));
  const redirectUrl = attempt === 'needs_authentication' ? authenticationUrl(turn, session.id) : session.url;
  return { status: attempt, redirectUrl, session };
}

function stepOf(turn: Turn, session: Session): Step {
  if (session.status === 'complete') {
    return {
      status: 'paid',
      redirectUrl: (session.success_url ?? '').replaceAll('{CHECKOUT_SESSION_ID}', session.id),
      session,
    };
  }
  if (session.status === 'expired') return { status: 'expired', redirectUrl: null, session };
  const intent =
    session.payment_intent === null ? undefined : turn.find('payment_intent', idOf(session.payment_intent));
  return intent?.status === 'requires_action'
    ? { status: 'needs_authentication', redirectUrl: authenticationUrl(turn, session.id), session }
    : { status: 'open', redirectUrl: session.url, session };
}

function authenticationUrl(turn: Turn, id: string): string {
  return `${turn.surroundings.url}/c/pay/${id}/authenticate`;
}

/** The session's intent, made at the first attempt to pay. */
function withIntent(turn: Turn, session: Session): { session: Session; intent: Stripe.PaymentIntent } {
  if (session.payment_intent !== null)
    return { session, intent: turn.get('payment_intent', idOf(session.payment_intent)) };
  const { paymentData } = turn.get('session_lines', session.id);
  const intent = newPaymentIntent(turn, {
    amount: session.amount_total ?? 0,
    currency: session.currency ?? '',
    customer: typeof session.customer === 'string' ? session.customer : null,
    description: paymentData.description ?? null,
    metadata: mergeMetadata({}, paymentData.metadata),
    receiptEmail: paymentData.receipt_email ?? null,
    applicationFeeMinor: paymentData.application_fee_amount ?? null,
    statementDescriptor: paymentData.statement_descriptor ?? null,
    statementDescriptorSuffix: paymentData.statement_descriptor_suffix ?? null,
    transferGroup: paymentData.transfer_group ?? null,
    setupFutureUsage: paymentData.setup_future_usage ?? null,
  });
  return { session: turn.put('checkout.session', { ...session, payment_intent: intent.id }), intent };
}
