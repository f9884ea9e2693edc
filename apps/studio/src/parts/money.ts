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

/** How many decimals people write amounts of a currency with. */
export const decimalsOf = (currency: string): number => digitsOf[currency] ?? 2;

/** What somebody typed, 95 or 95.50 or 95,50, in minor units; null where that is no amount. Nothing typed is nothing to pay. */
export function amountTyped(text: string, currency: string): number | null {
  const typed = text.trim().replace(',', '.');
  if (typed === '') return 0;
  const [, whole = '', part = ''] = /^(\d{1,8})(?:\.(\d*))?$/.exec(typed) ?? [];
  const decimals = decimalsOf(currency);
  if (whole === '' || part.length > decimals) return null;
  return Number(whole + part.padEnd(decimals, '0'));
}

/** An amount of minor units as it stands in a field: whole amounts without decimals, nothing where it is none. */
export function amountToType(amount: number, currency: string): string {
  if (amount === 0) return '';
  const decimals = decimalsOf(currency);
  const digits = String(amount).padStart(decimals + 1, '0');
  const [whole, part] = [digits.slice(0, digits.length - decimals), digits.slice(digits.length - decimals)];
  return /[1-9]/.test(part) ? `${whole}.${part}` : whole;
}

/** An amount of minor units as people write it, everywhere in the studio: whole amounts without decimals, £95 and £95.50. */
export function money({ amount, currency }: Money): string {
  const digits = decimalsOf(currency);
  const format = new Intl.NumberFormat(texts.locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    trailingZeroDisplay: 'stripIfInteger',
  });
  return format.format(amount / 10 ** digits);
}
