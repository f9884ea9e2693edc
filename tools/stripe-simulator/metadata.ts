import type Stripe from 'stripe';

/** Metadata after a request: an empty value takes its key away, an empty whole takes all away. */
export function mergeMetadata(
  now: Stripe.Metadata,
  wish: Stripe.Emptyable<Stripe.MetadataParam> | undefined,
): Stripe.Metadata {
  if (wish === undefined) return now;
  if (wish === null || wish === '') return {};
  const merged = {
    ...now,
    ...Object.fromEntries(Object.entries(wish).map(([key, value]) => [key, String(value ?? '')])),
  };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ''));
}
