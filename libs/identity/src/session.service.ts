import { createHmac, randomBytes } from 'node:crypto';
import { CONFIG, Clock, Database, hashToken, newId, type Config, type Query, type Tx } from '#platform';
import { Inject, Injectable } from '@nestjs/common';
import { givenSince, idleSince, isUnlocked, locksAt } from './domain/private-use.js';
import { endOfSession, isAlive, isWorthTouching, type SessionKind } from './domain/session-life.js';

/** A live session as the edges see it. */
export interface FoundSession {
  readonly idHash: Buffer;
  readonly kind: SessionKind;
  readonly userId: string | null;
  readonly practiceId: string | null;
  readonly clientId: string | null;
  readonly csrfHash: Buffer;
  /** The one form that a client's session opens; null opens their own page. */
  readonly assignmentId: string | null;
  /** A client's: whether the private parts are open, and until when if nothing private is used meanwhile. */
  readonly unlocked: boolean;
  readonly locksAt: Date | null;
}

/** A client in front of their private things: what was written in this sitting may be read again, and all of it once unlocked. */
export interface Sitting {
  readonly id: string;
  readonly unlocked: boolean;
}

/** The two secrets of a session that just began: the cookie's value, and what its page sends as `X-CSRF-Token`. */
export interface OpenedSession {
  readonly cookie: string;
  readonly csrfToken: string;
  readonly expiresAt: Date;
}

interface SessionRow extends Omit<FoundSession, 'unlocked' | 'locksAt'> {
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly unlockedAt: Date | null;
  readonly privateUsedAt: Date | null;
}

interface Whose {
  readonly kind: SessionKind;
  readonly userId: string | null;
  readonly practiceId: string | null;
  readonly clientId: string | null;
  readonly assignmentId: string | null;
}

