import { Injectable } from '@nestjs/common';
import { newId } from '../ids.js';
import type { Tx } from '../database/tx.js';
import { hashToken, newToken } from './token.js';

export type LinkKind = 'manage' | 'sign-in' | 'form' | 'reset' | 'invitation';

export interface Link {
  readonly id: string;
  readonly subjectId: string;
}

/** Secrets that travel in links: made when the link is written, kept as hashes, revocable, expiring. */
@Injectable()
export class Links {
  /** A new secret for `subjectId`; several may be alive for one subject (each mail carries its own). */
  async issue(tx: Tx, kind: LinkKind, subjectId: string, expiresAt: Date | null): Promise<string> {
    const token = newToken(tx.practiceId);
    await tx.query(
      'INSERT INTO links (id, kind, hash, subject_id, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)',
      [newId(), kind, token.hash, subjectId, tx.now(), expiresAt],
    );
    return token.text;
  }

  /** The live link behind a secret, or null: unknown, expired, revoked and (for `use`) used look alike. */
  async find(tx: Tx, kind: LinkKind, text: string): Promise<Link | null> {
    return tx.one<Link>(
      `SELECT id, subject_id AS "subjectId" FROM links
       WHERE kind = $1 AND hash = $2 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $3)`,
      [kind, hashToken(text), tx.now()],
    );
  }

  /** Spends a single-use secret: exactly one caller gets the link. */
  async use(tx: Tx, kind: LinkKind, text: string): Promise<Link | null> {
    return tx.one<Link>(
      `UPDATE links SET used_at = $3 WHERE kind = $1 AND hash = $2 AND used_at IS NULL AND revoked_at IS NULL
         AND (expires_at IS NULL OR expires_at > $3) RETURNING id, subject_id AS "subjectId"`,
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
}
