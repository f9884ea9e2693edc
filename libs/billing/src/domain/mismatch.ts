/** What a payment is, as we wrote it down. */
export interface Owed {
  readonly paymentId: string;
  readonly causeId: string;
  readonly practiceId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly account: string | null;
}

/** The same things as the provider knows them; text that was never given is null. */
export interface Named {
  readonly paymentId: string | null;
  readonly causeId: string | null;
  readonly practiceId: string | null;
  readonly amountMinor: number | null;
  readonly currency: string | null;
  readonly account: string | null;
}

/** The names of what does not match between what is owed and what the provider speaks of; empty if they are one thing. */
export function mismatches(owed: Owed, named: Named): (keyof Owed)[] {
  const names = ['paymentId', 'causeId', 'practiceId', 'amountMinor', 'currency', 'account'] as const;
  return names.filter((name) => owed[name] !== named[name]);
}
