import { Database, newId, system, type Actor, type MemberRole, type Tx } from '#platform';
import { Injectable } from '@nestjs/common';
import { NoSuchMember } from './identity.errors.js';
import { memberInvited } from './identity.events.js';
import type { MemberStatus } from './member.entity.js';

/** A member with the person behind it. */
export interface MemberPerson {
  readonly id: string;
  readonly role: MemberRole;
  readonly status: MemberStatus;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** Whether the person can sign in already. */
  readonly hasPassword: boolean;
}

/** A practice in which a user is or is invited to be a member. */
export interface Membership {
  readonly memberId: string;
  readonly practiceId: string;
  readonly role: MemberRole;
  readonly status: Exclude<MemberStatus, 'left'>;
}

const person = `
  SELECT members.id, members.role, members.status, members.user_id AS "userId", users.name, users.email,
    users.password_hash IS NOT NULL AS "hasPassword"
  FROM members JOIN users ON users.id = members.user_id`;

/** Who belongs to a practice, and as what. */
@Injectable()
export class MemberService {
  constructor(private readonly db: Database) {}

  /** The actor that a user is in a practice; null where they are no active member, or the practice is closed. */
  async actorOf(userId: string, practiceId: string): Promise<(Actor & { kind: 'member' }) | null> {
    const row = await this.db.inPractice({ practiceId, actor: system, readOnly: true }, (tx) =>
      tx.one<{ id: string; role: MemberRole }>(
        `SELECT members.id, members.role FROM members JOIN practices ON practices.id = members.practice_id
         WHERE members.user_id = $1 AND members.status = 'active' AND practices.status <> 'closed'`,
        [userId],
      ),
    );
    return row && { kind: 'member', id: row.id, role: row.role };
  }

  /** The practices of a user, the oldest membership first; those they left and those that closed are not among them. */
  async membershipsOf(userId: string): Promise<Membership[]> {
    return this.db.acrossPractices('a user signs in to whichever practice they belong to', (query) =>
      query<Membership>(
        `SELECT members.id AS "memberId", members.practice_id AS "practiceId", members.role, members.status
         FROM members JOIN practices ON practices.id = members.practice_id
         WHERE members.user_id = $1 AND members.status <> 'left' AND practices.status <> 'closed'
         ORDER BY members.created_at, members.id`,
        [userId],
      ),
    );
  }

  findById(tx: Tx, memberId: string): Promise<MemberPerson | null> {
    return tx.one<MemberPerson>(`${person} WHERE members.id = $1`, [memberId]);
  }

  async getById(tx: Tx, memberId: string): Promise<MemberPerson> {
    const found = await this.findById(tx, memberId);
    if (!found) throw new NoSuchMember();
    return found;
  }

  findByUser(tx: Tx, userId: string): Promise<MemberPerson | null> {
    return tx.one<MemberPerson>(`${person} WHERE members.user_id = $1`, [userId]);
  }

  /** Everybody who belongs or is invited, in the order they came. */
  list(tx: Tx): Promise<MemberPerson[]> {
    return tx.query<MemberPerson>(`${person} WHERE members.status <> 'left' ORDER BY members.id`);
  }

  /** A new member who can sign in already: the owner whose password was chosen while the practice was made. */
  async add(tx: Tx, userId: string, role: MemberRole): Promise<string> {
    return this.insert(tx, userId, role, 'active');
  }

  /** A new member by invitation; the mail with the link follows from the fact. */
  async invite(tx: Tx, userId: string, role: MemberRole): Promise<string> {
    const memberId = await this.insert(tx, userId, role, 'invited');
    tx.emit(memberInvited, { memberId });
    return memberId;
  }

  /** Invites somebody anew who had left, in the role given. */
  async inviteAgain(tx: Tx, memberId: string, role: MemberRole): Promise<void> {
    await tx.query(`UPDATE members SET status = 'invited', role = $2 WHERE id = $1`, [memberId, role]);
    tx.audit('member.invited', memberId);
    tx.emit(memberInvited, { memberId });
  }

  /** Ends somebody's place in the practice: a member leaves, an invitation is taken back. What they did stays theirs. */
  async leave(tx: Tx, memberId: string): Promise<void> {
    await tx.query(`UPDATE members SET status = 'left' WHERE id = $1`, [memberId]);
    tx.audit('member.left', memberId);
  }

  /** The owners who can sign in, locked until the transaction ends: two who leave at once must see each other. */
  async ownersToChange(tx: Tx): Promise<string[]> {
    const owners = await tx.query<{ id: string }>(
      `SELECT id FROM members WHERE role = 'owner' AND status = 'active' ORDER BY id FOR UPDATE`,
    );
    return owners.map(({ id }) => id);
  }

  async changeRole(tx: Tx, memberId: string, role: MemberRole): Promise<void> {
    await tx.query('UPDATE members SET role = $2 WHERE id = $1', [memberId, role]);
    tx.audit('member.role-changed', memberId);
  }

  private async insert(tx: Tx, userId: string, role: MemberRole, status: MemberStatus): Promise<string> {
    const id = newId();
    await tx.query('INSERT INTO members (id, user_id, role, status, created_at) VALUES ($1, $2, $3, $4, $5)', [
      id,
      userId,
      role,
      status,
      tx.now(),
    ]);
    tx.audit(status === 'active' ? 'member.added' : 'member.invited', id);
    return id;
  }
}
