import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { calendarDays, wallReading, type CalendarDate } from './calendar-days.js';
import { dateOf, dayNumberOf } from './wall-time.js';
import { minuteMs } from './zone-transitions.js';

const at = (text: string) => Date.parse(`${text}Z`);
const only = (date: string, timeZone: string, open: [string, string][] = []): CalendarDate => {
  const openings = open.map(([start, end]) => ({ start: at(start), end: at(end) }));
  const [day, ...more] = calendarDays(openings, { from: date, to: date, timeZone });
  if (!day || more.length > 0) throw new Error('One date was asked for.');
  return day;
};
const lengthOf = ({ start, end }: { start: string; end: string }) => (Date.parse(end) - Date.parse(start)) / minuteMs;
const told = ({ wall }: CalendarDate) => wall.map(({ from, to, offset, reads }) => `${from}–${to} ${offset} ${reads}`);

describe('A date of a calendar (issue 4, item 9)', () => {
  it('is a day of 24 hours with its open hours on the wall', () => {
    expect(only('2027-01-12', 'Europe/Paris', [['2027-01-12T08:00', '2027-01-12T16:00']])).toEqual({
      date: '2027-01-12',
      start: '2027-01-11T23:00:00Z',
      end: '2027-01-12T23:00:00Z',
      wall: [
        {
          start: '2027-01-11T23:00:00Z',
          end: '2027-01-12T23:00:00Z',
          from: '00:00',
          to: '24:00',
          offset: '+01:00',
          reads: 'once',
        },
      ],
      hours: [{ start: '2027-01-12T08:00:00Z', end: '2027-01-12T16:00:00Z', from: '09:00', to: '17:00' }],
    });
  });

  it('has 23 hours where the clock goes forward, and says where it jumps', () => {
    const day = only('2027-03-28', 'Europe/Paris');
    expect(lengthOf(day)).toBe(23 * 60);
    expect(told(day)).toEqual(['00:00–02:00 +01:00 once', '03:00–24:00 +02:00 once']);
  });

  it('has 25 hours where the clock goes back, and tells the two equal hours apart', () => {
    const day = only('2027-10-31', 'Europe/Paris');
    expect(lengthOf(day)).toBe(25 * 60);
    expect(told(day)).toEqual([
      '00:00–02:00 +02:00 once',
      '02:00–03:00 +02:00 first',
      '02:00–03:00 +01:00 second',
      '03:00–24:00 +01:00 once',
    ]);
  });

  it('lasts no time where a zone skipped it, and its neighbours are whole', () => {
    const asked = { from: '2011-12-29', to: '2011-12-31', timeZone: 'Pacific/Apia' };
    expect(calendarDays([], asked).map(lengthOf)).toEqual([24 * 60, 0, 24 * 60]);
  });

  it('holds its part of hours that go on over midnight', () => {
    const open: [string, string][] = [['2027-01-12T20:00', '2027-01-13T02:00']];
    expect(only('2027-01-12', 'UTC', open).hours).toMatchObject([{ from: '20:00', to: '24:00' }]);
    expect(only('2027-01-13', 'UTC', open).hours).toMatchObject([{ from: '00:00', to: '02:00' }]);
    expect(only('2027-01-14', 'UTC', open).hours).toEqual([]);
  });

  it('joins with its neighbours without a gap, and its wall reads at every minute what Temporal reads there', () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'), 'Pacific/Apia', 'Australia/Lord_Howe');
    const first = fc.integer({ min: dayNumberOf('2007-01-01') ?? 0, max: dayNumberOf('2030-12-01') ?? 0 });
    let ends = 0;
    fc.assert(
      fc.property(zones, first, fc.nat(1_439), (timeZone, day, minute) => {
        const days = calendarDays([], { from: dateOf(day), to: dateOf(day + 30), timeZone });
        expect(days.map(({ date }) => date)).toEqual(Array.from({ length: 31 }, (_, index) => dateOf(day + index)));
        for (const [index, { start, end, wall }] of days.entries()) {
          if (index > 0) expect(start).toBe(days[index - 1]?.end);
          const parts = [start, ...wall.flatMap((one) => [one.start, one.end]), end];
          expect(parts.filter((_, place) => place % 2 === 0)).toEqual(parts.filter((_, place) => place % 2 === 1));
          const instant = Date.parse(start) + minute * minuteMs;
          const here = wall.find((one) => Date.parse(one.start) <= instant && instant < Date.parse(one.end));
          if (!here) continue;
          ends += 1;
          const read = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
          const since = (instant - Date.parse(here.start)) / minuteMs;
          const [hour = 0, past = 0] = here.from.split(':').map(Number);
          expect([hour * 60 + past + since, here.offset]).toEqual([read.hour * 60 + read.minute, read.offset]);
        }
      }),
      { numRuns: 60 },
    );
    expect(ends).toBeGreaterThan(1_000);
  });
});

describe('An instant on a wall', () => {
  it('is told with its date and offset, and whether the clock reads it twice', () => {
    expect(wallReading(at('2027-01-12T23:30'), 'Europe/Paris')).toEqual({
      date: '2027-01-13',
      local: '2027-01-13T00:30',
      offset: '+01:00',
      doubled: false,
    });
    expect(wallReading(at('2027-10-31T00:30'), 'Europe/Paris')).toMatchObject({
      local: '2027-10-31T02:30',
      doubled: true,
    });
    expect(wallReading(at('2027-10-31T01:30'), 'Europe/Paris')).toMatchObject({ offset: '+01:00', doubled: true });
  });
});
