import { fromStripe, toStripe } from './charged-amounts.js';

describe('An amount as Stripe counts it', () => {
  it('is the same number of minor units in most currencies, forints included', () => {
    for (const currency of ['GBP', 'EUR', 'JPY', 'HUF', 'IDR', 'COP']) {
      expect(toStripe(9500, currency)).toBe(9500);
      expect(fromStripe(9500, currency)).toBe(9500);
    }
  });

  it('is counted in hundredths for ISK and UGX, and whole for MGA', () => {
    expect(toStripe(9500, 'ISK')).toBe(950_000);
    expect(fromStripe(950_000, 'ISK')).toBe(9500);
    expect(toStripe(9500, 'UGX')).toBe(950_000);
    expect(toStripe(950_000, 'MGA')).toBe(9500);
    expect(fromStripe(9500, 'MGA')).toBe(950_000);
  });

  it('is none where it cannot be charged', () => {
    expect(toStripe(9505, 'KWD')).toBeNull();
    expect(toStripe(9500, 'KWD')).toBe(9500);
    expect(toStripe(9550, 'MGA')).toBeNull();
  });
});
