import { Database, Invalid, Links, type Here, type MemberRole, type Tx } from '#platform';
import { Injectable } from '@nestjs/common';
import { DeadLink, SignInToJoin } from './identity.errors.js';
import { MemberService, type MemberPerson } from './member.service.js';
import { PasswordService } from './password.service.js';
import { SessionService } from './session.service.js';

const days = 24 * 3_600_000;
const linkLives = 14 * days;

/** What an invitation says to the person it was sent to. */
export interface Invitation {
  readonly memberId: string;
  readonly role: MemberRole;
  readonly email: string;
  readonly needsPassword: boolean;
}

/** What a person brings who accepts: a new one chooses a password; one who signs in already brings their session. */
export interface Acceptance {
  readonly name?: string | undefined;
  readonly password?: string | undefined;
  readonly session: { readonly userId: string | null; readonly idHash: Buffer } | null;
}

/** How members come in: a mailed link that works once, for 14 days. */
@Injectable()
export class InvitationService {
  constructor(
    private readonly db: Database,
    private readonly links: Links,
    private readonly members: MemberService,
    private readonly passwords: PasswordService,
    private readonly sessions: SessionService,
  ) {}

  /** The secret of an invitation, made while its mail is written; only its hash is kept. */
  issueSecret(tx: Tx, memberId: string): Promise<string> {
    return this.links.issue(tx, 'invitation', memberId, new Date(tx.now().getTime() + linkLives));
  }

  /** Makes every link of an invitation worthless, when it is taken back. */
  revoke(tx: Tx, memberId: string): Promise<void> {
    return this.links.revokeAll(tx, 'invitation', memberId);
  }

  /** Reads an invitation without spending it. */
  async read(tx: Tx, token: string): Promise<Invitation> {
    const { id, role, email, hasPassword } = await this.invited(tx, token);
    return { memberId: id, role, email, needsPassword: !hasPassword };
  }

  /**
   * Joins. A user without a password chooses name and password here; one who has a password must be signed in as
   * themselves, and keeps both (SignInToJoin otherwise). Answers the user's id.
   */
  async accept(here: Here, token: string, acceptance: Acceptance): Promise<string> {
    const invited = await this.db.inPractice(here, (tx) => this.invited(tx, token));
    if (invited.hasPassword) return this.join(here, token, acceptance);
    if (!acceptance.password) throw new Invalid([{ path: 'password', message: 'Please choose a password.' }]);
    const passwordHash = await this.passwords.hash(acceptance.password);
    return this.db.inPractice(here, async (tx) => {
      const member = await this.spend(tx, token);
      // Somebody may have accepted another practice's invitation meanwhile: then these are credentials, and stay.
      const [chosen] = await tx.query<{ id: string }>(
        `UPDATE users SET password_hash = $2, name = coalesce($3, name) WHERE id = $1 AND password_hash IS NULL
         RETURNING id`,
        [member.userId, passwordHash, acceptance.name ?? null],
      );
      if (!chosen) throw new SignInToJoin();
      await this.activate(tx, member);
      return member.userId;
    });
  }

  private async join(here: Here, token: string, { session }: Acceptance): Promise<string> {
    return this.db.inPractice(here, async (tx) => {
      const member = await this.spend(tx, token);
      if (!session || session.userId !== member.userId) throw new SignInToJoin();
      await this.activate(tx, member);
      await this.sessions.end(tx, session.idHash);
      return member.userId;
    });
  }

  private async activate(tx: Tx, member: MemberPerson): Promise<void> {
    await tx.query(`UPDATE members SET status = 'active' WHERE id = $1`, [member.id]);
    await this.links.revokeAll(tx, 'invitation', member.id);
    tx.audit('member.joined', member.id);
  }

  private async spend(tx: Tx, token: string): Promise<MemberPerson> {
    const link = await this.links.use(tx, 'invitation', token);
    return this.stillInvited(tx, link?.subjectId);
  }

  private async invited(tx: Tx, token: string): Promise<MemberPerson> {
    const link = await this.links.find(tx, 'invitation', token);
    return this.stillInvited(tx, link?.subjectId);
  }

  private async stillInvited(tx: Tx, memberId: string | undefined): Promise<MemberPerson> {
    const member = memberId ? await this.members.findById(tx, memberId) : null;
    if (member?.status !== 'invited') throw new DeadLink();
    return member;
  }
}
