import fc from 'fast-check';
import { slotChanges } from './slot-changes.js';

const told = (before: number[], after: number[]) =>
  slotChanges(before, after).map(({ start, change }) => `${start} ${change}`);
const starts = fc.uniqueArray(fc.integer({ min: 0, max: 30 })).map((some) => some.sort((one, other) => one - other));

describe('What becomes of the starts when hours change', () => {
  it('says of each which is new, which is gone and which stays, in their order', () => {
    expect(told([9, 10, 11], [10, 11, 12])).toEqual(['9 lost', '10 none', '11 none', '12 gained']);
    expect(told([], [9])).toEqual(['9 gained']);
    expect(told([9, 10], [])).toEqual(['9 lost', '10 lost']);
    expect(told([], [])).toEqual([]);
  });

  it('loses none and invents none, whatever the two lists are', () => {
    fc.assert(
      fc.property(starts, starts, (before, after) => {
        const changes = slotChanges(before, after);
        const having = (...kinds: string[]) =>
          changes.filter(({ change }) => kinds.includes(change)).map(({ start }) => start);
        expect(having('none', 'gained')).toEqual(after);
        expect(having('none', 'lost')).toEqual(before);
        expect(changes.map(({ start }) => start)).toEqual([...new Set([...before, ...after])].sort((a, b) => a - b));
      }),
    );
  });
});
