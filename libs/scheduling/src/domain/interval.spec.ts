import fc from 'fast-check';
import { merge, overlaps, widen } from './interval.js';

const intervals = fc.array(
  fc
    .record({ start: fc.integer({ min: 0, max: 60 }), length: fc.integer({ min: 0, max: 9 }) })
    .map(({ start, length }) => ({
      start,
      end: start + length,
    })),
);

describe('Intervals', () => {
  it('do not overlap where they only touch', () => {
    expect(overlaps({ start: 0, end: 10 }, { start: 10, end: 20 })).toBe(false);
    expect(overlaps({ start: 0, end: 11 }, { start: 10, end: 20 })).toBe(true);
    expect(overlaps(widen({ start: 0, end: 10 }, 0, 1), { start: 10, end: 20 })).toBe(true);
  });

  it('cover the same instants after merging, in ascending stretches with a gap between them', () => {
    fc.assert(
      fc.property(intervals, (some) => {
        const merged = merge(some);
        for (let instant = 0; instant < 70; instant++) {
          const within = (list: typeof some) => list.some(({ start, end }) => start <= instant && instant < end);
          expect(within(merged)).toBe(within(some));
        }
        merged.slice(1).forEach(({ start }, index) => expect(start).toBeGreaterThan(merged[index]?.end ?? Infinity));
      }),
    );
  });
});
