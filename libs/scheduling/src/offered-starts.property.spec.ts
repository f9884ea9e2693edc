import fc from 'fast-check';
import { weekdays, type Availability } from './domain/availability.js';
import { overlaps, widen, type Interval } from './domain/interval.js';
import { dayMs, minuteMs } from './domain/zone-transitions.js';
import { offeredBy, openedSince } from './offered-starts.js';
import type { OfferingRow } from './offering.store.js';
import { rulesOf } from './rules-of-offering.js';
import type { Calendar } from './slot.store.js';
import { slotsByReference } from './testing/slots-reference.js';

/** Around the nights in which New York's clocks go forward, then Paris's. */
const moments = ['2027-03-13T00:00:00Z', '2027-03-27T00:00:00Z'].map(Date.parse);
const zones = fc.constantFrom('Europe/Paris', 'America/New_York', 'Asia/Kolkata');
const hour = (n: number) => `${String(n).padStart(2, '0')}:00`;

/** The hours of one place: in a zone of its own, some days long, some closed, now and then to the end of the day. */
const schedules: fc.Arbitrary<Availability> = fc.record({
  timeZone: zones,
  weekly: fc.array(
    fc
      .record({
        day: fc.integer({ min: 0, max: 6 }),
        from: fc.integer({ min: 6, max: 20 }),
        hours: fc.integer({ min: 1, max: 8 }),
      })
      .map(({ day, from, hours }) => ({
        days: weekdays.slice(day, day + 1),
        from: hour(from),
        to: hour(Math.min(24, from + hours)),
      })),
    { minLength: 4, maxLength: 9 },
  ),
  overrides: fc.constantFrom(
    [],
    [{ date: '2027-03-28', hours: [] }],
    [{ date: '2027-03-14', hours: [{ from: '01:00', to: '05:00' }] }],
  ),
});

const offerings = fc.record({
  durationMinutes: fc.constantFrom(30, 60, 90),
  startEveryMinutes: fc.constantFrom(15, 30, 60),
  bufferBeforeMinutes: fc.constantFrom(0, 10),
  bufferAfterMinutes: fc.constantFrom(0, 15),
  minimumNoticeMinutes: fc.constantFrom(0, 600),
  bookingWindowDays: fc.constant(30),
  maxPerDay: fc.constantFrom(null, 2),
  maxPerWeek: fc.constantFrom(null, 3),
});

/** A coach with an offering for each of several schedules, and what is picked of them, one after another. */
const diaries = fc.record({
  now: fc.constantFrom(...moments),
  offered: fc.array(fc.record({ schedule: schedules, terms: offerings }), { minLength: 2, maxLength: 3 }),
  elsewhere: fc.array(fc.integer({ min: 0, max: 72 }), { maxLength: 3 }),
  picks: fc.array(fc.record({ of: fc.nat(), which: fc.nat() }), { minLength: 3, maxLength: 7 }),
});

describe('Several schedules of one coach (issue 4, item 1)', () => {
  it('each offer what the slow reference lists for them, less the one busy time that all of them share', () => {
    let [listed, booked] = [0, 0];
    fc.assert(
      fc.property(diaries, ({ now, offered, elsewhere, picks }) => {
        const range = { start: now, end: now + 3 * dayMs };
        const off = elsewhere.map((n) => ({ start: now + n * 60 * minuteMs, end: now + (n * 60 + 45) * minuteMs }));
        const kept: Interval[] = [];
        const starts = offered.map((): number[] => []);
        for (const { of, which } of picks) {
          const index = of % offered.length;
          const { schedule, terms } = offered[index]!;
          const offering = terms as unknown as OfferingRow;
          const calendar = calendarOf(schedule, [...off, ...kept], starts[index]!);
          const found = offeredBy([calendar], offering, new Date(now), range).map(({ start }) => start);
          const rules = rulesOf(offering, calendar, new Date(now));
          expect(found).toEqual(slotsByReference(schedule, calendar.busy, rules, range));
          listed += found.length;
          const start = found[which % Math.max(1, found.length)];
          if (start === undefined) continue;
          const end = start + rules.durationMs;
          kept.push(widen({ start, end }, rules.bufferBeforeMs, rules.bufferAfterMs));
          starts[index]!.push(start);
          booked += 1;
        }
        // Whichever hours each was booked by, the coach is never in two places.
        expect(kept.filter((one, n) => kept.slice(0, n).some((other) => overlaps(one, other)))).toEqual([]);
      }),
      { numRuns: 80 },
    );
    expect(listed).toBeGreaterThan(500); // comparing empty lists would prove nothing
    expect(booked).toBeGreaterThan(80);
  });
});

describe('What other hours and rules open (issue 4, item 4)', () => {
  const terms = fc.record({ schedule: schedules, rules: offerings });
  const changes = fc.record({
    now: fc.constantFrom(...moments),
    before: fc.option(terms, { nil: null, freq: 8 }),
    after: terms,
    busyHours: fc.array(fc.integer({ min: 0, max: 72 }), { maxLength: 3 }),
  });

  it('is what the slow reference lists by them and did not list before, over the same busy time', () => {
    let [opened, stayed] = [0, 0];
    fc.assert(
      fc.property(changes, ({ now, before, after, busyHours }) => {
        const range = { start: now, end: now + 3 * dayMs };
        const busy = busyHours.map((n) => ({ start: now + n * 60 * minuteMs, end: now + (n * 60 + 45) * minuteMs }));
        const booked = busy.map(({ start }) => start);
        const listed = ({ schedule, rules }: typeof after) => {
          const calendar = calendarOf(schedule, busy, booked);
          return slotsByReference(schedule, busy, rulesOf(rules, calendar, new Date(now)), range);
        };
        const former = new Set(before ? listed(before) : []);
        const expected = listed(after).filter((start) => !former.has(start));
        const formerly = before && { availability: before.schedule, rules: before.rules };
        const calendar = calendarOf(after.schedule, busy, booked);
        const found = openedSince(formerly, calendar, after.rules, new Date(now), range).map(({ start }) => start);
        expect(found).toEqual(expected);
        opened += expected.length;
        stayed += listed(after).length - expected.length;
      }),
      { numRuns: 80 },
    );
    expect(opened).toBeGreaterThan(200); // comparing empty lists would prove nothing
    expect(stayed).toBeGreaterThan(50);
  });
});

function calendarOf(availability: Availability, busy: readonly Interval[], booked: readonly number[]): Calendar {
  const unasked = { expiredHolds: [], staleFeeds: [] };
  return {
    coachId: 'anna',
    slug: 'anna',
    availability,
    schedule: { id: 'one', name: 'One' },
    busy,
    booked,
    ...unasked,
  };
}
