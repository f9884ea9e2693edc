import type Stripe from 'stripe';
import { newId } from './ids.js';
import { pageOf, type Page } from './listing.js';
import { accountOf, createAccount } from './objects/account.js';
import { createSession, expireSession } from './objects/checkout-session.js';
import { createCustomer, deleteCustomer, updateCustomer } from './objects/customer.js';
import { cancelIntent, confirmIntent, createIntent } from './objects/intent-operations.js';
import { createRefund, updateRefund } from './objects/refund.js';
import { look } from './checkout.js';
import type { StripeProblem } from './problem.js';
import type { Kind, Kinds } from './kinds.js';
import type { Turn } from './turn.js';

/** One call of the API. `parameters` names the parameter set that its body or query must fit. */
export interface Operation {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  parameters: string;
  run: (turn: Turn, wish: never, id: string) => object | StripeProblem;
}

function operation<Wish>(
  method: Operation['method'],
  path: string,
  parameters: string,
  run: (turn: Turn, wish: Wish, id: string) => object | StripeProblem,
): Operation {
  return { method, path, parameters, run };
}

type Listable = Exclude<Kind, 'session_lines' | 'remembered_answer' | 'delivery'>;

/** Reading one and listing all; `fits` is what the list's own filters mean. */
function readable<K extends Listable, Wish extends Page>(
  kind: K,
  path: string,
  fits: (object: Kinds[K], wish: Wish) => boolean = () => true,
): Operation[] {
  return [
    operation<object>('GET', `${path}/:id`, `${kind}.retrieve`, (turn, _wish, id) => turn.get(kind, id)),
    operation<Wish>('GET', path, `${kind}.list`, (turn, wish) =>
      pageOf(
        turn.list(kind).filter((object) => fits(object, wish)),
        wish,
        path,
      ),
    ),
  ];
}

/** Whether a field has the value that a filter asks for; no filter fits all. */
function same(filter: string | undefined, value: unknown): boolean {
  return filter === undefined || filter === value;
}

const events = (event: Stripe.EventBase, wish: Stripe.EventListParams): boolean => {
  const wanted = wish.types ?? (wish.type === undefined ? undefined : [wish.type]);
  const delivered = wish.delivery_success === undefined || wish.delivery_success === (event.pending_webhooks === 0);
  const named = wanted?.some((type) =>
    type.endsWith('*') ? event.type.startsWith(type.slice(0, -1)) : event.type === type,
  );
  return delivered && (named ?? true);
};

/** Everything that the API can do. */
export const operations: readonly Operation[] = [
  operation('POST', '/v1/customers', 'customer.create', createCustomer),
  operation('POST', '/v1/customers/:id', 'customer.update', (turn, wish: Stripe.CustomerUpdateParams, id) =>
    updateCustomer(turn, id, wish),
  ),
  operation('DELETE', '/v1/customers/:id', 'customer.delete', (turn, _wish, id) => deleteCustomer(turn, id)),
  ...readable('customer', '/v1/customers', (customer, wish: Stripe.CustomerListParams) =>
    customer.deleted ? false : same(wish.email, customer.email),
  ),

  operation('POST', '/v1/checkout/sessions', 'checkout.session.create', createSession),
  operation('POST', '/v1/checkout/sessions/:id/expire', 'checkout.session.expire', (turn, _wish, id) =>
    expireSession(turn, id),
  ),
  operation('GET', '/v1/checkout/sessions/:id/line_items', 'checkout.session.line_items', (turn, wish: Page, id) =>
    pageOf(turn.get('session_lines', id).lines, wish, `/v1/checkout/sessions/${id}/line_items`),
  ),
  // Before the general reading: a session whose time is over must never be told as open.
  operation(
    'GET',
    '/v1/checkout/sessions/:id',
    'checkout.session.retrieve',
    (turn, _wish, id) => look(turn, id).session,
  ),
  ...readable('checkout.session', '/v1/checkout/sessions', (session, wish: Stripe.Checkout.SessionListParams) =>
    [
      same(wish.customer, session.customer),
      same(wish.payment_intent, session.payment_intent),
      same(wish.status, session.status),
      same(wish.customer_details?.email, session.customer_details?.email),
    ].every(Boolean),
  ).filter(({ path }) => !path.endsWith(':id')),

  operation('POST', '/v1/payment_intents', 'payment_intent.create', createIntent),
  operation(
    'POST',
    '/v1/payment_intents/:id/confirm',
    'payment_intent.confirm',
    (turn, wish: Stripe.PaymentIntentConfirmParams, id) => confirmIntent(turn, id, wish),
  ),
  operation(
    'POST',
    '/v1/payment_intents/:id/cancel',
    'payment_intent.cancel',
    (turn, wish: Stripe.PaymentIntentCancelParams, id) => cancelIntent(turn, id, wish),
  ),
  ...readable('payment_intent', '/v1/payment_intents', (intent, wish: Stripe.PaymentIntentListParams) =>
    same(wish.customer, intent.customer),
  ),

  ...readable(
    'charge',
    '/v1/charges',
    (charge, wish: Stripe.ChargeListParams) =>
      same(wish.customer, charge.customer) && same(wish.payment_intent, charge.payment_intent),
  ),

  operation('POST', '/v1/refunds', 'refund.create', createRefund),
  operation('POST', '/v1/refunds/:id', 'refund.update', (turn, wish: Stripe.RefundUpdateParams, id) =>
    updateRefund(turn, id, wish),
  ),
  ...readable(
    'refund',
    '/v1/refunds',
    (refund, wish: Stripe.RefundListParams) =>
      same(wish.charge, refund.charge) && same(wish.payment_intent, refund.payment_intent),
  ),

  ...readable('event', '/v1/events', events),
  ...readable('balance_transaction', '/v1/balance_transactions', (line, wish: Stripe.BalanceTransactionListParams) =>
    [same(wish.currency, line.currency), same(wish.source, line.source), same(wish.type, line.type)].every(Boolean),
  ),

  operation('POST', '/v1/accounts', 'account.create', createAccount),
  operation('GET', '/v1/account', 'account.retrieve', (turn) => accountOf(turn, turn.account || ownAccount)),
  operation(
    'GET',
    '/v1/accounts/:id',
    'account.retrieve',
    (turn, _wish, id) => turn.find('account', id) ?? accountOf(turn, id),
  ),
  operation<Page>('GET', '/v1/accounts', 'account.list', (turn, wish) =>
    pageOf(turn.list('account'), wish, '/v1/accounts'),
  ),
];

/** The account of the key itself. */
const ownAccount = newId('acct', 16);
