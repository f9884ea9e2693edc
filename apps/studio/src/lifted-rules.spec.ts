import { isTaken } from './lifted-rules.js';

describe('Whether staff may lift what keeps a time off the list', () => {
  it('is never so where somebody has the time, or it is kept for somebody who waits', () => {
    for (const rule of ['appointment', 'blocked', 'other-calendar', 'waitlist', 'busy'] as const)
      expect(isTaken([{ rule: 'hours' }, { rule }])).toBe(true);
  });

  it('is so where only hours, notice or limits are in the way', () => {
    expect(isTaken([{ rule: 'hours' }, { rule: 'notice' }, { rule: 'daily-limit' }])).toBe(false);
  });
});
