import { london } from './given-days.js';
import { firstDayOf, minutesBeyond, sevenFrom, typedOf, wallTimeAt, weekAround } from './wall-day.js';

describe('A date on a coach’s wall', () => {
  it('is told in 23 and 25 hours where the clock is changed', () => {
    expect([london.saturday, london.spring, london.autumn].map(minutesBeyond)).toEqual([0, -60, 60]);
  });

  it('ends at 24:00, which is typed as the next midnight', () => {
    const end = wallTimeAt(london.spring, london.spring.end);
    expect(end).toEqual({ date: '2027-03-28', time: '24:00', offset: null });
    expect(typedOf(end)).toBe('2027-03-29T00:00');
    expect(typedOf(wallTimeAt(london.spring, Date.parse('2027-03-28T09:30:00Z')))).toBe('2027-03-28T10:30');
  });

  it('lies in a week that begins as people there are used to', () => {
    expect(firstDayOf('en-GB')).toBe(1);
    expect(firstDayOf('en-US')).toBe(7);
    expect(weekAround('2027-03-28', 1)[0]).toBe('2027-03-22');
    expect(weekAround('2027-03-28', 7)[0]).toBe('2027-03-28');
    expect(weekAround('2027-03-22', 1)).toEqual(
      ['22', '23', '24', '25', '26', '27', '28'].map((day) => `2027-03-${day}`),
    );
    expect(sevenFrom('2027-03-28')).toEqual(['2027-03-28', ...weekAround('2027-03-29', 1).slice(0, 6)]);
  });
});
