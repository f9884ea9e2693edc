import { withDate } from './other-dates.js';

const morning = { from: '09:00', to: '12:00' };
const evening = { from: '18:00', to: '20:00' };

describe('Dates with other hours than every week', () => {
  it('are kept in their order, closed or with the hours that were added', () => {
    const one = withDate([], '2027-01-13', null);
    expect(one).toEqual([{ date: '2027-01-13', hours: [] }]);
    const two = withDate(withDate(one, '2027-01-12', evening), '2027-01-12', morning);
    expect(two).toEqual([{ date: '2027-01-12', hours: [morning, evening] }, ...one]);
    expect(withDate(two, '2027-01-12', null)[0]).toEqual({ date: '2027-01-12', hours: [] });
  });
});
