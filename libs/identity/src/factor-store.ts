import type { Tx } from '#platform';
import { Injectable } from '@nestjs/common';

/** What one client holds beside their mailbox, as a transaction reads it. */
export interface FactorsRow {
  readonly pinHash: string | null;
  readonly tries: number;
  readonly wrongInRow: number;
  readonly notBefore: Date | null;
  readonly codeHash: Buffer | null;
  readonly codeExpiresAt: Date | null;
  /** When a coach made a code last. */
  readonly vouchedAt: Date | null;
}

export interface PasskeyRow {
  readonly id: string;
  readonly name: string;
  /** The one host whose pages it opens. */
  readonly host: string;
  readonly createdAt: Date;
}

const columns = `pin_hash AS "pinHash", tries, wrong_in_row AS "wrongInRow", not_before AS "notBefore", code_hash AS "codeHash",
  code_expires_at AS "codeExpiresAt", vouched_at AS "vouchedAt"`;

const none: FactorsRow = {
  pinHash: null,
  tries: 0,
  wrongInRow: 0,
  notBefore: null,
  codeHash: null,
  codeExpiresAt: null,
  vouchedAt: null,
};

/** The rows behind PINs, passkeys and booking browsers. */
@Injectable()
export class FactorStore {
  async read(tx: Tx, clientId: string): Promise<FactorsRow> {
    return (await tx.one<FactorsRow>(`SELECT ${columns} FROM client_factors WHERE client_id = $1`, [clientId])) ?? none;
  }

  /** The same, locked until the transaction ends: tries of one client come one after the other. */
  async lock(tx: Tx, clientId: string): Promise<FactorsRow> {
    await tx.query('INSERT INTO client_factors (client_id) VALUES ($1) ON CONFLICT DO NOTHING', [clientId]);
    const row = await tx.one<FactorsRow>(`SELECT ${columns} FROM client_factors WHERE client_id = $1 FOR UPDATE`, [
      clientId,
    ]);
    if (!row) throw new TypeError('A row that was just written was not found.');
    return row;
  }

  passkeys(tx: Tx, clientId: string): Promise<PasskeyRow[]> {
    return tx.query<PasskeyRow>(
      'SELECT id, name, rp_id AS host, created_at AS "createdAt" FROM passkeys WHERE client_id = $1 ORDER BY id',
      [clientId],
    );
  }

  /** Whether there is a PIN or a passkey. */
  async hasAny(tx: Tx, clientId: string): Promise<boolean> {
    const { pinHash } = await this.read(tx, clientId);
    return pinHash !== null || (await this.passkeys(tx, clientId)).length > 0;
  }

  /** Forgets the PIN, how it was tried, and the passkeys; a code that the coach spoke stays. */
  async dropChosen(tx: Tx, clientId: string): Promise<void> {
    await this.dropPasskeys(tx, clientId);
    await tx.query(
      `UPDATE client_factors SET pin_hash = NULL, pin_set_at = NULL, tries = 0, wrong_in_row = 0, not_before = NULL
       WHERE client_id = $1`,
      [clientId],
    );
  }

  private async dropPasskeys(tx: Tx, clientId: string): Promise<void> {
    await tx.query('DELETE FROM passkeys WHERE client_id = $1', [clientId]);
    await tx.query('DELETE FROM passkey_challenges WHERE client_id = $1', [clientId]);
  }

  /**
   * Forgets what somebody chose who turned out not to be the only one to answer to this name and address. It is never
   * carried over to whom they turned out to be. A code that a coach said stays: it was said to a person, and no mail ends it.
   */
  async drop(tx: Tx, clientId: string): Promise<void> {
    const held = await this.hasAny(tx, clientId);
    await this.dropChosen(tx, clientId);
    await tx.query('DELETE FROM booking_browsers WHERE client_id = $1', [clientId]);
    if (held) tx.audit('client.factors-dropped', clientId);
  }
}
