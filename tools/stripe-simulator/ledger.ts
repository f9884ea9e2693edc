import { idOf } from './ids.js';
import type { Store } from './store.js';

interface Sum {
  account: string | null;
  currency: string;
  charges: number;
  chargedMinor: number;
  refunds: number;
  refundedMinor: number;
  netMinor: number;
}

interface Payment {
  account: string | null;
  chargeId: string;
  paymentIntentId: string | null;
  sessionId: string | null;
  clientReferenceId: string | null;
  currency: string;
  amountMinor: number;
  refundedMinor: number;
}

/** The provider's books: sums per account and currency, and each payment. An account of null is the key's own. */
export function ledgerOf(store: Store): { sums: Sum[]; payments: Payment[] } {
  const sums = new Map<string, Sum>();
  const sumOf = (account: string, currency: string): Sum => {
    const fresh = {
      account: account || null,
      currency,
      charges: 0,
      chargedMinor: 0,
      refunds: 0,
      refundedMinor: 0,
      netMinor: 0,
    };
    const sum = sums.get(`${account} ${currency}`) ?? fresh;
    sums.set(`${account} ${currency}`, sum);
    return sum;
  };
  const sessions = new Map(store.everywhere('checkout.session').map(({ value }) => [value.payment_intent, value]));
  const payments: Payment[] = [];
  for (const { account, value: charge } of store.everywhere('charge')) {
    if (charge.status !== 'succeeded') continue;
    const sum = sumOf(account, charge.currency);
    sum.charges += 1;
    sum.chargedMinor += charge.amount_captured;
    const session = charge.payment_intent === null ? undefined : sessions.get(charge.payment_intent);
    payments.push({
      account: account || null,
      chargeId: charge.id,
      paymentIntentId: charge.payment_intent === null ? null : idOf(charge.payment_intent),
      sessionId: session?.id ?? null,
      clientReferenceId: session?.client_reference_id ?? null,
      currency: charge.currency,
      amountMinor: charge.amount_captured,
      refundedMinor: charge.amount_refunded,
    });
  }
  // Counted from the refunds themselves: what the charges say about them is then a second, independent book.
  for (const { account, value: refund } of store.everywhere('refund')) {
    if (refund.status === 'failed') continue;
    const sum = sumOf(account, refund.currency);
    sum.refunds += 1;
    sum.refundedMinor += refund.amount;
  }
  for (const sum of sums.values()) sum.netMinor = sum.chargedMinor - sum.refundedMinor;
  return { sums: [...sums.values()], payments };
}
