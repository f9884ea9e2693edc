import fc from 'fast-check';
import { weekdays } from './availability.js';
import { dayParts, endOfDate, needing, offerEnds, suiting, suits, type FreeStart } from './waitlist.js';

const minute = 60_000;
const hour = 60 * minute;
const at = (text: string) => Date.parse(text);
const anyTime = { days: weekdays, parts: dayParts, until: null };

describe('What suits somebody who waits (issue 4, item 4)', () => {
  it('are the days and the parts of a day that they named, on their own wall', () => {
    const mornings = { days: ['mon', 'wed'], parts: ['morning'], until: null } as const;
    expect(suits(mornings, '2027-01-11T11:59')).toBe(true); // a Monday
    expect(suits(mornings, '2027-01-11T12:00')).toBe(false);
    expect(suits(mornings, '2027-01-12T10:00')).toBe(false);
    expect(suits({ ...mornings, parts: ['afternoon'] }, '2027-01-13T16:59')).toBe(true);
    expect(suits({ ...mornings, parts: ['evening'] }, '2027-01-13T17:00')).toBe(true);
  });

  it('ends with the last date they named', () => {
    expect(suits({ ...anyTime, until: '2027-01-13' }, '2027-01-13T23:30')).toBe(true);
    expect(suits({ ...anyTime, until: '2027-01-13' }, '2027-01-14T00:00')).toBe(false);
    expect(endOfDate('2027-03-28', 'Europe/London')).toBe(at('2027-03-28T23:00:00Z'));
    expect(endOfDate('2027-03-28', 'America/New_York')).toBe(at('2027-03-29T04:00:00Z'));
  });

  it('is every time, whichever it is, for whoever named everything, and falls into one day and one part', () => {
    const instant = fc.date({ min: new Date('1990-01-01'), max: new Date('2050-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, (date) => {
        const local = date.toISOString().slice(0, 16);
        expect(suits(anyTime, local)).toBe(true);
        const fitting = weekdays.flatMap((day) =>
          dayParts.filter((part) => suits({ days: [day], parts: [part], until: null }, local)),
        );
        expect(fitting).toHaveLength(1);
      }),
    );
  });
});

describe('Which starts of a freed time are offered (issue 4, item 4)', () => {
  const freed = { start: at('2027-01-13T10:00:00Z'), end: at('2027-01-13T11:00:00Z') };
  const buffers = { bufferBeforeMs: 0, bufferAfterMs: 0 };
  const waiting = { wishes: anyTime, before: null, heardOf: new Set<number>() };
  const startAt = (start: number, minutes = 60): FreeStart => ({
    start: new Date(start).toISOString(),
    end: new Date(start + minutes * minute).toISOString(),
    local: new Date(start).toISOString().slice(0, 16),
  });
  const starts = [11, 9, 10, 12].map((n) => startAt(at(`2027-01-13T${String(n).padStart(2, '0')}:00:00Z`)));
  const hours = (found: readonly FreeStart[]) => found.map(({ start }) => start.slice(11, 16));
  const needed = (more: Partial<typeof buffers>) => hours(needing(starts, freed, { ...buffers, ...more }));
  const offered = (before: number | null, ...heardOf: number[]) =>
    hours(suiting(starts, { ...waiting, before, heardOf: new Set(heardOf) }));

  it('are those it made possible, and no others', () => {
    expect(needed({})).toEqual(['10:00']);
    expect(needed({ bufferBeforeMs: 30 * minute })).toEqual(['11:00', '10:00']);
    expect(needed({ bufferAfterMs: 30 * minute })).toEqual(['09:00', '10:00']);
  });

  it('are earlier than what somebody has, and none they heard of', () => {
    expect(offered(null)).toEqual(['09:00', '10:00', '11:00', '12:00']);
    expect(offered(at('2027-01-13T10:00:00Z'))).toEqual(['09:00']);
    expect(offered(at('2027-01-13T10:30:00Z'))).toEqual(['09:00', '10:00']);
    expect(offered(at('2027-01-13T10:30:00Z'), at('2027-01-13T09:00:00Z'))).toEqual(['10:00']);
  });

  it('always come in order, need some of the freed time, and suit', () => {
    const some = fc.array(
      fc.integer({ min: 0, max: 2_000 }).map((n) => startAt(at('2027-01-12T00:00:00Z') + n * minute)),
    );
    const days = fc.subarray([...weekdays], { minLength: 1 });
    const length = fc.integer({ min: 0, max: 120 }).map((minutes) => minutes * minute);
    fc.assert(
      fc.property(some, days, length, length, (all, chosen, bufferBeforeMs, bufferAfterMs) => {
        const wishes = { ...anyTime, days: chosen };
        const found = suiting(needing(all, freed, { bufferBeforeMs, bufferAfterMs }), { ...waiting, wishes });
        const times = found.map(({ start }) => Date.parse(start));
        expect(times).toEqual([...times].sort((one, other) => one - other));
        for (const one of all) {
          const [start, end] = [Date.parse(one.start), Date.parse(one.end)];
          const isNeeded = start - bufferBeforeMs < freed.end && end + bufferAfterMs > freed.start;
          expect(found.includes(one)).toBe(isNeeded && suits(wishes, one.local));
        }
      }),
    );
  });
});

describe('How long a time is kept for somebody (issue 4, item 4)', () => {
  const now = at('2027-01-13T10:00:00Z');
  const far = { now, start: now + 72 * hour, minimumNoticeMs: 0, quietFrom: now + 11 * hour, movableUntil: null };

  it('is two hours, and less where the notice, a quiet evening or their own time ends it', () => {
    expect(offerEnds(far)).toBe(now + 2 * hour);
    expect(offerEnds({ ...far, start: now + 25 * hour, minimumNoticeMs: 24 * hour })).toBe(now + hour);
    expect(offerEnds({ ...far, quietFrom: now + 40 * minute })).toBe(now + 40 * minute);
    expect(offerEnds({ ...far, movableUntil: now + 90 * minute })).toBe(now + 90 * minute);
  });

  it('is nothing at all where that leaves nobody the time to see it', () => {
    expect(offerEnds({ ...far, start: now + 29 * minute })).toBeNull();
    expect(offerEnds({ ...far, start: now + 30 * minute })).toBe(now + 30 * minute);
    expect(offerEnds({ ...far, movableUntil: now - hour })).toBeNull();
  });
});
