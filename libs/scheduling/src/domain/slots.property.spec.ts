import fc from 'fast-check';
import { slotsByReference } from '../testing/slots-reference.js';
import { weekdays, type Availability, type Hours } from './availability.js';
import { availabilityFaults } from './availability-faults.js';
import type { Interval } from './interval.js';
import { slotReasons } from './slot-reasons.js';
import type { SlotRules } from './slot-rules.js';
import { slotsBetween, whyNotOffered } from './slots.js';
import { dateOf } from './wall-time.js';
import { openingsBetween } from './weekly-hours.js';
import { dayMs, minuteMs, zoneTransitions } from './zone-transitions.js';

const years = { start: Date.parse('2006-01-01T00:00:00Z'), end: Date.parse('2031-01-01T00:00:00Z') };
const oddZones = [
  'Europe/Paris',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Casablanca',
  'America/Nuuk',
];
const zones = fc.oneof(fc.constantFrom(...Intl.supportedValuesOf('timeZone')), fc.constantFrom(...oddZones));

/** A moment in a zone, three times out of four within a day of one of its clock changes. */
const places = zones.chain((timeZone) => {
  const anywhere = fc
    .integer({ min: years.start / minuteMs, max: years.end / minuteMs })
    .map((minutes) => minutes * minuteMs);
  const changes = changesOf(timeZone);
  const nearChange = fc
    .tuple(fc.constantFrom(...changes, years.start), fc.integer({ min: -1_440, max: 1_440 }))
    .map(([change, minutes]) => change + minutes * minuteMs);
  const moments = changes.length > 0 ? fc.oneof({ arbitrary: nearChange, weight: 3 }, anywhere) : anywhere;
  return moments.map((moment) => ({ timeZone, moment }));
});

function changesOf(timeZone: string): number[] {
  const zone = zoneTransitions(timeZone, years);
  const changes: number[] = [];
  for (let day = years.start; day < years.end; day += dayMs) {
    if (zone.offsetAt(day) !== zone.offsetAt(day + dayMs)) changes.push(day);
  }
  return changes;
}

/** Hours that do not overlap: a few cuts through the day, every other stretch of it open, now and then touching the next. */
const hours: fc.Arbitrary<Hours[]> = fc
  .tuple(fc.uniqueArray(fc.integer({ min: 0, max: 96 }), { maxLength: 6 }), fc.boolean())
  .map(([cuts, touching]) => {
    const ascending = cuts.sort((one, other) => one - other);
    const pairs = ascending.slice(1).map((to, index) => ({ from: ascending[index] ?? 0, to }));
    return pairs
      .filter((_, index) => touching || index % 2 === 0)
      .map(({ from, to }) => ({ from: clock(from), to: clock(to) }));
  });

function clock(quarters: number): string {
  return `${String(Math.floor(quarters / 4)).padStart(2, '0')}:${String((quarters % 4) * 15).padStart(2, '0')}`;
}

const questions = places.chain(({ timeZone, moment }) =>
  fc.record({
    availability: availabilities(timeZone, moment),
    busy: fc.array(busyTimes(moment), { maxLength: 8 }),
    rules: someRules(timeZone, moment),
    range: fc
      .record({ start: minutesAround(moment), length: fc.integer({ min: 0, max: 2_880 }) })
      .map(({ start, length }): Interval => ({ start, end: start + length * minuteMs })),
  }),
);

function availabilities(timeZone: string, moment: number): fc.Arbitrary<Availability> {
  const day = Math.floor(moment / dayMs);
  return fc.record({
    timeZone: fc.constant(timeZone),
    weekly: fc
      .tuple(...weekdays.map(() => hours))
      .map((week) =>
        week.flatMap((ofDay, index) => ofDay.map((entry) => ({ days: weekdays.slice(index, index + 1), ...entry }))),
      ),
    overrides: fc.uniqueArray(fc.record({ date: fc.integer({ min: day - 2, max: day + 2 }).map(dateOf), hours }), {
      maxLength: 3,
      selector: ({ date }) => date,
    }),
  });
}

