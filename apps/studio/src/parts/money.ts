import type { Money } from '#contracts';
import { texts } from '../texts/texts.js';

/** An amount of minor units as people write it, everywhere in the studio: whole amounts without decimals, £95 and £95.50. */
export function money({ amount, currency }: Money): string {
  const format = new Intl.NumberFormat(texts.locale, {
    style: 'currency',
    currency,
    trailingZeroDisplay: 'stripIfInteger',
  });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
