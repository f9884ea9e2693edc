import { mostWrong, secondsToWait, waitAfter } from './pin-patience.js';

describe('The wait after a wrong PIN (issue 3, item 1)', () => {
  it('grows from a second to a quarter of an hour', () => {
    const waits = Array.from({ length: mostWrong }, (_, n) => waitAfter(n) / 1000);
    expect(waits).toEqual([0, 1, 5, 30, 30, 900, 900, 900, 900, 900]);
  });

  it('is told in whole seconds, and is over on time', () => {
    const at = (second: number) => new Date(second * 1000);
    expect(secondsToWait(at(10), at(4.2))).toBe(6);
    expect(secondsToWait(at(10), at(10))).toBe(0);
    expect(secondsToWait(at(10), at(99))).toBe(0);
    expect(secondsToWait(null, at(0))).toBe(0);
  });
});
