import {
  Clock,
  Database,
  Forbidden,
  Invalid,
  hashToken,
  idShape,
  keyOfCursor,
  memberBehind,
  newId,
  newToken,
  pageOf,
  system,
  type Actor,
  type Page,
  type PageAsked,
  type Tx,
} from '#platform';
import { Injectable } from '@nestjs/common';
import { practiceOfKey } from './domain/api-key-text.js';
import { isWorthTouching } from './domain/session-life.js';
import { NoSuchApiKey } from './identity.errors.js';

/** A key as lists show it: never the secret. */
export interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly scopes: string[];
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

export interface NewApiKey {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAt?: Date | undefined;
}

const shown = `id, name, scopes, created_at AS "createdAt", last_used_at AS "lastUsedAt", expires_at AS "expiresAt",
  revoked_at AS "revokedAt"`;

/** The keys with which programs act in a practice. */
@Injectable()
export class ApiKeyService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** The practice and the actor behind a bearer key; null for a key that is unknown, expired or revoked. */
  async actorOf(bearer: string): Promise<{ practiceId: string; actor: Actor & { kind: 'api-key' } } | null> {
    const practiceId = practiceOfKey(bearer);
    if (!practiceId) return null;
    const now = this.clock.now();
    return this.db.inPractice({ practiceId, actor: system }, async (tx) => {
      const row = await tx.one<Pick<ApiKeyRow, 'id' | 'scopes' | 'lastUsedAt'> & { madeBy: string | null }>(
        `SELECT api_keys.id, scopes, last_used_at AS "lastUsedAt", created_by AS "madeBy"
         FROM api_keys JOIN practices ON practices.id = api_keys.practice_id
         WHERE hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)
           AND practices.status <> 'closed'`,
        [hashToken(bearer), now],
      );
      if (!row) return null;
      if (isWorthTouching(row.lastUsedAt, now))
        await tx.query('UPDATE api_keys SET last_used_at = $2 WHERE id = $1', [row.id, now]);
      return { practiceId, actor: { kind: 'api-key', id: row.id, scopes: row.scopes, madeBy: row.madeBy } };
    });
  }

  /**
   * A new key and its secret, which is shown this once. A key cannot make one that may do more than itself, and one it
   * makes stands for the same member.
   * `given` is a secret that an operator brings along for the first practice.
   */
  async create(tx: Tx, wanted: NewApiKey, given?: string): Promise<{ key: string; row: ApiKeyRow }> {
    const { actor } = tx;
    if (actor.kind === 'api-key' && wanted.scopes.some((scope) => !actor.scopes.includes(scope)))
      throw new Forbidden('A key cannot make a key that may do more than itself.');
    if (wanted.expiresAt && wanted.expiresAt <= tx.now())
      throw new Invalid([{ path: 'expiresAt', message: 'Must lie in the future.' }]);
    const key = given ?? newToken(tx.practiceId).text;
    const row = await tx.one<ApiKeyRow>(
      `INSERT INTO api_keys (id, name, hash, scopes, created_by, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${shown}`,
      [newId(), wanted.name, hashToken(key), wanted.scopes, memberBehind(actor), tx.now(), wanted.expiresAt ?? null],
    );
    if (!row) throw new TypeError('The key was not written.');
    tx.audit('api-key.created', row.id);
    return { key, row };
  }

  /** One page of the keys, newest first, revoked ones included. */
  async list(tx: Tx, { limit, cursor }: PageAsked): Promise<Page<ApiKeyRow>> {
    const [before] = keyOfCursor(cursor, idShape) ?? [null];
    const rows = await tx.query<ApiKeyRow>(
      `SELECT ${shown} FROM api_keys WHERE $2::uuid IS NULL OR id < $2 ORDER BY id DESC LIMIT $1`,
      [limit + 1, before],
    );
    return pageOf(rows, limit, ({ id }) => [id]);
  }

  /** Ends every key that a member made, when they leave. */
  async revokeAllOf(tx: Tx, memberId: string): Promise<void> {
    const revoked = await tx.query<{ id: string }>(
      'UPDATE api_keys SET revoked_at = $2 WHERE created_by = $1 AND revoked_at IS NULL RETURNING id',
      [memberId, tx.now()],
    );
    for (const { id } of revoked) tx.audit('api-key.revoked', id);
  }

  /** Ends a key at once. Revoking it again changes nothing. */
  async revoke(tx: Tx, id: string): Promise<void> {
    const row = await tx.one<{ revokedAt: Date | null }>(
      'SELECT revoked_at AS "revokedAt" FROM api_keys WHERE id = $1 FOR UPDATE',
      [id],
    );
    if (!row) throw new NoSuchApiKey();
    if (row.revokedAt) return;
    await tx.query('UPDATE api_keys SET revoked_at = $2 WHERE id = $1', [id, tx.now()]);
    tx.audit('api-key.revoked', id);
  }
}
