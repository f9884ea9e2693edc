import { dateAfter, weekFrom } from './booking-week.js';

describe('The week of free times', () => {
  it('is seven dates, over the end of months and years, and begins today at the earliest', () => {
    expect(dateAfter('2027-12-30', 3)).toBe('2028-01-02');
    expect(dateAfter('2027-03-28', -7)).toBe('2027-03-21');
    expect(weekFrom('2027-01-18', '2027-01-11')).toEqual({ from: '2027-01-18', to: '2027-01-24' });
    expect(weekFrom('2027-01-04', '2027-01-11')).toEqual({ from: '2027-01-11', to: '2027-01-17' });
  });
});
