import { Database, Links, system, type Here, type Link, type Tx } from '#platform';
import { Injectable } from '@nestjs/common';
import { DeadLink } from './identity.errors.js';
import { memberInvited, passwordResetAsked } from './identity.events.js';
import { askingTakes, inEvenTime } from './domain/even-time.js';
import { MailAllowance } from './mail-allowance.service.js';
import { MemberService } from './member.service.js';
import { PasswordService } from './password.service.js';

const minutes = 60_000;
const linkLives = 60 * minutes;

/** How the audit names the asking. */
const asked = 'user.password-reset-asked';

/** How a member who forgot their password chooses a new one. */
@Injectable()
export class PasswordResetService {
  constructor(
    private readonly db: Database,
    private readonly links: Links,
    private readonly members: MemberService,
    private readonly passwords: PasswordService,
    private readonly allowance: MailAllowance,
  ) {}

  /** Asks for the mail. Answers alike, and after the same time, whether the address is known or not. */
  async ask(email: string): Promise<void> {
    await inEvenTime(askingTakes, async () => {
      const [user] = await this.db.outside((query) =>
        query<{ id: string; hasPassword: boolean }>(
          'SELECT id, password_hash IS NOT NULL AS "hasPassword" FROM users WHERE email = $1',
          [email.toLowerCase()],
        ),
      );
      if (!user) return;
      const memberships = await this.members.membershipsOf(user.id);
      const membership = memberships.find(({ status }) => status === 'active') ?? memberships[0];
      if (!membership) return;
      const { memberId, practiceId } = membership;
      await this.db.inPractice({ practiceId, actor: system }, async (tx) => {
        if (!(await this.allowance.take(tx, asked, user.id))) return;
        // Who never chose a password has nothing to reset: they get their invitation once more.
        if (user.hasPassword) tx.emit(passwordResetAsked, { userId: user.id, memberId });
        else if (membership.status === 'invited') tx.emit(memberInvited, { memberId });
      });
    });
  }

  /** Whether the mail is still wanted: not where the password was set after it was last asked for here. */
  async isStillAsked(tx: Tx, userId: string): Promise<boolean> {
    const setSince = await tx.one(
      `SELECT 1 FROM users WHERE id = $1 AND password_set_at >
         (SELECT max(at) FROM audit_entries WHERE subject_id = $1 AND action = $2)`,
      [userId, asked],
    );
    return setSince === null;
  }

  /** The secret of the link in that mail, for an hour; made while the mail is written, only its hash is kept. */
  issueSecret(tx: Tx, userId: string): Promise<string> {
    return this.links.issue(tx, 'reset', userId, new Date(tx.now().getTime() + linkLives));
  }

  /** Sets the new password, spends the link and every other of its kind, and ends all sessions of the user. */
  async confirm(here: Here, token: string, password: string): Promise<void> {
    await this.db.inPractice(here, async (tx) => this.mustBeAlive(tx, await this.links.find(tx, 'reset', token)));
    const passwordHash = await this.passwords.hash(password);
    await this.db.inPractice(here, async (tx) => {
      const link = await this.mustBeAlive(tx, await this.links.use(tx, 'reset', token));
      await this.passwords.set(tx, link.subjectId, passwordHash);
      tx.audit('user.password-reset', link.subjectId);
    });
  }

  /** A link that was made before the user's password was last set is dead, even if it was made in another practice. */
  private async mustBeAlive(tx: Tx, link: Link | null): Promise<Link> {
    const alive =
      link &&
      (await tx.one(
        `SELECT 1 FROM links JOIN users ON users.id = links.subject_id
         WHERE links.id = $1 AND (users.password_set_at IS NULL OR users.password_set_at <= links.created_at)`,
        [link.id],
      ));
    if (!alive) throw new DeadLink();
    return link;
  }
}
