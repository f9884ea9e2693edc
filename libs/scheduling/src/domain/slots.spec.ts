import type { Availability, DateOverride, Hours, Weekday } from './availability.js';
import type { Interval } from './interval.js';
import type { SlotRules } from './slot-rules.js';
import { findSlots, refusalFor, slotsBetween, whyNotOffered } from './slots.js';
import { openingsBetween, openingsFor } from './weekly-hours.js';

const minute = 60_000;
const day = 1_440 * minute;
const utc = (text: string) => Date.parse(`${text}Z`);
const everyDay: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const rules = (part: Partial<SlotRules> = {}): SlotRules => ({
  durationMs: 60 * minute,
  startEveryMs: 60 * minute,
  bufferBeforeMs: 0,
  bufferAfterMs: 0,
  now: utc('2000-01-01T00:00'),
  minimumNoticeMs: 0,
  bookingWindowMs: 20_000 * day,
  ...part,
});

/** A coach who works only on the given dates, so that each example stands alone. */
function only(timeZone: string, ...dates: [string, ...[string, string][]][]): Availability {
  const overrides: DateOverride[] = dates.map(([date, ...hours]) => ({
    date,
    hours: hours.map(([from, to]): Hours => ({ from, to })),
  }));
  return { timeZone, weekly: [], overrides };
}

function listed(availability: Availability, part: Partial<SlotRules> = {}, busy: Interval[] = []): string[] {
  const days = availability.overrides.map(({ date }) => utc(`${date}T00:00`));
  const range = { start: Math.min(...days) - 2 * day, end: Math.max(...days) + 3 * day };
  return slotsBetween(availability, busy, rules(part), range).map((start) =>
    new Date(start).toISOString().slice(5, 16),
  );
}

