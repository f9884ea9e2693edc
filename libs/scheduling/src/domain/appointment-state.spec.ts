import { allowed, appointmentStatuses, isLive } from './appointment-state.js';

const moves = new Set([
  'held → confirmed',
  'held → expired',
  'held → cancelled',
  'pending_approval → confirmed',
  'pending_approval → held',
  'pending_approval → declined',
  'pending_approval → expired',
  'pending_approval → cancelled',
  'confirmed → completed',
  'confirmed → no_show',
  'confirmed → cancelled',
  'completed → confirmed',
  'no_show → confirmed',
  'expired → confirmed',
  'cancelled → confirmed',
]);

describe('An appointment', () => {
  const pairs = appointmentStatuses.flatMap((from) => appointmentStatuses.map((to) => [from, to] as const));

  it.each(pairs)('goes from %s to %s only if the states allow it', (from, to) => {
    expect(allowed(from, to)).toBe(moves.has(`${from} → ${to}`));
  });

  it('claims its time unless it is expired, declined or cancelled', () => {
    expect(appointmentStatuses.filter(isLive)).toEqual([
      'held',
      'pending_approval',
      'confirmed',
      'completed',
      'no_show',
    ]);
  });
});
