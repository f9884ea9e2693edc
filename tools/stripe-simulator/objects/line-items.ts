import type Stripe from 'stripe';
import { newId } from '../ids.js';
import { mergeMetadata } from '../metadata.js';
import { missingParameter } from '../parameters.js';
import { StripeProblem } from '../problem.js';
import type { Turn } from '../turn.js';

type LineWish = Stripe.Checkout.SessionCreateParams.LineItem;
type PriceWish = Stripe.Checkout.SessionCreateParams.LineItem.PriceData;

/** The lines of a checkout, each with a price made for it alone. */
export function linesOf(turn: Turn, wishes: readonly LineWish[]): Stripe.LineItem[] {
  return wishes.map((wish, index) => lineOf(turn, wish, `line_items[${index}]`));
}

function lineOf(turn: Turn, wish: LineWish, path: string): Stripe.LineItem {
  if (wish.price !== undefined) throw StripeProblem.missing('price', wish.price, `${path}[price]`);
  if (!wish.price_data) throw missingParameter(`${path}[price_data]`);
  const quantity = wish.quantity ?? 1;
  if (!Number.isInteger(quantity) || quantity < 1) throw notWhole(`${path}[quantity]`);
  const unitMinor = unitOf(wish.price_data, `${path}[price_data]`);
  const currency = wish.price_data.currency.toLowerCase();
  const total = unitMinor * quantity;
  return {
    id: newId('li'),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: total,
    amount_tax: 0,
    amount_total: total,
    currency,
    description: wish.price_data.product_data?.name ?? null,
    metadata: mergeMetadata({}, wish.metadata),
    price: priceOf(turn, wish.price_data, currency, unitMinor),
    quantity,
  };
}

function unitOf(price: PriceWish, path: string): number {
  if (!price.product_data && price.product === undefined) throw missingParameter(`${path}[product_data]`);
  if (price.product !== undefined) throw StripeProblem.missing('product', price.product, `${path}[product]`);
  if (!/^[a-z]{3}$/i.test(price.currency)) {
    throw StripeProblem.invalid(`'${price.currency}' is not a currency.`, { param: `${path}[currency]` });
  }
  if (price.recurring)
    throw StripeProblem.invalid('The simulator sells nothing that recurs.', { param: `${path}[recurring]` });
  if (price.unit_amount === undefined) throw missingParameter(`${path}[unit_amount]`);
  if (!Number.isInteger(price.unit_amount) || price.unit_amount < 0) throw notWhole(`${path}[unit_amount]`);
  return price.unit_amount;
}

function priceOf(turn: Turn, wish: PriceWish, currency: string, unitMinor: number): Stripe.Price {
  const travelling: Omit<Stripe.Price, 'unit_amount_decimal'> & { unit_amount_decimal: string } = {
    id: newId('price'),
    object: 'price',
    active: false,
    billing_scheme: 'per_unit',
    created: turn.now,
    currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: newId('prod', 14),
    recurring: null,
    tax_behavior: wish.tax_behavior ?? 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: 'one_time',
    unit_amount: unitMinor,
    unit_amount_decimal: String(unitMinor),
  };
  // Decimals travel as text; the SDK's type is what its reader makes of that text.
  return travelling as unknown as Stripe.Price;
}

function notWhole(path: string): StripeProblem {
  return StripeProblem.invalid(`'${path}' is not a whole number that makes sense here.`, {
    code: 'parameter_invalid_integer',
    param: path,
  });
}
