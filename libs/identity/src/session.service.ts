import { createHmac, randomBytes } from 'node:crypto';
import { CONFIG, Clock, Database, hashToken, type Config, type Query, type Tx } from '#platform';
import { Inject, Injectable } from '@nestjs/common';
import { endOfSession, isAlive, isWorthTouching, type SessionKind } from './domain/session-life.js';

/** A live session as the edges see it. */
export interface FoundSession {
  readonly idHash: Buffer;
  readonly kind: SessionKind;
  readonly userId: string | null;
  readonly practiceId: string | null;
  readonly clientId: string | null;
  readonly csrfHash: Buffer;
}

/** The two secrets of a session that just began: the cookie's value, and what its page sends as `X-CSRF-Token`. */
export interface OpenedSession {
  readonly cookie: string;
  readonly csrfToken: string;
  readonly expiresAt: Date;
}

interface SessionRow extends FoundSession {
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
}

/** Sessions of members and clients: an opaque 256-bit cookie each, kept as its SHA-256. */
@Injectable()
export class SessionService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The live session behind a cookie, or null: unknown, ended, idle, of the other kind or of a closed practice. */
  async find(cookie: string, kind: SessionKind): Promise<FoundSession | null> {
    const now = this.clock.now();
    return this.db.outside(async (query) => {
      const [row] = await query<SessionRow>(
        `SELECT id_hash AS "idHash", kind, user_id AS "userId", practice_id AS "practiceId", client_id AS "clientId",
           csrf_hash AS "csrfHash", last_seen_at AS "lastSeenAt", expires_at AS "expiresAt"
         FROM sessions LEFT JOIN practices ON practices.id = sessions.practice_id
         WHERE id_hash = $1 AND kind = $2 AND practices.status IS DISTINCT FROM 'closed'`,
        [hashToken(cookie), kind],
      );
      if (!row || !isAlive(row, now)) return null;
      if (isWorthTouching(row.lastSeenAt, now))
        await query('UPDATE sessions SET last_seen_at = $2 WHERE id_hash = $1', [row.idHash, now]);
      const { idHash, userId, practiceId, clientId, csrfHash } = row;
      return { idHash, kind, userId, practiceId, clientId, csrfHash };
    });
  }

  /** Begins a member's session; `practiceId` is where they work in it, null while they belong nowhere yet. */
  openForMember(userId: string, practiceId: string | null): Promise<OpenedSession> {
    return this.db.outside((query) => this.open(query, { kind: 'member', userId, practiceId, clientId: null }));
  }

  /** Begins a client's session, together with what the same transaction does. */
  openForClient(tx: Tx, clientId: string): Promise<OpenedSession> {
    const query: Query = (sql, parameters) => tx.query(sql, parameters);
    return this.open(query, { kind: 'client', userId: null, practiceId: tx.practiceId, clientId });
  }

  /** Ends one session. Ending one that has ended already is fine. */
  async close(idHash: Buffer): Promise<void> {
    await this.db.outside((query) => query('DELETE FROM sessions WHERE id_hash = $1', [idHash]));
  }

  /** Ends every session of a user, but for the one whose hash is given. */
  async closeAllOfUser(tx: Tx, userId: string, except: Buffer | null = null): Promise<void> {
    await tx.query('DELETE FROM sessions WHERE user_id = $1 AND ($2::bytea IS NULL OR id_hash <> $2)', [
      userId,
      except,
    ]);
  }

  /** Ends the sessions in which a user works in this practice; what they do elsewhere goes on. */
  async closeAllHere(tx: Tx, userId: string): Promise<void> {
    await tx.query('DELETE FROM sessions WHERE user_id = $1 AND practice_id = $2', [userId, tx.practiceId]);
  }

  /** Ends every session of these clients of the practice. */
  async closeAllOfClients(tx: Tx, clientIds: readonly string[]): Promise<void> {
    await tx.query('DELETE FROM sessions WHERE practice_id = $1 AND client_id = ANY($2)', [tx.practiceId, clientIds]);
  }

  /** Ends a session as a step of something larger: another takes its place, or its practice keeps that it ended. */
  async end(tx: Tx, idHash: Buffer): Promise<void> {
    await tx.query('DELETE FROM sessions WHERE id_hash = $1', [idHash]);
  }

  /**
   * The token that changes need beside the cookie. It follows from the cookie's random value, so a page that was
   * loaded anew can be told it again by a GET, which changes nothing.
   */
  csrfTokenOf(cookie: string): string {
    return createHmac('sha256', this.config.SESSION_SECRET).update(`csrf:${cookie}`).digest('base64url');
  }

  private async open(
    query: Query,
    whose: { kind: SessionKind; userId: string | null; practiceId: string | null; clientId: string | null },
  ): Promise<OpenedSession> {
    const cookie = randomBytes(32).toString('base64url');
    const csrfToken = this.csrfTokenOf(cookie);
    const now = this.clock.now();
    const expiresAt = endOfSession(whose.kind, now);
    await query(
      `INSERT INTO sessions (id_hash, kind, user_id, practice_id, client_id, csrf_hash, created_at, last_seen_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)`,
      [
        hashToken(cookie),
        whose.kind,
        whose.userId,
        whose.practiceId,
        whose.clientId,
        hashToken(csrfToken),
        now,
        expiresAt,
      ],
    );
    return { cookie, csrfToken, expiresAt };
  }
}
