import type { Money } from '#contracts';
import { texts } from '../texts/texts.js';

/**
 * Digits of a minor unit in ISO 4217, where they are not two. The server keeps the same table (minorDigits); pages take
 * no values from it, so a story compares them.
 */
const digitsOf: Readonly<Record<string, number>> = Object.fromEntries([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
]);

/** An amount of minor units as people write it, everywhere in the studio: whole amounts without decimals, £95 and £95.50. */
export function money({ amount, currency }: Money): string {
  const digits = digitsOf[currency] ?? 2;
  const format = new Intl.NumberFormat(texts.locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    trailingZeroDisplay: 'stripIfInteger',
  });
  return format.format(amount / 10 ** digits);
}
