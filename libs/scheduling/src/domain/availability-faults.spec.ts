import type { Availability, Weekday } from './availability.js';
import { availabilityFaults } from './availability-faults.js';

const mondays = (...hours: [string, string][]): Partial<Availability> => ({
  weekly: hours.map(([from, to]) => ({ days: ['mon'], from, to })),
});

function pathsOf(part: Partial<Availability>): string[] {
  return availabilityFaults({ timeZone: 'Europe/Paris', weekly: [], overrides: [], ...part }).map(({ path }) => path);
}

describe('An availability', () => {
  it('may have hours to the end of the day, hours that touch, closed dates and no hours at all', () => {
    expect(pathsOf({})).toEqual([]);
    expect(pathsOf(mondays(['00:00', '24:00']))).toEqual([]);
    expect(pathsOf(mondays(['13:00', '17:00'], ['09:00', '13:00']))).toEqual([]);
    expect(pathsOf({ overrides: [{ date: '2027-12-24', hours: [] }] })).toEqual([]);
  });

  it('names the zone that is none', () => {
    expect(pathsOf({ timeZone: 'Europe/Atlantis' })).toEqual(['timeZone']);
    expect(pathsOf({ timeZone: '+01:00' })).toEqual(['timeZone']);
  });

  it('names the time that is none, and lets 24:00 only end a day', () => {
    expect(pathsOf(mondays(['9:00', '17:00']))).toEqual(['weekly.0.from']);
    expect(pathsOf(mondays(['09:00', '25:00']))).toEqual(['weekly.0.to']);
    expect(pathsOf(mondays(['24:00', '24:00']))).toEqual(['weekly.0.from']);
  });

  it('refuses hours that end before they begin, and says how to go on past midnight', () => {
    expect(pathsOf(mondays(['09:00', '09:00'], ['22:00', '02:00']))).toEqual(['weekly.0.to', 'weekly.1.to']);
    const [fault] = availabilityFaults({
      timeZone: 'UTC',
      weekly: [],
      overrides: [{ date: '2027-01-01', hours: [{ from: '22:00', to: '02:00' }] }],
    });
    expect(fault).toEqual({ path: 'overrides.0.hours.0.to', message: expect.stringContaining('24:00') });
  });

  it('refuses hours that overlap, also across two entries and on one date, and tells it once', () => {
    const week: Weekday[] = ['mon', 'tue', 'wed'];
    const across = {
      weekly: [
        { days: week, from: '09:00', to: '12:00' },
        { days: week, from: '11:59', to: '13:00' },
      ],
    };
    expect(pathsOf(across)).toEqual(['weekly.1.from']);
    expect(
      pathsOf({
        overrides: [
          {
            date: '2027-01-01',
            hours: [
              { from: '09:00', to: '12:00' },
              { from: '10:00', to: '11:00' },
            ],
          },
        ],
      }),
    ).toEqual(['overrides.0.hours.1.from']);
  });

  it('names each day once and each date once, and only dates that exist', () => {
    expect(pathsOf({ weekly: [{ days: ['mon', 'mon'], from: '09:00', to: '10:00' }] })).toEqual(['weekly.0.days.1']);
    expect(pathsOf({ weekly: [{ days: [], from: '09:00', to: '10:00' }] })).toEqual(['weekly.0.days']);
    expect(
      pathsOf({
        overrides: [
          { date: '2027-02-30', hours: [] },
          { date: '2027-03-01', hours: [] },
          { date: '2027-03-01', hours: [] },
        ],
      }),
    ).toEqual(['overrides.0.date', 'overrides.2.date']);
  });
});
