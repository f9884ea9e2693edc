const hourMs = 3_600_000;

/** What cancelling costs: nothing until so many hours before the start, then a share of what was paid. A snapshot stays on each appointment. */
export interface CancellationPolicy {
  readonly version: number;
  readonly freeUntilHours: number;
  readonly feePercent: number;
}

/** The policy of a practice that wrote none. */
export const defaultPolicy: CancellationPolicy = { version: 1, freeUntilHours: 24, feePercent: 50 };

/** What a cancellation does: fee and refund in minor units of what was paid; `until` is the instant this holds to, null where it does not change. */
export interface CancellationEffect {
  readonly fee: number;
  readonly refund: number;
  readonly until: Date | null;
}

/** From when on cancelling costs something, given what was paid; null where it never does. */
export function feeFrom(policy: CancellationPolicy, start: Date, paidMinor: number): Date | null {
  const { fee } = effectOf(policy, start, start, paidMinor);
  return fee > 0 ? lastFreeInstant(policy, start) : null;
}

/** What it does if a client cancels at `now`. Fee and refund always add up to what was paid; half a unit goes to the client. */
export function effectOf(policy: CancellationPolicy, start: Date, now: Date, paidMinor: number): CancellationEffect {
  const lastFree = lastFreeInstant(policy, start);
  if (now < lastFree) return { fee: 0, refund: paidMinor, until: paidMinor > 0 ? lastFree : null };
  const fee = Math.floor((paidMinor * policy.feePercent) / 100);
  return { fee, refund: paidMinor - fee, until: null };
}

/** What it does if the practice cancels: the client gets everything back, whenever it is. */
export function effectOfPracticeCancelling(paidMinor: number): CancellationEffect {
  return { fee: 0, refund: paidMinor, until: null };
}

const lastFreeInstant = ({ freeUntilHours }: CancellationPolicy, start: Date): Date =>
  new Date(start.getTime() - freeUntilHours * hourMs);
