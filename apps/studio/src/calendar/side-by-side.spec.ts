import { sideBySide } from './side-by-side.js';

const spans = (...times: readonly (readonly [number, number])[]) =>
  sideBySide(times.map(([start, end]) => ({ start, end })));

describe('Entries at one time', () => {
  it('stand side by side, and those that only touch one below the other', () => {
    expect(spans([9, 10], [10, 11])).toEqual([
      { strip: 0, of: 1 },
      { strip: 0, of: 1 },
    ]);
    expect(spans([9, 11], [10, 12])).toEqual([
      { strip: 0, of: 2 },
      { strip: 1, of: 2 },
    ]);
  });

  it('take a strip again that is free, and share one width as long as any of them overlap', () => {
    expect(spans([9, 12], [9, 10], [10, 11], [12, 13])).toEqual([
      { strip: 0, of: 2 },
      { strip: 1, of: 2 },
      { strip: 1, of: 2 },
      { strip: 0, of: 1 },
    ]);
  });

  it('never lie over one another, in whatever order they come', () => {
    let seed = 7;
    const next = (most: number) => (seed = (seed * 16_807) % 2_147_483_647) % most;
    for (let round = 0; round < 200; round += 1) {
      const given = Array.from({ length: 1 + next(12) }, () => {
        const start = next(40);
        return { start, end: start + 1 + next(10) };
      });
      const found = sideBySide(given);
      found.forEach((one, place) => {
        expect(one.strip).toBeLessThan(one.of);
        found.slice(0, place).forEach((other, before) => {
          const overlap = given[place]!.start < given[before]!.end && given[before]!.start < given[place]!.end;
          if (overlap) expect([one.strip, one.of]).not.toEqual([other.strip, one.of]);
          if (overlap) expect(one.of).toBe(other.of);
        });
      });
    }
  });
});
