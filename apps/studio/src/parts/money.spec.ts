import { money } from './money.js';

describe('How the studio writes money', () => {
  it.each([
    [{ amount: 9500, currency: 'GBP' }, '£95'],
    [{ amount: 9550, currency: 'GBP' }, '£95.50'],
    [{ amount: 5, currency: 'GBP' }, '£0.05'],
    [{ amount: 0, currency: 'EUR' }, '€0'],
    [{ amount: 123456700, currency: 'EUR' }, '€1,234,567'],
    [{ amount: 9500, currency: 'JPY' }, 'JP¥9,500'],
    [{ amount: 9500, currency: 'KWD' }, 'KWD\u00a09.500'],
  ])('writes %o as %s', (amount, words) => {
    expect(money(amount)).toBe(words);
  });
});
