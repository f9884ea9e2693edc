import { minorDigits, moneyText, toStripe } from '#contracts';
import { money as onPages } from '../../apps/site/src/printing.js';
import { money as inStudio } from '../../apps/studio/src/parts/money.js';
import { money as atProvider } from '../../tools/stripe-simulator/pages.js';

const currencies = Intl.supportedValuesOf('currency');
const figures = (text: string) => (/\d[\d,]*(\.\d+)?/.exec(text)?.[0] ?? '').replaceAll(',', '');

describe('An amount', () => {
  it('is the same on every page, in the studio and in the words about cancelling, in every currency', () => {
    const amount = 1_234_567;
    const told = currencies.map((currency) => {
      const right = (amount / 10 ** minorDigits(currency)).toFixed(minorDigits(currency));
      const money = { amount, currency };
      return [onPages(money, 'en-GB'), inStudio(money), moneyText(amount, currency, 'en-GB')].every(
        (text) => figures(text) === right,
      )
        ? null
        : currency;
    });
    expect(told.filter((currency) => currency !== null)).toEqual([]);
  });

  it('is what the provider shows on its page', () => {
    const off = currencies.filter((currency) => {
      const charged = toStripe(1_234_500, currency);
      return (
        charged !== null &&
        Number(figures(atProvider(charged, currency.toLowerCase()))) !== 1_234_500 / 10 ** minorDigits(currency)
      );
    });
    // Nobody can be charged in these: the provider does not take them.
    expect(off.filter((currency) => !['CLF', 'IQD', 'LYD', 'UYI', 'UYW'].includes(currency))).toEqual([]);
  });

  it('of forints has its hundredths everywhere', () => {
    expect(figures(onPages({ amount: 1_500_050, currency: 'HUF' }, 'en-GB'))).toBe('15000.50');
    expect(toStripe(1_500_050, 'HUF')).toBe(1_500_050);
  });
});
