import type { Payment } from '#billing';

/** What of a payment can be given back, in minor units: money under dispute is with the bank. */
export function keptMinor(payment: Payment | null): number {
  return payment && payment.status !== 'disputed' && payment.status !== 'lost' ? payment.keptMinor : 0;
}
