/** Currencies by the digits of their minor unit in ISO 4217, where those are not two. */
const digits: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};
const byCurrency = new Map(
  Object.entries(digits).flatMap(([count, codes]) => codes.split(' ').map((code) => [code, Number(count)] as const)),
);

/**
 * How many digits the minor unit of a currency has: 2 for GBP, 0 for JPY. Not what a display library rounds to: that is
 * 0 for HUF and IQD, whose amounts are kept and charged in hundredths and thousandths.
 */
export function minorDigits(currency: string): number {
  return byCurrency.get(currency) ?? 2;
}

/** An amount as people of a place write it, a whole one without decimals; a currency has as many minor units as its code says. */
export function moneyText(minor: number, currency: string, locale: string): string {
  const digits = minorDigits(currency);
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    trailingZeroDisplay: 'stripIfInteger',
  });
  return format.format(minor / 10 ** digits);
}
