import { newId, type Tx } from '#platform';
import { hash } from '@node-rs/argon2';

/** A password weakly hashed, so that tests need not wait: it is checked like any other. */
const quick = { memoryCost: 1024, timeCost: 1, parallelism: 1 };

export interface MemberWishes {
  readonly email?: string;
  readonly name?: string;
  readonly role?: 'owner' | 'coach' | 'assistant';
  readonly status?: 'invited' | 'active' | 'left';
  /** Without one the user cannot sign in yet. */
  readonly password?: string;
}

/** A member with a user of their own, written as rows. */
export async function givenMember(tx: Tx, wishes: MemberWishes = {}): Promise<{ memberId: string; userId: string }> {
  const userId = newId();
  const memberId = newId();
  await tx.query('INSERT INTO users (id, email, name, password_hash, created_at) VALUES ($1, $2, $3, $4, $5)', [
    userId,
    wishes.email ?? `${userId}@example.org`,
    wishes.name ?? 'Mia Member',
    wishes.password === undefined ? null : await hash(wishes.password, quick),
    tx.now(),
  ]);
  await tx.query('INSERT INTO members (id, user_id, role, status, created_at) VALUES ($1, $2, $3, $4, $5)', [
    memberId,
    userId,
    wishes.role ?? 'coach',
    wishes.status ?? 'active',
    tx.now(),
  ]);
  return { memberId, userId };
}
