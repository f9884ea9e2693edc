import fc from 'fast-check';
import { rangeOfDates, slotDays } from './slot-days.js';
import { dateOf } from './wall-time.js';
import { dayMs, zoneTransitions } from './zone-transitions.js';

const hour = 3_600_000;
const utc = (text: string) => Date.parse(`${text}Z`);

describe('The days of a slot list', () => {
  it('hold every date, empty ones too, and each slot as the wall clock of the asked zone reads it', () => {
    const offered = [{ start: utc('2027-03-28T09:00'), coach: 'ana' }];
    expect(slotDays(offered, hour, { from: '2027-03-27', to: '2027-03-29', timeZone: 'Europe/Paris' })).toEqual([
      { date: '2027-03-27', slots: [] },
      {
        date: '2027-03-28',
        slots: [
          {
            start: '2027-03-28T09:00:00Z',
            end: '2027-03-28T10:00:00Z',
            local: '2027-03-28T11:00',
            offset: '+02:00',
            coach: 'ana',
          },
        ],
      },
      { date: '2027-03-29', slots: [] },
    ]);
  });

  it('list one entry per start and coach, by start, then coach', () => {
    const [ten, eleven] = [utc('2027-03-01T10:00'), utc('2027-03-01T11:00')];
    const offered = [
      { start: eleven, coach: 'ana' },
      { start: ten, coach: 'zoe' },
      { start: ten, coach: 'ana' },
    ];
    const [day] = slotDays(offered, hour, { from: '2027-03-01', to: '2027-03-01', timeZone: 'UTC' });
    expect(day?.slots.map(({ local, coach }) => `${local} ${coach}`)).toEqual([
      '2027-03-01T10:00 ana',
      '2027-03-01T10:00 zoe',
      '2027-03-01T11:00 ana',
    ]);
  });

  it('mark a time that exists twice, also where only one of the two is free, and no other (issue 4, item 2)', () => {
    const starts = ['2026-10-24T23:30', '2026-10-25T00:30', '2026-10-25T01:30', '2026-10-25T02:30'].map(utc);
    const shown = (free: readonly number[]) => {
      const offered = free.map((start) => ({ start, coach: 'ana' }));
      const [day] = slotDays(offered, hour, { from: '2026-10-25', to: '2026-10-25', timeZone: 'Europe/Paris' });
      return day?.slots.map(({ local, offset, doubled }) => local.slice(11) + offset + (doubled ? ' twice' : ''));
    };
    expect(shown(starts)).toEqual(['01:30+02:00', '02:30+02:00 twice', '02:30+01:00 twice', '03:30+01:00']);
    expect(shown(starts.slice(1, 2))).toEqual(['02:30+02:00 twice']);
  });

  it('put a slot under the date of its start for whoever looks, whatever the date is for the coach', () => {
    const offered = [{ start: utc('2027-01-10T23:30'), coach: 'ana' }];
    const dateIn = (timeZone: string) =>
      slotDays(offered, hour, { from: '2027-01-09', to: '2027-01-12', timeZone }).find(({ slots }) => slots.length > 0)
        ?.date;
    expect(dateIn('America/New_York')).toBe('2027-01-10');
    expect(dateIn('Asia/Tokyo')).toBe('2027-01-11');
  });

  it('are asked of a range that holds every instant of the dates, in every zone', () => {
    const dates = fc.integer({ min: utc('2010-01-01T00:00') / dayMs, max: utc('2030-01-01T00:00') / dayMs });
    fc.assert(
      fc.property(fc.constantFrom(...Intl.supportedValuesOf('timeZone')), dates, (timeZone, day) => {
        const { start, end } = rangeOfDates({ from: dateOf(day), to: dateOf(day), timeZone });
        const zone = zoneTransitions(timeZone, { start: day * dayMs, end: day * dayMs });
        for (let instant = (day - 2) * dayMs; instant < (day + 3) * dayMs; instant += hour / 2) {
          if (zone.dayAt(instant) === day) expect(start <= instant && instant < end).toBe(true);
        }
      }),
    );
  });
});
