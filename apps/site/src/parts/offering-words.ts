import type { PublicOffering } from '#contracts';
import { money } from '../printing.js';
import { count, fill, type Texts } from '../texts/texts.js';

/** What an offering is, in one line: 50 minutes · One to one · by video. */
export function offeringLine(offering: PublicOffering, t: Texts, locale: string): string {
  const { durationMinutes, kind, format } = offering;
  return [
    count(t.common.minutes, durationMinutes, locale),
    t.offering[kind],
    ...(format ? [t.offering[format]] : []),
  ].join(' · ');
}

/** What an offering costs, and when. */
export function priceLine({ price, payment, deposit }: PublicOffering, t: Texts, locale: string): string {
  if (price.amount === 0) return t.common.free;
  const amount = money(price, locale);
  if (payment === 'later') return fill(t.offering.later, { price: amount });
  if (payment === 'deposit' && deposit)
    return fill(t.offering.deposit, { price: amount, deposit: money(deposit, locale) });
  return amount;
}

/** What is to be paid on booking, in minor units. */
export function dueNow({ price, payment, deposit }: PublicOffering): PublicOffering['price'] {
  if (payment === 'full') return price;
  if (payment === 'deposit' && deposit) return deposit;
  return { amount: 0, currency: price.currency };
}
