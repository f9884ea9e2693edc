import { minorDigits } from '#contracts';

/** An amount as people of a place write it; whole amounts keep their decimals, as on a receipt. */
export function moneyWords(minor: number, currency: string, locale: string): string {
  const digits = minorDigits(currency);
  const shown = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(locale, { style: 'currency', currency, ...shown }).format(minor / 10 ** digits);
}
