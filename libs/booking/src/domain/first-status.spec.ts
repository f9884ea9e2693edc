import { firstStatus } from './first-status.js';

describe('How a new appointment begins', () => {
  it('is confirmed when it is free and needs no approval', () => {
    expect(firstStatus({ approval: 'automatic', dueMinor: 0, joint: false })).toBe('confirmed');
  });

  it('is held while it is paid', () => {
    expect(firstStatus({ approval: 'automatic', dueMinor: 9500, joint: false })).toBe('held');
  });

  it('waits for the coach before anybody pays', () => {
    expect(firstStatus({ approval: 'coach', dueMinor: 9500, joint: false })).toBe('pending_approval');
  });

  it('always waits for the coach when it is for a couple, whatever the offering says', () => {
    for (const approval of ['automatic', 'coach'] as const)
      for (const dueMinor of [0, 9500])
        expect(firstStatus({ approval, dueMinor, joint: true })).toBe('pending_approval');
  });
});
