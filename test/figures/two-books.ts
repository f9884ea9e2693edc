import type pg from 'pg';

interface ProviderBooks {
  readonly payments: readonly {
    readonly paymentIntentId: string | null;
    readonly currency: string;
    readonly amountMinor: number;
    readonly refundedMinor: number;
  }[];
}

/**
 * By how many minor units the provider's books and ours differ, payment by payment: what one has too much does not make up
 * for what another lacks.
 */
export async function ledgerDifference(admin: pg.Client, provider: { readonly url: string }): Promise<number> {
  const answer = await fetch(`${provider.url}/test/ledger`);
  const theirs = (await answer.json()) as ProviderBooks;
  const { rows: ours } = await admin.query<{ name: string; minor: number }>(
    `SELECT coalesce(payment_intent_id, id::text) || ' ' || lower(currency) AS name, (amount_minor - refunded_minor)::int AS minor
     FROM payments WHERE paid_at IS NOT NULL`,
  );
  const differences = new Map<string, number>();
  const add = (name: string, minor: number) => differences.set(name, (differences.get(name) ?? 0) + minor);
  for (const { paymentIntentId, currency, amountMinor, refundedMinor } of theirs.payments)
    add(`${paymentIntentId} ${currency.toLowerCase()}`, amountMinor - refundedMinor);
  for (const { name, minor } of ours) add(name, -minor);
  return [...differences.values()].reduce((sum, difference) => sum + Math.abs(difference), 0);
}
