import { moneyWords } from './money-words.js';

describe('An amount in words', () => {
  it('has the decimals of its currency, and its reader’s way of writing', () => {
    expect(moneyWords(9500, 'GBP', 'en-GB')).toBe('£95.00');
    expect(moneyWords(9500, 'JPY', 'en-GB')).toBe('JP¥9,500');
    expect(moneyWords(4750, 'HUF', 'en-GB').replace(/\s/g, ' ')).toBe('HUF 47.50');
  });
});
