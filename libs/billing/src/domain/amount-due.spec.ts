import { dueNow } from './amount-due.js';

describe('What is due when something is booked', () => {
  it('is the price, the deposit, or nothing', () => {
    expect(dueNow({ payment: 'full', priceMinor: 9500, depositMinor: null })).toBe(9500);
    expect(dueNow({ payment: 'deposit', priceMinor: 9500, depositMinor: 2000 })).toBe(2000);
    expect(dueNow({ payment: 'later', priceMinor: 9500, depositMinor: null })).toBe(0);
    expect(dueNow({ payment: 'none', priceMinor: 0, depositMinor: null })).toBe(0);
  });

  it('is never more than the price', () => {
    expect(dueNow({ payment: 'deposit', priceMinor: 1500, depositMinor: 2000 })).toBe(1500);
  });
});
