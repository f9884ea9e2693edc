import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { dueAt, reminderAt } from './due.js';

const zones = [
  'UTC',
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe', // half an hour of summer time
  'Pacific/Apia', // skipped a whole date in 2011
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'America/St_Johns',
];
const anyStart = fc.date({
  min: new Date('2009-01-01T00:00:00Z'),
  max: new Date('2036-12-31T00:00:00Z'),
  noInvalidDate: true,
});
const anyTime = fc
  .tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const wall = (at: Date, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);

describe('When a step is due', () => {
  it('counts minutes as they pass', () => {
    expect(dueAt(new Date('2027-03-28T00:30:00Z'), 'Europe/London', { delayMinutes: 60 })).toEqual(
      new Date('2027-03-28T01:30:00Z'),
    );
  });

  it('keeps the hour on the wall when the clock changes in between', () => {
    const saturday = new Date('2027-03-27T15:00:00Z');
    expect(dueAt(saturday, 'Europe/London', { afterDays: 1, at: '09:00' })).toEqual(new Date('2027-03-28T08:00:00Z'));
    expect(dueAt(saturday, 'Europe/London', { afterDays: 0, at: '16:00' })).toEqual(new Date('2027-03-27T16:00:00Z'));
    const october = new Date('2027-10-30T15:00:00Z');
    expect(dueAt(october, 'Europe/London', { afterDays: 1, at: '09:00' })).toEqual(new Date('2027-10-31T09:00:00Z'));
  });

  it('moves a time that the wall skips forward, and takes the first of one it shows twice', () => {
    const march = new Date('2027-03-27T15:00:00Z');
    expect(dueAt(march, 'Europe/London', { afterDays: 1, at: '01:30' })).toEqual(new Date('2027-03-28T01:30:00Z'));
    const october = new Date('2027-10-30T15:00:00Z');
    expect(dueAt(october, 'Europe/London', { afterDays: 1, at: '01:30' })).toEqual(new Date('2027-10-31T00:30:00Z'));
  });

  it('takes the next day for an hour that has passed already', () => {
    expect(dueAt(new Date('2027-01-12T10:00:00Z'), 'UTC', { afterDays: 0, at: '09:00' })).toEqual(
      new Date('2027-01-13T09:00:00Z'),
    );
  });

  it('is never before the start, in any zone, over any clock change, and stands at its hour unless the wall has no such hour', () => {
    fc.assert(
      fc.property(anyStart, fc.constantFrom(...zones), fc.nat({ max: 40 }), anyTime, (start, zone, afterDays, at) => {
        const due = dueAt(start, zone, { afterDays, at });
        expect(due.getTime()).toBeGreaterThanOrEqual(start.getTime());
        const there = wall(due, zone);
        const shown = there.toPlainTime().toString({ smallestUnit: 'minute' });
        const dayLength = there.hoursInDay;
        if (dayLength === 24) expect(shown).toBe(at);
        const days = wall(start, zone).toPlainDate().until(there.toPlainDate()).days;
        expect([afterDays, afterDays + 1]).toContain(days);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('When a reminder is due', () => {
  const start = new Date('2027-01-12T10:00:00Z');

  it('is a day before the start', () => {
    expect(reminderAt(start, new Date('2027-01-11T09:59:59Z'))).toEqual(new Date('2027-01-11T10:00:00Z'));
  });

  it('is never for somebody who booked within that day', () => {
    expect(reminderAt(start, new Date('2027-01-11T10:00:00Z'))).toBeNull();
    expect(reminderAt(start, new Date('2027-01-13T10:00:00Z'))).toBeNull();
  });
});
