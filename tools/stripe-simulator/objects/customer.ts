import type Stripe from 'stripe';
import { newId } from '../ids.js';
import { mergeMetadata } from '../metadata.js';
import { StripeProblem } from '../problem.js';
import type { Turn } from '../turn.js';
import { noAddress } from './payment-method.js';

type Wish = Stripe.CustomerCreateParams & Stripe.CustomerUpdateParams;

export function createCustomer(turn: Turn, wish: Wish): Stripe.Customer {
  const fresh: Stripe.Customer = {
    id: newId('cus', 14),
    object: 'customer',
    address: null,
    balance: 0,
    created: turn.now,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: newId('').slice(1, 9).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
  const customer = wished(fresh, wish);
  turn.put('customer', customer);
  turn.emit('customer.created', customer);
  return customer;
}

export function updateCustomer(turn: Turn, id: string, wish: Wish): Stripe.Customer {
  const customer = wished(getCustomer(turn, id), wish);
  turn.put('customer', customer);
  turn.emit('customer.updated', customer);
  return customer;
}

export function deleteCustomer(turn: Turn, id: string): Stripe.DeletedCustomer {
  const customer = getCustomer(turn, id);
  const gone: Stripe.DeletedCustomer = { id, object: 'customer', deleted: true };
  turn.put('customer', gone);
  turn.emit('customer.deleted', customer);
  return gone;
}

/** A customer that was not deleted. */
export function getCustomer(turn: Turn, id: string, param = 'id'): Stripe.Customer {
  const found = turn.get('customer', id, param);
  if (found.deleted) throw StripeProblem.missing('customer', id, param);
  return found;
}

function wished(customer: Stripe.Customer, wish: Wish): Stripe.Customer {
  return {
    ...customer,
    ...(wish.address === undefined ? {} : { address: wish.address ? { ...noAddress, ...wish.address } : null }),
    description: text(wish.description, customer.description),
    email: text(wish.email, customer.email),
    name: text(wish.name, customer.name ?? null),
    phone: text(wish.phone, customer.phone ?? null),
    preferred_locales: wish.preferred_locales ?? customer.preferred_locales ?? [],
    metadata: mergeMetadata(customer.metadata, wish.metadata),
  };
}

/** An empty text unsets, an absent one leaves as it is. */
function text(wish: string | null | undefined, now: string | null): string | null {
  if (wish === undefined) return now;
  return wish === '' ? null : wish;
}
