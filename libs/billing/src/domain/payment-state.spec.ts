import { allowed, movesTo, paymentStatuses, statusOf, type ProviderSays } from './payment-state.js';

const open: ProviderSays = { paid: false, page: 'open', lastAttemptFailed: false, refundedMinor: 0, dispute: 'none' };
const paid: ProviderSays = { ...open, paid: true, page: 'complete' };

describe('The state of a payment', () => {
  it('lets money that came after a failure or the end of the hold be paid', () => {
    expect(movesTo('failed', 'paid')).toEqual(['paid']);
    expect(movesTo('expired', 'paid')).toEqual(['paid']);
  });

  it('never forgets money that came in', () => {
    for (const behind of ['pending', 'failed', 'expired'] as const) {
      for (const from of ['paid', 'partly_refunded', 'refunded', 'disputed', 'lost'] as const)
        expect(movesTo(from, behind)).toEqual([]);
    }
  });

  it('has its money again when a bank sends a refund back', () => {
    expect(movesTo('refunded', 'paid')).toEqual(['paid']);
    expect(movesTo('refunded', 'partly_refunded')).toEqual(['partly_refunded']);
    expect(movesTo('partly_refunded', 'paid')).toEqual(['paid']);
  });

  it('passes through paid when the first notice to arrive tells of the refund', () => {
    expect(movesTo('pending', 'refunded')).toEqual(['paid', 'refunded']);
    expect(movesTo('expired', 'lost')).toEqual(['paid', 'disputed', 'lost']);
  });

  it('makes allowed moves only, whatever is told', () => {
    for (const from of paymentStatuses)
      for (const to of paymentStatuses) {
        let now = from;
        for (const next of movesTo(from, to)) {
          expect(allowed(now, next)).toBe(true);
          now = next;
        }
      }
  });

  it('follows from what the provider says at this moment alone', () => {
    expect(statusOf(open, 9500)).toBe('pending');
    expect(statusOf({ ...open, lastAttemptFailed: true }, 9500)).toBe('failed');
    expect(statusOf({ ...open, page: 'expired' }, 9500)).toBe('pending');
    expect(statusOf(paid, 9500)).toBe('paid');
    expect(statusOf({ ...paid, refundedMinor: 1 }, 9500)).toBe('partly_refunded');
    expect(statusOf({ ...paid, refundedMinor: 9500 }, 9500)).toBe('refunded');
    expect(statusOf({ ...paid, dispute: 'open' }, 9500)).toBe('disputed');
    expect(statusOf({ ...paid, dispute: 'won' }, 9500)).toBe('paid');
    expect(statusOf({ ...paid, dispute: 'lost' }, 9500)).toBe('lost');
  });
});
