import { newId, type Tx } from '#platform';
import { Injectable } from '@nestjs/common';

/** Somebody as they are to be written down: `email` may come in any case. */
export interface Person {
  readonly name: string;
  readonly email: string;
}

/** Someone who can sign in, or will once invited. */
export interface KnownUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

const shown = 'id, name, email';

/** The people who sign in; they stand outside every practice. */
@Injectable()
export class UserService {
  /**
   * The user with this address, made where there is none. One who exists is kept as they are: nobody else may change
   * their name or their way of signing in.
   */
  async meet(tx: Tx, person: Person, passwordHash: string | null = null): Promise<KnownUser & { isNew: boolean }> {
    const email = person.email.toLowerCase();
    const made = await tx.one<KnownUser>(
      `INSERT INTO users (id, email, name, password_hash, created_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (email) DO NOTHING RETURNING ${shown}`,
      [newId(), email, person.name, passwordHash, tx.now()],
    );
    if (made) return { ...made, isNew: true };
    const known = await tx.one<KnownUser>(`SELECT ${shown} FROM users WHERE email = $1`, [email]);
    if (!known) throw new TypeError('A user who exists was not found.');
    return { ...known, isNew: false };
  }
}
