import type Stripe from 'stripe';
import { newId } from '../ids.js';
import { mergeMetadata } from '../metadata.js';
import type { Turn } from '../turn.js';

/** An account that may take payments from the start: the simulator asks nobody for papers. */
export function accountOf(turn: Turn, id: string, wish: Stripe.AccountCreateParams = {}): Stripe.Account {
  return {
    id,
    object: 'account',
    business_profile: null,
    business_type: wish.business_type ?? null,
    capabilities: { card_payments: 'active', transfers: 'active' },
    charges_enabled: true,
    country: wish.country ?? 'GB',
    created: turn.now,
    default_currency: wish.default_currency ?? 'eur',
    details_submitted: true,
    email: wish.email ?? null,
    metadata: mergeMetadata({}, wish.metadata),
    payouts_enabled: true,
    settings: null,
    type: wish.type ?? 'standard',
  };
}

/** A connected account; keeps it. */
export function createAccount(turn: Turn, wish: Stripe.AccountCreateParams): Stripe.Account {
  const account = accountOf(turn, newId('acct', 16), wish);
  turn.put('account', account);
  turn.emit('account.updated', account);
  return account;
}
