import { amountToType, amountTyped, money } from './money.js';

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

describe('What somebody types as an amount', () => {
  it.each([
    ['95', 'GBP', 9500],
    [' 95.5 ', 'GBP', 9550],
    ['95,50', 'EUR', 9550],
    ['9500', 'JPY', 9500],
    ['9.5', 'KWD', 9500],
    ['', 'GBP', 0],
    ['9500.5', 'JPY', null],
    ['95.505', 'GBP', null],
    ['-5', 'GBP', null],
    ['ninety', 'GBP', null],
  ])('reads %j %s as %j', (text, currency, amount) => {
    expect(amountTyped(text, currency)).toBe(amount);
  });

  it.each([
    [9500, 'GBP', '95'],
    [9550, 'GBP', '95.50'],
    [5, 'GBP', '0.05'],
    [9500, 'JPY', '9500'],
    [9500, 'KWD', '9.500'],
    [0, 'GBP', ''],
  ])('writes %j %s as %j', (amount, currency, text) => {
    expect(amountToType(amount, currency)).toBe(text);
    expect(amountTyped(text, currency)).toBe(amount);
  });
});
