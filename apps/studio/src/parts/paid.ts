import type { AppointmentView } from '#contracts';
import { texts } from '../texts/texts.js';
import { money } from './money.js';

const words = texts.appointment;
const neverPaid = new Set<string | undefined>([undefined, 'pending', 'failed', 'expired']);

/** What an appointment costs and what became of the money. Who was declined, or cancelled before paying, failed at nothing. */
export function paidWords({ status, payment }: Pick<AppointmentView, 'status' | 'payment'>): string {
  if (!payment.required) return words.free;
  const amount = money(payment.amount);
  const wasCharged = !neverPaid.has(payment.status);
  const ended = status === 'declined' || status === 'cancelled' || (status === 'expired' && !payment.status);
  if (ended && !wasCharged) return `${amount}, ${words.notCharged}`;
  return payment.status ? `${amount}, ${texts.payment[payment.status]}` : amount;
}
