import { Attempt } from './attempt.js';

describe('An attempt to book (issue 3, item 5)', () => {
  const twice = (between: (attempt: Attempt) => void, second = 'one'): boolean => {
    const attempt = new Attempt();
    const first = attempt.keyOf('one');
    between(attempt);
    return attempt.keyOf(second) === first;
  };

  it('is the same when the same is sent again after a lost answer', () => {
    expect(twice(() => undefined)).toBe(true);
  });

  it.each([
    [500, '/problems/internal'],
    [503, '/problems/unavailable'],
    [409, '/problems/call-still-running'],
  ])('is the same after %i %s, which may have been done all the same', (status, type) => {
    expect(twice((attempt) => attempt.refused(status, type))).toBe(true);
  });

  it('is another one after a refusal, and for another request', () => {
    expect(twice((attempt) => attempt.refused(409, '/problems/slot-taken'))).toBe(false);
    expect(twice(() => undefined, 'another')).toBe(false);
  });
});