describe('Slots', () => {
  it('lie every so many minutes from the first instant of the hours, wholly inside them', () => {
    const morning = only('Europe/Paris', ['2026-03-02', ['09:10', '12:00']]);
    expect(listed(morning, { startEveryMs: 45 * minute })).toEqual(['03-02T08:10', '03-02T08:55', '03-02T09:40']);
  });

  it('count hours of one date that touch as one, and begin anew after a pause', () => {
    const touching = only('UTC', ['2026-03-02', ['12:10', '14:00'], ['10:00', '12:10']]);
    expect(listed(touching)).toEqual(['03-02T10:00', '03-02T11:00', '03-02T12:00', '03-02T13:00']);
    const pause = only('UTC', ['2026-03-02', ['10:00', '12:00'], ['12:10', '14:10']]);
    expect(listed(pause)).toEqual(['03-02T10:00', '03-02T11:00', '03-02T12:10', '03-02T13:10']);
  });

  it('run over midnight where hours touch there, with a new grid on each date', () => {
    const night = only('UTC', ['2026-03-02', ['22:20', '24:00']], ['2026-03-03', ['00:00', '02:00']]);
    expect(listed(night)).toEqual(['03-02T22:20', '03-02T23:20', '03-03T00:00', '03-03T01:00']);
    expect(listed(only('UTC', ['2026-03-02', ['22:20', '24:00']]))).toEqual(['03-02T22:20']);
  });

  it('let buffers hang over the opening, and add up the buffers of neighbours', () => {
    const morning = only('UTC', ['2026-03-02', ['09:00', '12:00']]);
    const buffers = { bufferBeforeMs: 10 * minute, bufferAfterMs: 15 * minute, startEveryMs: 5 * minute };
    expect(listed(morning, buffers)).toHaveLength(25);
    // A neighbour from 10:00 to 11:00 with buffers of 20 before and 5 after it.
    const busy = [{ start: utc('2026-03-02T09:40'), end: utc('2026-03-02T11:05') }];
    expect(listed(morning, { ...buffers, durationMs: 25 * minute })).toContain('03-02T09:00');
    expect(listed(morning, { ...buffers, durationMs: 25 * minute }, busy)).toEqual([
      '03-02T09:00', // 08:50 to 09:40 with its own buffers
      '03-02T11:15',
      '03-02T11:20',
      '03-02T11:25',
      '03-02T11:30',
      '03-02T11:35',
    ]);
  });

  it('keep notice and window in elapsed time, both ends included', () => {
    const morning = only('UTC', ['2026-03-02', ['09:00', '14:00']]);
    const now = utc('2026-03-01T10:00');
    expect(listed(morning, { now, minimumNoticeMs: day, bookingWindowMs: day + 120 * minute })).toEqual([
      '03-02T10:00',
      '03-02T11:00',
      '03-02T12:00',
    ]);
  });

  it('stop at the daily and weekly limit, counted in the zone of the coach', () => {
    const week = only('Pacific/Auckland', ['2026-03-08', ['09:00', '11:00']], ['2026-03-09', ['09:00', '11:00']]);
    // Sunday the 8th in Auckland, though still Saturday in UTC
    const booked = [utc('2026-03-07T20:00')];
    expect(listed(week, { limits: { timeZone: 'Pacific/Auckland', booked, maxPerDay: 1 } })).toEqual([
      '03-08T20:00',
      '03-08T21:00',
    ]);
    expect(listed(week, { limits: { timeZone: 'Pacific/Auckland', booked, maxPerWeek: 1 } })).toHaveLength(2);
    expect(listed(week, { limits: { timeZone: 'Pacific/Auckland', booked, maxPerWeek: 2 } })).toHaveLength(4);
  });

  it.each([
    ['Europe/Paris', '2026-03-29', ['03-29T00:00', '03-29T01:00', '03-29T02:00']],
    ['Europe/Paris', '2026-10-25', ['10-24T23:00', '10-25T00:00', '10-25T01:00', '10-25T02:00', '10-25T03:00']],
    ['America/New_York', '2026-03-08', ['03-08T06:00', '03-08T07:00', '03-08T08:00']],
    ['America/New_York', '2026-11-01', ['11-01T05:00', '11-01T06:00', '11-01T07:00', '11-01T08:00', '11-01T09:00']],
    ['Australia/Lord_Howe', '2026-10-04', ['10-03T14:30', '10-03T15:30', '10-03T16:30']],
    ['Australia/Lord_Howe', '2026-04-05', ['04-04T14:00', '04-04T15:00', '04-04T16:00', '04-04T17:00']],
    ['Africa/Casablanca', '2026-02-15', ['02-15T00:00', '02-15T01:00', '02-15T02:00', '02-15T03:00', '02-15T04:00']],
    ['Africa/Casablanca', '2026-03-22', ['03-22T01:00', '03-22T02:00', '03-22T03:00']],
  ])('from 01:00 to 05:00 in %s on %s follow elapsed time across the clock change', (timeZone, date, expected) => {
    expect(listed(only(timeZone, [date, ['01:00', '05:00']]))).toEqual(expected);
  });

  it('are not offered on a date that a zone skipped', () => {
    expect(listed(only('Pacific/Apia', ['2011-12-30', ['09:00', '17:00']]))).toEqual([]);
    expect(
      listed(only('Pacific/Apia', ['2011-12-29', ['23:00', '24:00']], ['2011-12-31', ['00:00', '01:00']])),
    ).toEqual(['12-30T09:00', '12-30T10:00']);
  });

  it('are listed once, in order and clear of busy time where a gap before midnight pushes hours into those of the next date', () => {
    // In Nuuk the clock went from 23:00 on the 29th to 00:00 on the 30th, so 23:15 becomes 00:15 of the next date.
    const nuuk = only('America/Nuuk', ['2025-03-29', ['23:15', '23:45']], ['2025-03-30', ['00:00', '01:00']]);
    const half = { durationMs: 15 * minute, startEveryMs: 15 * minute };
    const all = ['03-30T01:00', '03-30T01:15', '03-30T01:30', '03-30T01:45'];
    expect(listed(nuuk, half)).toEqual(all);
    const busy = [{ start: utc('2025-03-30T01:15'), end: utc('2025-03-30T01:30') }];
    expect(listed(nuuk, half, busy)).toEqual(all.filter((time) => time !== '03-30T01:15'));
    const other = only('America/Nuuk', ['2025-03-29', ['23:25', '23:45']], ['2025-03-30', ['00:00', '01:00']]);
    expect(listed(other, half)).toEqual([...all, '03-30T01:25', '03-30T01:40'].sort());
  });

  it('are found in a narrow range too, where a clock change carries hours or the local date over midnight', () => {
    const half = rules({ durationMs: 15 * minute, startEveryMs: 15 * minute });
    const nuuk = only('America/Nuuk', ['2025-03-29', ['23:15', '23:45']]);
    const pushed = { start: utc('2025-03-30T01:10'), end: utc('2025-03-30T01:20') };
    expect(slotsBetween(nuuk, [], half, pushed)).toEqual([utc('2025-03-30T01:15')]);
    // In St John's the clock went from 00:01 on the 7th back to 23:01 on the 6th.
    const stJohns = only('America/St_Johns', ['2010-11-07', ['00:00', '02:00']]);
    const again = { start: utc('2010-11-07T02:45'), end: utc('2010-11-07T03:00') };
    expect(slotsBetween(stJohns, [], half, again)).toEqual([utc('2010-11-07T02:45')]);
  });

  it('take about six times as long for six months as for one, not thirty-six', () => {
    const fastest = (days: number) => {
      const range = { start: utc('2026-01-05T00:00'), end: utc('2026-01-05T00:00') + days * day };
      const availability = { timeZone: 'UTC', weekly: [{ days: everyDay, from: '00:00', to: '24:00' }], overrides: [] };
      const busy = Array.from({ length: days * 20 }, (_, index) => {
        const start = range.start + (index * day) / 20;
        return { start, end: start + 30 * minute };
      });
      const times = Array.from({ length: 25 }, () => {
        const begun = performance.now();
        slotsBetween(availability, busy, rules({ durationMs: 15 * minute, startEveryMs: 5 * minute }), range);
        return performance.now() - begun;
      });
      return Math.min(...times);
    };
    fastest(30); // let the compiler warm up
    expect(fastest(182) / fastest(30)).toBeLessThan(16);
  });

  it('refuse a length or a grid of nothing, rather than going on for ever', () => {
    expect(() => findSlots([], [], rules({ startEveryMs: 0 }), { start: 0, end: day })).toThrow(RangeError);
  });
});

