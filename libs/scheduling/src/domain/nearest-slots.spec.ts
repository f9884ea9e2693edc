import fc from 'fast-check';
import { nearestSlots } from './nearest-slots.js';

const at = (...starts: number[]) => starts.map((start) => ({ start, coach: 'mira' }));

describe('The nearest slots', () => {
  it('lie on both sides of the wished time, in the order of the list', () => {
    expect(nearestSlots(at(10, 20, 30, 40, 50, 60), 35, 4)).toEqual(at(20, 30, 40, 50));
  });

  it('take the later of two equally near ones', () => {
    expect(nearestSlots(at(10, 30), 20, 1)).toEqual(at(30));
  });

  it('leave out the wished time itself, which somebody has', () => {
    expect(nearestSlots(at(10, 20, 30), 20, 6)).toEqual(at(10, 30));
  });

  it('are never further away than one that was left out', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 500 })), fc.nat(500), fc.nat(8), (starts, wished, most) => {
        const offered = at(...starts.sort((one, other) => one - other)).filter(({ start }) => start !== wished);
        const chosen = nearestSlots(offered, wished, most);
        const away = chosen.map(({ start }) => Math.abs(start - wished));
        const rest = offered.filter((one) => !chosen.some(({ start }) => start === one.start));
        expect(chosen).toHaveLength(Math.min(most, offered.length));
        for (const { start } of rest) expect(Math.abs(start - wished)).toBeGreaterThanOrEqual(Math.max(0, ...away));
      }),
    );
  });
});