const nobody: Omit<Whose, 'kind'> = { userId: null, practiceId: null, clientId: null, assignmentId: null };

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
           csrf_hash AS "csrfHash", last_seen_at AS "lastSeenAt", expires_at AS "expiresAt",
           assignment_id AS "assignmentId", unlocked_at AS "unlockedAt", private_used_at AS "privateUsedAt"
         FROM sessions LEFT JOIN practices ON practices.id = sessions.practice_id
         WHERE id_hash = $1 AND kind = $2 AND practices.status IS DISTINCT FROM 'closed'`,
        [hashToken(cookie), kind],
      );
      if (!row || !isAlive(row, now)) return null;
      if (isWorthTouching(row.lastSeenAt, now))
        await query('UPDATE sessions SET last_seen_at = $2 WHERE id_hash = $1', [row.idHash, now]);
      const { idHash, userId, practiceId, clientId, csrfHash, assignmentId } = row;
      const unlocked = isUnlocked(row, now);
      const until = unlocked && row.privateUsedAt ? locksAt(row.privateUsedAt) : null;
      return { idHash, kind, userId, practiceId, clientId, csrfHash, assignmentId, unlocked, locksAt: until };
    });
  }

  /** The slug of the practice at which a client's session began, also of one that ran out; null where it is not known any more. */
  async practiceOf(cookie: string): Promise<string | null> {
    const begun = `SELECT p.slug FROM sessions s JOIN practices p ON p.id = s.practice_id
      WHERE s.id_hash = $1 AND s.kind = 'client' AND p.status <> 'closed'`;
    const [row] = await this.db.outside((query) => query<{ slug: string }>(begun, [hashToken(cookie)]));
    return row?.slug ?? null;
  }

  /** A client uses something private: the ten minutes begin anew, and where they were over, so does the sitting, locked. */
  async sit(idHash: Buffer): Promise<Sitting> {
    const now = this.clock.now();
    const [row] = await this.db.outside((query) =>
      query<Sitting>(
        `UPDATE sessions SET private_used_at = $2,
           sitting = CASE WHEN private_used_at > $3 THEN sitting ELSE $4 END,
           unlocked_at = CASE WHEN private_used_at > $3 THEN unlocked_at END
         WHERE id_hash = $1 AND kind = 'client' RETURNING sitting AS id, unlocked_at IS NOT NULL AS unlocked`,
        [idHash, now, idleSince(now), newId()],
      ),
    );
    // A session that ended just now has nothing left to show.
    return row ?? { id: newId(), unlocked: false };
  }

  /** Whether the private parts are open in this session at this moment, whatever its request found when it began. */
  async isUnlocked(tx: Tx, idHash: Buffer): Promise<boolean> {
    const row = await tx.one<{ unlockedAt: Date | null; privateUsedAt: Date | null }>(
      `SELECT unlocked_at AS "unlockedAt", private_used_at AS "privateUsedAt" FROM sessions
       WHERE id_hash = $1 AND kind = 'client'`,
      [idHash],
    );
    return row !== null && isUnlocked(row, tx.now());
  }

  /** A PIN or a passkey was right: the private parts are open in this session. Where they were, it was given again. */
  async unlock(tx: Tx, idHash: Buffer): Promise<void> {
    await tx.query(
      `UPDATE sessions SET unlocked_at = $2, private_used_at = $2,
         given_again_at = CASE WHEN unlocked_at IS NOT NULL AND private_used_at > $3 THEN $2::timestamptz END
       WHERE id_hash = $1 AND kind = 'client'`,
      [idHash, tx.now(), idleSince(tx.now())],
    );
  }

  /** A PIN or passkey was chosen: the session is open, and whether another may be chosen beside it is said. */
  async openByChoice(tx: Tx, idHash: Buffer, mayFollow: boolean): Promise<void> {
    await tx.query(
      `UPDATE sessions SET unlocked_at = $2, private_used_at = $2, given_again_at = $3
       WHERE id_hash = $1 AND kind = 'client'`,
      [idHash, tx.now(), mayFollow ? tx.now() : null],
    );
  }

  /** Whether the PIN or a passkey was given again in this open session, within five minutes and since the last change. */
  async wasGivenAgain(tx: Tx, idHash: Buffer): Promise<boolean> {
    const row = await tx.one('SELECT 1 FROM sessions WHERE id_hash = $1 AND given_again_at > $2', [
      idHash,
      givenSince(tx.now()),
    ]);
    return row !== null;
  }

  /** The one change that may follow is made: the next one asks anew. Answers whether it was given again at all. */
  async spendGivenAgain(tx: Tx, idHash: Buffer): Promise<boolean> {
    const spent = await tx.query(
      'UPDATE sessions SET given_again_at = NULL WHERE id_hash = $1 AND given_again_at > $2 RETURNING 1 AS spent',
      [idHash, givenSince(tx.now())],
    );
    return spent.length > 0;
  }

  /** The private parts are shut again, and what was answered in this sitting with them. */
  async lock(tx: Tx, idHash: Buffer): Promise<void> {
    await tx.query(
      `UPDATE sessions SET unlocked_at = NULL, private_used_at = NULL, given_again_at = NULL, sitting = $2 WHERE id_hash = $1 AND kind = 'client'`,
      [idHash, newId()],
    );
  }

  /** The private parts are shut in every session of a client, but for the one whose hash is given. */
  async lockAllOfClient(tx: Tx, clientId: string, except: Buffer | null): Promise<void> {
    await tx.query(
      `UPDATE sessions SET unlocked_at = NULL, private_used_at = NULL, given_again_at = NULL, sitting = gen_random_uuid()
       WHERE practice_id = $1 AND client_id = $2 AND ($3::bytea IS NULL OR id_hash <> $3)`,
      [tx.practiceId, clientId, except],
    );
  }

  /** Begins a member's session; `practiceId` is where they work in it, null while they belong nowhere yet. */
  openForMember(userId: string, practiceId: string | null): Promise<OpenedSession> {
    return this.db.outside((query) => this.open(query, { ...nobody, kind: 'member', userId, practiceId }));
  }

  /** Begins a client's session, locked, together with what the same transaction does; a form's link opens that form alone. */
  openForClient(tx: Tx, clientId: string, assignmentId: string | null = null): Promise<OpenedSession> {
    const query: Query = (sql, parameters) => tx.query(sql, parameters);
    return this.open(query, { ...nobody, kind: 'client', practiceId: tx.practiceId, clientId, assignmentId });
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

  /** A form was handed in: the sessions that opened it alone have ten minutes left to read the thanks. */
  async closeAllOfForm(tx: Tx, assignmentId: string): Promise<void> {
    await tx.query(
      'UPDATE sessions SET expires_at = least(expires_at, $3) WHERE practice_id = $1 AND assignment_id = $2',
      [tx.practiceId, assignmentId, locksAt(tx.now())],
    );
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

  private async open(query: Query, whose: Whose): Promise<OpenedSession> {
    const cookie = randomBytes(32).toString('base64url');
    const csrfToken = this.csrfTokenOf(cookie);
    const now = this.clock.now();
    const expiresAt = endOfSession(whose.kind, now, whose.assignmentId === null ? 'sign-in' : 'form');
    await query(
      `INSERT INTO sessions (id_hash, kind, user_id, practice_id, client_id, csrf_hash, created_at, last_seen_at,
         expires_at, assignment_id, sitting)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $10)`,
      [
        hashToken(cookie),
        whose.kind,
        whose.userId,
        whose.practiceId,
        whose.clientId,
        hashToken(csrfToken),
        now,
        expiresAt,
        whose.assignmentId,
        whose.kind === 'client' ? newId() : null,
      ],
    );
    return { cookie, csrfToken, expiresAt };
  }
}
