import { mostWrong, waitAfter } from './pin-patience.js';

describe('The wait after a wrong PIN (issue 3, item 1)', () => {
  it('grows from a second to a quarter of an hour', () => {
    const waits = Array.from({ length: mostWrong }, (_, n) => waitAfter(n) / 1000);
    expect(waits).toEqual([0, 1, 5, 30, 30, 900, 900, 900, 900, 900]);
  });
});
