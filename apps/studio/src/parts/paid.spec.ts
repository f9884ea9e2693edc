import type { AppointmentView } from '#contracts';
import { en } from '../texts/en.js';
import { paidWords } from './paid.js';

type Payment = AppointmentView['payment'];
const of = (status: AppointmentView['status'], payment: Payment['status'] | null, required = true) =>
  paidWords({
    status,
    payment: { required, amount: { amount: 14000, currency: 'GBP' }, ...(payment && { status: payment }) },
  });

describe('What became of the money of an appointment', () => {
  it('is never blamed on a client who had nothing to pay yet', () => {
    for (const status of ['declined', 'cancelled'] as const)
      for (const payment of ['pending', 'failed', 'expired', null] as const)
        expect(of(status, payment)).toBe('£140, nothing was charged');
    expect(of('expired', null)).toBe('£140, nothing was charged');
  });

  it('is told as it stands otherwise', () => {
    expect(of('expired', 'expired')).toBe(`£140, ${en.payment.expired}`);
    expect(of('cancelled', 'refunded')).toBe('£140, refunded');
    expect(of('held', 'pending')).toBe('£140, not paid yet');
    expect(of('confirmed', 'paid')).toBe('£140, paid');
    expect(of('pending_approval', null)).toBe('£140');
    expect(of('confirmed', null, false)).toBe(en.appointment.free);
  });
});
