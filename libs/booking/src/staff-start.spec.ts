import { Invalid } from '#platform';
import { TimeUnclear } from './booking.errors.js';
import { startOf } from './staff-start.js';

const timeZone = 'Europe/London';

describe('The start that staff mean', () => {
  it('is the instant itself, or the one its wall time stands for', () => {
    expect(startOf('2027-03-28T10:00:00+01:00')).toEqual(new Date('2027-03-28T09:00:00Z'));
    expect(startOf({ local: '2027-03-29T10:00', timeZone })).toEqual(new Date('2027-03-29T09:00:00Z'));
  });

  it('is to the minute, since no rule that is lifted makes clocks show seconds', () => {
    for (const start of ['2027-03-28T10:00:30Z', '2027-03-28T10:00:00.001Z'])
      expect(() => startOf(start)).toThrow(Invalid);
  });

  it('is asked about when the clock skips it or repeats it', () => {
    const choicesOf = (local: string) => {
      try {
        startOf({ local, timeZone });
      } catch (error) {
        return (error as TimeUnclear).details['choices'];
      }
      return undefined;
    };
    expect(choicesOf('2027-03-28T01:30')).toHaveLength(2);
    expect(choicesOf('2027-10-31T01:30')).toEqual([
      { start: '2027-10-31T00:30:00Z', local: '2027-10-31T01:30', offset: '+01:00' },
      { start: '2027-10-31T01:30:00Z', local: '2027-10-31T01:30', offset: '+00:00' },
    ]);
  });
});
