import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { quietFrom, quietUntil } from './quiet-hours.js';

const night = { from: '21:00', to: '07:30', timeZone: 'Europe/London' };

describe('Quiet hours', () => {
  it('end in the morning, also for a message due before midnight', () => {
    expect(quietUntil(new Date('2027-01-11T21:00:00Z'), night)).toEqual(new Date('2027-01-12T07:30:00Z'));
    expect(quietUntil(new Date('2027-01-12T03:00:00Z'), night)).toEqual(new Date('2027-01-12T07:30:00Z'));
  });

  it('leave the day alone', () => {
    expect(quietUntil(new Date('2027-01-12T07:30:00Z'), night)).toBeNull();
    expect(quietUntil(new Date('2027-01-12T20:59:59Z'), night)).toBeNull();
  });

  it('may lie within one day, and may be none', () => {
    const noon = { from: '12:00', to: '14:00', timeZone: 'Asia/Kathmandu' };
    expect(quietUntil(new Date('2027-01-12T07:00:00Z'), noon)).toEqual(new Date('2027-01-12T08:15:00Z'));
    expect(quietUntil(new Date('2027-01-12T09:00:00Z'), noon)).toBeNull();
    expect(quietUntil(new Date('2027-01-12T07:00:00Z'), { ...noon, to: '12:00' })).toBeNull();
  });

  it('count on the wall when the clock changes in the night', () => {
    expect(quietUntil(new Date('2027-03-27T22:00:00Z'), night)).toEqual(new Date('2027-03-28T06:30:00Z'));
  });

  it('begin again each evening, and never where there are none', () => {
    expect(quietFrom(new Date('2027-01-12T15:00:00Z'), night)).toEqual(new Date('2027-01-12T21:00:00Z'));
    expect(quietFrom(new Date('2027-01-12T21:00:00Z'), night)).toEqual(new Date('2027-01-13T21:00:00Z'));
    expect(quietFrom(new Date('2027-03-28T12:00:00Z'), night)).toEqual(new Date('2027-03-28T20:00:00Z'));
    expect(quietFrom(new Date('2027-01-12T15:00:00Z'), { ...night, to: '21:00' })).toBeNull();
  });

  it('always end later than they are asked about, within a day and a clock change, and are over then', () => {
    const time = fc
      .tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 }))
      .map(([hour, minute]) => Temporal.PlainTime.from({ hour, minute }).toString({ smallestUnit: 'minute' }));
    const zone = fc.constantFrom('UTC', 'Europe/London', 'America/New_York', 'Australia/Lord_Howe');
    const now = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(now, time, time, zone, (at, from, to, timeZone) => {
        const until = quietUntil(at, { from, to, timeZone });
        if (!until) return;
        expect(until.getTime()).toBeGreaterThan(at.getTime());
        expect(until.getTime() - at.getTime()).toBeLessThanOrEqual(25 * 3_600_000);
        const next = quietUntil(until, { from, to, timeZone });
        if (next) expect(next.getTime() - until.getTime()).toBeLessThanOrEqual(3_600_000); // the wall shows `to` twice
      }),
      { numRuns: 2_000 },
    );
  });
});
