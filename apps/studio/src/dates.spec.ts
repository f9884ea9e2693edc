import { dateAfter } from './dates.js';

describe('Dates', () => {
  it('are counted over the end of months and years, and over a change of the clocks', () => {
    expect(dateAfter('2027-12-30', 3)).toBe('2028-01-02');
    expect(dateAfter('2027-03-28', -7)).toBe('2027-03-21');
  });
});
