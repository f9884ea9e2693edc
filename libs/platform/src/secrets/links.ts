import { Injectable } from '@nestjs/common';
import { newId } from '../ids.js';
import type { Tx } from '../database/tx.js';
import { hashToken, newToken } from './token.js';

export type LinkKind = 'manage' | 'sign-in' | 'form' | 'reset' | 'invitation' | 'joining' | 'waitlist';

/** Whose a link is, and for which address it was made; `mailed` where it was sent there, not shown to whoever asked. */
export interface LinkOwner {
  readonly clientId: string;
  readonly address: string;
  readonly mailed: boolean;
}

export interface Link {
  readonly id: string;
  readonly subjectId: string;
  /** Null where it is no client's. */
  readonly addressHash: Buffer | null;
  readonly mailed: boolean;
}

const linkColumns = 'id, subject_id AS "subjectId", address_hash AS "addressHash", mailed';

/** Whether a client's link was made for this address: one that they do not have any more opens nothing. */
export function isMadeFor({ addressHash }: Link, address: string): boolean {
  return addressHash !== null && addressHash.equals(hashToken(address.toLowerCase()));
}

/** Secrets that travel in links: made when the link is written, kept as hashes, revocable, expiring. */
@Injectable()
export class Links {
  /** A new secret for `subjectId`; several may be alive for one subject (each mail carries its own). */
  async issue(
    tx: Tx,
    kind: LinkKind,
    subjectId: string,
    expiresAt: Date | null,
    owner: LinkOwner | null = null,
  ): Promise<string> {
    const token = newToken(tx.practiceId);
    const addressHash = owner && hashToken(owner.address.toLowerCase());
    await tx.query(
      `INSERT INTO links (id, kind, hash, subject_id, client_id, address_hash, mailed, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        newId(),
        kind,
        token.hash,
        subjectId,
        owner?.clientId ?? null,
        addressHash,
        owner?.mailed ?? false,
        tx.now(),
        expiresAt,
      ],
    );
    return token.text;
  }

  /** The live link behind a secret, or null: unknown, expired, revoked and (for `use`) used look alike. */
  async find(tx: Tx, kind: LinkKind, text: string): Promise<Link | null> {
    return tx.one<Link>(
      `SELECT ${linkColumns} FROM links
       WHERE kind = $1 AND hash = $2 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $3)`,
      [kind, hashToken(text), tx.now()],
    );
  }

  /** Spends a single-use secret: exactly one caller gets the link. */
  async use(tx: Tx, kind: LinkKind, text: string): Promise<Link | null> {
    return tx.one<Link>(
      `UPDATE links SET used_at = $3 WHERE kind = $1 AND hash = $2 AND used_at IS NULL AND revoked_at IS NULL
         AND (expires_at IS NULL OR expires_at > $3) RETURNING ${linkColumns}`,
      [kind, hashToken(text), tx.now()],
    );
  }

  async revokeAll(tx: Tx, kind: LinkKind, subjectId: string): Promise<void> {
    await tx.query('UPDATE links SET revoked_at = $3 WHERE kind = $1 AND subject_id = $2 AND revoked_at IS NULL', [
      kind,
      subjectId,
      tx.now(),
    ]);
  }

  /** Lets every link of these subjects answer until then at least. */
  async prolong(tx: Tx, kind: LinkKind, subjectIds: readonly string[], expiresAt: Date): Promise<void> {
    await tx.query('UPDATE links SET expires_at = $3 WHERE kind = $1 AND subject_id = ANY($2) AND expires_at < $3', [
      kind,
      subjectIds,
      expiresAt,
    ]);
  }

  /** Ends every link of these clients, of whatever kind. */
  async revokeOf(tx: Tx, clientIds: readonly string[]): Promise<void> {
    await tx.query('UPDATE links SET revoked_at = $2 WHERE client_id = ANY($1) AND revoked_at IS NULL', [
      clientIds,
      tx.now(),
    ]);
  }
}
