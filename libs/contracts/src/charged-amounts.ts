import { minorDigits } from './minor-units.js';

/** Where Stripe counts in other units than ISO 4217 does. */
const stripeDigits = new Map([
  ['ISK', 2],
  ['UGX', 2],
  ['MGA', 0],
]);

/**
 * An amount of minor units in the units of Stripe's API; null where it cannot be charged: Stripe takes no part of an
 * ariary, and of three digits the last must be 0.
 */
export function toStripe(amountMinor: number, currency: string): number | null {
  const iso = minorDigits(currency);
  if (iso === 3 && amountMinor % 10 !== 0) return null;
  const amount = shift(amountMinor, (stripeDigits.get(currency) ?? iso) - iso);
  return Number.isInteger(amount) ? amount : null;
}

/** An amount as Stripe tells it, in minor units; the currency in upper case. */
export function fromStripe(amount: number, currency: string): number {
  const iso = minorDigits(currency);
  return shift(amount, iso - (stripeDigits.get(currency) ?? iso));
}

function shift(amount: number, by: number): number {
  return by < 0 ? amount / 10 ** -by : amount * 10 ** by;
}
