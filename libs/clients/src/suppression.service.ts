import { Injectable } from '@nestjs/common';
import { newId, type Tx } from '#platform';
import type { Suppression } from './suppression.entity.js';

/** Addresses that must not be mailed. */
@Injectable()
export class SuppressionService {
  /** Whether mail of this kind to this address is stopped: marketing by any suppression, service mail by one that covers all. */
  async covers(tx: Tx, email: string, kind: 'service' | 'marketing'): Promise<boolean> {
    const row = await tx.one(
      `SELECT 1 FROM suppressions WHERE email = lower($1) AND (covers = 'all' OR $2::text = 'marketing') LIMIT 1`,
      [email, kind],
    );
    return row !== null;
  }

  /** Stops mail to an address; said twice it changes nothing. */
  async add(tx: Tx, email: string, reason: Suppression['reason'], covers: Suppression['covers']): Promise<void> {
    const id = newId();
    const added = await tx.query(
      `INSERT INTO suppressions (id, email, reason, covers, created_at) VALUES ($1, lower($2), $3, $4, $5)
       ON CONFLICT DO NOTHING RETURNING id`,
      [id, email, reason, covers, tx.now()],
    );
    if (added.length > 0) tx.audit('suppression.added', id);
  }
}
