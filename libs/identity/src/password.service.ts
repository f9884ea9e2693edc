import { randomBytes } from 'node:crypto';
import { Database, Links, type Here, type Tx } from '#platform';
import { hash, verify, type Options } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { Turns } from './domain/turns.js';
import { WrongSignIn } from './identity.errors.js';
import { SessionService } from './session.service.js';
import type { KnownUser } from './user.service.js';

/**
 * argon2id (the library's own default) with 19 MiB of memory, two passes and one lane: the first choice of OWASP's
 * Password Storage Cheat Sheet, https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
 */
const strength: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Two hashes at a time: a flood of sign-ins queues up instead of taking memory and both processors. */
const atOnce = 2;

/** Passwords of members: hashed with argon2id, checked in a time that does not tell whether the address is known. */
@Injectable()
export class PasswordService {
  private readonly turns = new Turns(atOnce);
  /** The hash of a password nobody has; an unknown address is checked against it. */
  private readonly nobodys: Promise<string>;

  constructor(
    private readonly db: Database,
    private readonly sessions: SessionService,
    private readonly links: Links,
  ) {
    this.nobodys = hash(randomBytes(24), strength);
  }

  hash(password: string): Promise<string> {
    return this.turns.take(() => hash(password, strength));
  }

  /** Whether a secret is the one that was hashed; without a hash it takes as long, and is not. */
  async matches(expected: string | null, secret: string): Promise<boolean> {
    const hashed = expected ?? (await this.nobodys);
    const right = await this.turns.take(() => verify(hashed, secret));
    return right && expected !== null;
  }

  /** The user with this address and password, or null: unknown, without a password and mistyped look and last alike. */
  async check(email: string, password: string): Promise<KnownUser | null> {
    const [user] = await this.db.outside((query) =>
      query<KnownUser & { passwordHash: string | null }>(
        'SELECT id, name, email, password_hash AS "passwordHash" FROM users WHERE email = $1',
        [email.toLowerCase()],
      ),
    );
    const right = await this.matches(user?.passwordHash ?? null, password);
    if (!right || !user) return null;
    return { id: user.id, name: user.name, email: user.email };
  }

  /**
   * Changes the password of a member who knows the present one, and ends their other sessions. Throws WrongSignIn
   * where the present one is not right.
   */
  async change(
    here: Here,
    userId: string,
    passwords: { present: string; next: string; keepSession: Buffer },
  ): Promise<void> {
    const [user] = await this.db.outside((query) =>
      query<{ email: string }>('SELECT email FROM users WHERE id = $1', [userId]),
    );
    if (!user || !(await this.check(user.email, passwords.present))) throw new WrongSignIn();
    const passwordHash = await this.hash(passwords.next);
    await this.db.inPractice(here, async (tx) => {
      await this.set(tx, userId, passwordHash, passwords.keepSession);
      tx.audit('user.password-changed', userId);
    });
  }

  /**
   * Sets a password and ends the user's sessions, but for the one that is kept. Links that would set another end too:
   * those of this practice at once, those of others because they are older.
   */
  async set(tx: Tx, userId: string, passwordHash: string, keepSession: Buffer | null = null): Promise<void> {
    await tx.query('UPDATE users SET password_hash = $2, password_set_at = $3 WHERE id = $1', [
      userId,
      passwordHash,
      tx.now(),
    ]);
    await this.links.revokeAll(tx, 'reset', userId);
    await this.sessions.closeAllOfUser(tx, userId, keepSession);
  }
}
