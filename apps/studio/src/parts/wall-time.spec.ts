import {
  clearDayAndTime,
  clearlyInBrief,
  dayAndTime,
  daysAfter,
  distanceTo,
  inBrief,
  minutesBetween,
} from './wall-time.js';

describe('How the studio writes times', () => {
  it('writes the wall time the API gave, whatever zone the browser is in', () => {
    expect(dayAndTime('2027-03-28T01:30')).toEqual({ day: 'Sunday 28 March 2027', time: '01:30' });
    expect(inBrief('2027-03-28T01:30')).toBe('Sun 28 Mar, 01:30');
  });

  it('says which of two it is of a time to choose that the clock reads twice, also where the other is not offered (issue 4, item 2)', () => {
    const second = { local: '2027-10-31T01:30', offset: '+00:00', doubled: true } as const;
    expect(clearDayAndTime(second)).toEqual({ day: 'Sunday 31 October 2027', time: '01:30 (UTC+00:00)' });
    expect(clearlyInBrief(second)).toBe('Sun 31 Oct, 01:30 (UTC+00:00)');
    const once = { local: '2027-10-31T02:30', offset: '+00:00' };
    expect(clearDayAndTime(once).time).toBe('02:30');
    expect(clearlyInBrief(once)).toBe('Sun 31 Oct, 02:30');
  });

  it('counts the minutes of a session over a change of the clocks', () => {
    expect(minutesBetween('2027-03-28T00:30:00Z', '2027-03-28T01:45:00Z')).toBe(75);
  });

  it.each([
    ['2027-01-11T08:55:00Z', '5 minutes ago'],
    ['2027-01-11T06:59:00Z', '2 hours ago'],
    ['2027-01-01T09:00:00Z', '10 days ago'],
    ['2027-01-11T10:00:00Z', 'in 1 hour'],
    ['2027-01-11T08:59:40Z', 'just now'],
    ['2027-01-11T08:59:10Z', 'just now'],
    ['2027-01-11T09:00:59Z', 'just now'],
    ['2027-01-11T08:59:00Z', '1 minute ago'],
    ['2027-01-11T09:01:59Z', 'just now'],
    ['2027-01-11T09:02:00Z', 'in 2 minutes'],
  ])('tells of %s without any zone', (instant, words) => {
    expect(distanceTo(instant, '2027-01-11T09:00:00Z')).toBe(words);
  });

  it('asks for days of 24 hours', () => {
    expect(daysAfter('2027-03-27T12:00:00Z', 2)).toBe('2027-03-29T12:00:00.000Z');
  });
});
