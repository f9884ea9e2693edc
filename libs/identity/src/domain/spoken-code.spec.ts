import { newSpokenCode, spokenCodeOf } from './spoken-code.js';

describe('A code to be said aloud (issue 3, item 1)', () => {
  it('has eight letters and digits, none of which is taken for another', () => {
    const drawn = new Set<string>();
    for (let n = 0; n < 24; n += 1) for (const one of newSpokenCode((below) => n % below)) drawn.add(one);
    expect([...drawn].sort().join('')).toBe('346789ACDEFGHJKMNPQRTWXY');
    expect(newSpokenCode(() => 0)).toHaveLength(8);
  });

  it('is understood however it is typed', () => {
    expect(spokenCodeOf(' acde-4679 ')).toBe('ACDE4679');
  });
});
