import { allScopes, type MemberInvite } from '#contracts';
import { ApiKeyService, InvitationService, MemberService, NoSuchMember, SessionService, UserService } from '#identity';
import {
  Database,
  Forbidden,
  codeOf,
  constraintOf,
  idShape,
  keyOfCursor,
  pageOf,
  type Here,
  type MemberRole,
  type Page,
  type PageAsked,
  type Tx,
} from '#platform';
import { Injectable } from '@nestjs/common';
import { AlreadyJoined, LastOwner, MemberExists } from './practices.errors.js';

/** Somebody who belongs to a practice or is invited; `name` is null until they joined. */
export interface TeamMember {
  readonly id: string;
  readonly name: string | null;
  readonly email: string;
  readonly role: MemberRole;
  readonly status: 'invited' | 'active';
  readonly coachId: string | null;
  readonly createdAt: Date;
}

const shown = `
  SELECT m.id, CASE m.status WHEN 'active' THEN u.name END AS name, u.email, m.role, m.status, c.id AS "coachId",
    m.created_at AS "createdAt"
  FROM members m JOIN users u ON u.id = m.user_id LEFT JOIN coaches c ON c.member_id = m.id AND c.practice_id = m.practice_id
  WHERE m.status <> 'left'`;

/** Who works in a practice: how they are invited, and how they leave. */
@Injectable()
export class TeamService {
  constructor(
    private readonly db: Database,
    private readonly users: UserService,
    private readonly members: MemberService,
    private readonly invitations: InvitationService,
    private readonly sessions: SessionService,
    private readonly apiKeys: ApiKeyService,
  ) {}

  /** One page of the team, in the order they came. */
  async list(here: Here, { limit, cursor }: PageAsked): Promise<Page<TeamMember>> {
    const [after] = keyOfCursor(cursor, idShape) ?? [null];
    const rows = await this.db.inPractice(here, (tx) =>
      tx.query<TeamMember>(`${shown} AND ($2::uuid IS NULL OR m.id > $2) ORDER BY m.id LIMIT $1`, [limit + 1, after]),
    );
    return pageOf(rows, limit, ({ id }) => [id]);
  }

  /**
   * Invites somebody by mail. Who signs in already stays as they are, and joins with the password they have. A key must
   * hold all scopes, since whoever joins may do more than one scope says. Throws MemberExists and Forbidden.
   */
  async invite(here: Here, { email, name, role }: MemberInvite): Promise<TeamMember> {
    mayChangeTheTeam(here);
    try {
      return await this.db.inPractice(here, async (tx) => {
        const user = await this.users.meet(tx, { email, name: name ?? email.slice(0, email.lastIndexOf('@')) });
        const member = await this.members.findByUser(tx, user.id);
        if (member && member.status !== 'left') throw new MemberExists();
        if (member) await this.members.inviteAgain(tx, member.id, role);
        return this.get(tx, member?.id ?? (await this.members.invite(tx, user.id, role)));
      });
    } catch (error) {
      // Two who invite the same person at once: the other was faster.
      if (codeOf(error) === '23505' && constraintOf(error) === 'members_practice_id_user_id_key')
        throw new MemberExists();
      throw error;
    }
  }

  /** Sends the mail of an invitation once more. Throws NoSuchMember and AlreadyJoined. */
  async inviteAgain(here: Here, id: string): Promise<TeamMember> {
    mayChangeTheTeam(here);
    return this.db.inPractice(here, async (tx) => {
      const { role, status } = await this.get(tx, id);
      if (status === 'active') throw new AlreadyJoined();
      await this.members.inviteAgain(tx, id, role);
      return this.get(tx, id);
    });
  }

  /**
   * Ends somebody's place: their sessions here and the keys they made end with it, and an open invitation opens nothing
   * any more. Appointments and cases stay. Throws NoSuchMember, and LastOwner for the only one who can sign in.
   */
  async remove(here: Here, id: string): Promise<void> {
    mayChangeTheTeam(here);
    await this.db.inPractice(here, async (tx) => {
      const owners = await this.members.ownersToChange(tx);
      const member = await this.members.getById(tx, id);
      if (member.status === 'left') throw new NoSuchMember();
      if (owners.length === 1 && owners[0] === id) throw new LastOwner();
      await this.members.leave(tx, id);
      await this.invitations.revoke(tx, id);
      await this.sessions.closeAllHere(tx, member.userId);
      await this.apiKeys.revokeAllOf(tx, id);
    });
  }

  private async get(tx: Tx, id: string): Promise<TeamMember> {
    const found = await tx.one<TeamMember>(`${shown} AND m.id = $1`, [id]);
    if (!found) throw new NoSuchMember();
    return found;
  }
}

function mayChangeTheTeam({ actor }: Here): void {
  if (actor.kind === 'api-key' && allScopes.some((scope) => !actor.scopes.includes(scope)))
    throw new Forbidden('Only an owner, or a key that may do everything, changes who belongs to the practice.');
}