function minutesAround(moment: number): fc.Arbitrary<number> {
  return fc.integer({ min: -1_440, max: 1_440 }).map((minutes) => moment + minutes * minuteMs);
}

function busyTimes(moment: number): fc.Arbitrary<Interval> {
  return fc
    .record({ start: minutesAround(moment), length: fc.integer({ min: 1, max: 300 }) })
    .map(({ start, length }) => ({ start, end: start + length * minuteMs }));
}

function someRules(timeZone: string, moment: number): fc.Arbitrary<SlotRules> {
  const some = (...minutes: number[]) => fc.constantFrom(...minutes).map((value) => value * minuteMs);
  return fc.record({
    durationMs: some(15, 25, 60, 90, 240, 1_500),
    startEveryMs: some(10, 15, 30, 45, 60, 100),
    bufferBeforeMs: some(0, 0, 5, 15, 60),
    bufferAfterMs: some(0, 0, 10, 30),
    now: fc.oneof(fc.constant(moment - 5 * dayMs), minutesAround(moment)),
    minimumNoticeMs: some(0, 60, 1_440),
    bookingWindowMs: some(1_440, 14_400, 14_400),
    limits: fc.option(
      fc.record({
        timeZone: fc.constant(timeZone),
        maxPerDay: fc.constantFrom(undefined, 1, 2),
        maxPerWeek: fc.constantFrom(undefined, 1, 2, 4),
        booked: fc.array(minutesAround(moment), { maxLength: 4 }),
      }),
      { nil: undefined },
    ),
  });
}

describe('Slots over random zones, hours, busy times and clock changes (issue 4, item 2)', () => {
  it('are those of the slow reference', () => {
    let found = 0;
    fc.assert(
      fc.property(questions, ({ availability, busy, rules, range }) => {
        const fast = slotsBetween(availability, busy, rules, range);
        found += fast.length;
        expect(fast).toEqual(slotsByReference(availability, busy, rules, range));
      }),
      { numRuns: 600 },
    );
    expect(found).toBeGreaterThan(500); // comparing empty lists would prove nothing
  });

  it('are exactly the starts of which nothing tells why they are not offered', () => {
    fc.assert(
      fc.property(questions, ({ availability, busy, rules, range }) => {
        const openings = openingsBetween(availability, range, rules.durationMs);
        const offered: number[] = [];
        for (let start = Math.ceil(range.start / minuteMs) * minuteMs; start < range.end; start += 5 * minuteMs) {
          if (whyNotOffered(start, openings, busy, rules).length === 0) offered.push(start);
        }
        const onFives = (start: number) =>
          (start - Math.ceil(range.start / minuteMs) * minuteMs) % (5 * minuteMs) === 0;
        expect(offered).toEqual(slotsBetween(availability, busy, rules, range).filter(onFives));
      }),
      { numRuns: 300 },
    );
  });

  it('are exactly the starts that an explanation has no reason against', () => {
    const coach = { id: 'coach', name: 'Anna' };
    fc.assert(
      fc.property(questions, fc.integer({ min: 0, max: 9 }), ({ availability, busy, rules, range }, shift) => {
        const { timeZone } = availability;
        const first = Math.ceil(range.start / minuteMs) * minuteMs + shift * 5 * minuteMs;
        const listed = slotsBetween(availability, busy, rules, range);
        const asked = { rules, coach: { ...coach, timeZone }, availability, busy, standing: [], closed: [] };
        for (let start = first; start < range.end; start += 50 * minuteMs) {
          const reasons = slotReasons({ ...asked, start });
          expect([start, reasons.length === 0]).toEqual([start, listed.includes(start)]);
          expect(reasons.every(({ text }) => /^[A-Z0-9].*\.$/.test(text) && !/undefined|NaN|null/.test(text))).toBe(
            true,
          );
        }
      }),
      { numRuns: 100 },
    );
  });

  it('come from availabilities that may be kept', () => {
    fc.assert(
      fc.property(questions, ({ availability }) => {
        expect(availabilityFaults(availability)).toEqual([]);
      }),
    );
  });
});