describe('Openings', () => {
  it('of a range of dates tell how long an appointment may last', () => {
    const night = only(
      'UTC',
      ['2026-03-02', ['22:00', '24:00']],
      ['2026-03-03', ['00:00', '02:00'], ['09:00', '10:00']],
    );
    expect(openingsFor(night, '2026-03-02', '2026-03-03')).toEqual([
      { start: utc('2026-03-02T22:00'), end: utc('2026-03-03T00:00'), openUntil: utc('2026-03-03T02:00') },
      { start: utc('2026-03-03T00:00'), end: utc('2026-03-03T02:00'), openUntil: utc('2026-03-03T02:00') },
      { start: utc('2026-03-03T09:00'), end: utc('2026-03-03T10:00'), openUntil: utc('2026-03-03T10:00') },
    ]);
    expect(() => openingsFor(night, '2026-02-30', '2026-03-03')).toThrow(RangeError);
  });
});

describe('Why a time is not offered', () => {
  const morning = only('UTC', ['2026-03-02', ['09:00', '12:00']]);
  const now = utc('2026-03-01T12:00');
  const why = (time: string, part: Partial<SlotRules> = {}, busy: Interval[] = []) => {
    const start = utc(time);
    const asked = rules({ now, ...part });
    const openings = openingsBetween(morning, { start, end: start + 1 }, asked.durationMs);
    return whyNotOffered(start, openings, busy, asked);
  };
  const busy = [{ start: utc('2026-03-02T10:00'), end: utc('2026-03-02T11:00') }];

  it('is told by every rule that it breaks', () => {
    expect(why('2026-03-02T09:00')).toEqual([]);
    expect(why('2026-03-02T09:30')).toEqual(['grid']);
    expect(why('2026-03-02T11:30')).toEqual(['hours', 'grid']);
    expect(why('2026-03-02T08:00')).toEqual(['hours']);
    expect(why('2026-03-01T09:00')).toEqual(['past', 'hours']);
    expect(why('2026-03-02T09:00', { minimumNoticeMs: day })).toEqual(['notice']);
    expect(why('2026-03-02T09:00', { bookingWindowMs: 60 * minute })).toEqual(['window']);
    expect(why('2026-03-02T10:00', {}, busy)).toEqual(['busy']);
    const limits = { timeZone: 'UTC', booked: [utc('2026-03-02T11:00')], maxPerDay: 1, maxPerWeek: 1 };
    expect(why('2026-03-02T10:00', { limits })).toEqual(['daily-limit', 'weekly-limit']);
  });

  it('tells a taken time from one that was never on the list', () => {
    expect(refusalFor([])).toBeUndefined();
    expect(refusalFor(['busy'])).toBe('slot-taken');
    expect(refusalFor(['busy', 'daily-limit'])).toBe('slot-taken');
    expect(refusalFor(['grid', 'busy'])).toBe('slot-not-offered');
    expect(refusalFor(['daily-limit'])).toBe('slot-not-offered');
  });
});
