import { weekFrom } from './booking-week.js';

describe('The week of free times', () => {
  it('is seven dates, and begins today at the earliest', () => {
    expect(weekFrom('2027-01-18', '2027-01-11')).toEqual({ from: '2027-01-18', to: '2027-01-24' });
    expect(weekFrom('2027-01-04', '2027-01-11')).toEqual({ from: '2027-01-11', to: '2027-01-17' });
  });
});
