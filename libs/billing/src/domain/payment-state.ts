export const paymentStatuses = [
  'pending',
  'paid',
  'failed',
  'expired',
  'partly_refunded',
  'refunded',
  'disputed',
  'lost',
] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

/**
 * Every move there is. A payment that failed or expired may still be paid: money that came late is told, never lost. A
 * refund may be sent back by a bank: then the money is here again.
 */
const moves: Readonly<Record<PaymentStatus, readonly PaymentStatus[]>> = {
  pending: ['paid', 'failed', 'expired'],
  failed: ['paid', 'expired'],
  expired: ['paid'],
  paid: ['partly_refunded', 'refunded', 'disputed'],
  partly_refunded: ['paid', 'refunded', 'disputed'],
  refunded: ['paid', 'partly_refunded', 'disputed'],
  disputed: ['paid', 'partly_refunded', 'refunded', 'lost'],
  lost: [],
};

/** Whether a payment may go from one status to another; staying is not a move. */
export function allowed(from: PaymentStatus, to: PaymentStatus): boolean {
  return moves[from].includes(to);
}

/** Whether money came in for a payment in this status, whatever became of it later. */
export function cameIn(status: PaymentStatus): boolean {
  return status !== 'pending' && status !== 'failed' && status !== 'expired';
}

/** What the payment provider says about a payment at this moment. */
export interface ProviderSays {
  readonly paid: boolean;
  /** The page to pay on: still open, done, or closed for good. */
  readonly page: 'open' | 'complete' | 'expired';
  /** Whether the last attempt on the page failed. */
  readonly lastAttemptFailed: boolean;
  readonly refundedMinor: number;
  readonly dispute: 'none' | 'open' | 'won' | 'lost';
}

/**
 * The status that follows from what the provider says now. It depends on nothing said before, so the order in which
 * notices arrive, or how often, makes no difference. A page that is over is not the end: a new one may be opened while
 * the time is held, so it is we who say when a payment is expired.
 */
export function statusOf(says: ProviderSays, amountMinor: number): PaymentStatus {
  if (says.paid) {
    if (says.dispute === 'open') return 'disputed';
    if (says.dispute === 'lost') return 'lost';
    if (says.refundedMinor >= amountMinor) return 'refunded';
    return says.refundedMinor > 0 ? 'partly_refunded' : 'paid';
  }
  return says.lastAttemptFailed ? 'failed' : 'pending';
}

/**
 * The moves that lead from a status to the one the provider tells, one after another; none where nothing changed or
 * the provider is behind of what we know. A first notice may already tell of a refund: then it was paid on the way.
 */
export function movesTo(from: PaymentStatus, to: PaymentStatus): readonly PaymentStatus[] {
  if (from === to) return [];
  if (allowed(from, to)) return [to];
  if (!cameIn(from) && cameIn(to)) return ['paid', ...movesTo('paid', to)];
  if (cameIn(from) && to === 'lost') return ['disputed', 'lost'];
  return [];
}
