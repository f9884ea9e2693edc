import type { ProviderSays } from './domain/payment-state.js';

/** How the page to pay on stands. */
export function pageOf(status: string | null): ProviderSays['page'] {
  return status === 'complete' || status === 'expired' ? status : 'open';
}

/** How a refund stands. */
export function refundStatusOf(status: string | null): 'requested' | 'succeeded' | 'failed' {
  if (status === 'succeeded') return 'succeeded';
  return status === 'failed' || status === 'canceled' ? 'failed' : 'requested';
}
