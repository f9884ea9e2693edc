import fc from 'fast-check';
import { defaultPolicy, effectOf, effectOfPracticeCancelling, feeFrom } from './cancellation-policy.js';

const start = new Date('2027-03-28T09:00:00Z');
const before = (hours: number) => new Date(start.getTime() - hours * 3_600_000);

describe('Cancelling', () => {
  it('is free until a day before, and says until when', () => {
    expect(effectOf(defaultPolicy, start, before(24.01), 9500)).toEqual({ fee: 0, refund: 9500, until: before(24) });
  });

  it('costs half of what was paid from then on', () => {
    expect(effectOf(defaultPolicy, start, before(24), 9501)).toEqual({ fee: 4750, refund: 4751, until: null });
  });

  it('of something free changes nothing at any time', () => {
    expect(effectOf(defaultPolicy, start, before(48), 0)).toEqual({ fee: 0, refund: 0, until: null });
    expect(effectOf(defaultPolicy, start, before(1), 0)).toEqual({ fee: 0, refund: 0, until: null });
  });

  it('costs something from the instant on at which it is no longer free, where anything was paid', () => {
    expect(feeFrom(defaultPolicy, start, 9500)).toEqual(before(24));
    expect(feeFrom(defaultPolicy, start, 0)).toBeNull();
    expect(feeFrom({ ...defaultPolicy, feePercent: 0 }, start, 9500)).toBeNull();
  });

  it('by the practice gives everything back', () => {
    expect(effectOfPracticeCancelling(9500)).toEqual({ fee: 0, refund: 9500, until: null });
  });

  it('never loses or makes up a penny, under any policy at any time', () => {
    const policies = fc.record({
      version: fc.constant(1),
      freeUntilHours: fc.nat(200),
      feePercent: fc.integer({ min: 0, max: 100 }),
    });
    fc.assert(
      fc.property(policies, fc.nat(400), fc.nat(99_999_999), (policy, hours, paid) => {
        const { fee, refund } = effectOf(policy, start, before(hours), paid);
        expect(fee + refund).toBe(paid);
        expect(Math.min(fee, refund)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
