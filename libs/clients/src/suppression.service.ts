import { Injectable } from '@nestjs/common';
import { FactorStore } from '#identity';
import { newId, type Tx } from '#platform';
import type { Suppression } from './suppression.entity.js';

/** Addresses that must not be mailed. */
@Injectable()
export class SuppressionService {
  constructor(private readonly factors: FactorStore) {}

  /**
   * Whether mail of this kind to this address is stopped: marketing by any suppression, service mail by one that covers all.
   * "Never again" is said from a mailbox alone, so it does not stop the service mail of a client who holds more than that.
   */
  async covers(tx: Tx, email: string, kind: 'service' | 'marketing', clientId: string | null = null): Promise<boolean> {
    const found = await tx.query<{ reason: Suppression['reason'] }>(
      `SELECT reason FROM suppressions WHERE email = lower($1) AND (covers = 'all' OR $2::text = 'marketing')`,
      [email, kind],
    );
    if (found.length === 0) return false;
    const onlyNever = kind === 'service' && found.every(({ reason }) => reason === 'never_again');
    return !(onlyNever && clientId !== null && (await this.holdsMore(tx, clientId)));
  }

  /** Stops mail to an address; said twice for one reason it changes nothing, and another reason stands beside it. */
  async add(tx: Tx, email: string, reason: Suppression['reason'], covers: Suppression['covers']): Promise<void> {
    const id = newId();
    const added = await tx.query(
      `INSERT INTO suppressions (id, email, reason, covers, created_at) VALUES ($1, lower($2), $3, $4, $5)
       ON CONFLICT DO NOTHING RETURNING id`,
      [id, email, reason, covers, tx.now()],
    );
    if (added.length > 0) tx.audit('suppression.added', id);
  }

  /** Whether a client opened a link mailed to their address, and has a PIN, a passkey or a coach's code beside it. */
  private async holdsMore(tx: Tx, clientId: string): Promise<boolean> {
    const confirmed = await tx.one('SELECT 1 FROM clients WHERE id = $1 AND confirmed_at IS NOT NULL', [clientId]);
    if (!confirmed) return false;
    // A code replaces what was held before, and is of use only together with a mailed link.
    const { codeExpiresAt } = await this.factors.read(tx, clientId);
    return (codeExpiresAt !== null && codeExpiresAt > tx.now()) || this.factors.hasAny(tx, clientId);
  }
}
