import { moneyText } from './minor-units.js';

describe('An amount in words', () => {
  it('has the decimals of its currency unless it is whole, and its reader’s way of writing', () => {
    expect(moneyText(9500, 'GBP', 'en-GB')).toBe('£95');
    expect(moneyText(9550, 'GBP', 'en-GB')).toBe('£95.50');
    expect(moneyText(9500, 'JPY', 'en-GB')).toBe('JP¥9,500');
    expect(moneyText(4750, 'HUF', 'en-GB').replace(/\s/g, ' ')).toBe('HUF 47.50');
  });
});
