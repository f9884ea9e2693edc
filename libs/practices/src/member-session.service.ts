import type { InvitationView, MembershipView } from '#contracts';
import {
  InvitationService,
  MemberService,
  SessionService,
  WrongSignIn,
  type Acceptance,
  type KnownUser,
  type Membership,
  type OpenedSession,
} from '#identity';
import { Database, Unauthenticated, system, type Here } from '#platform';
import { Injectable } from '@nestjs/common';
import { PracticeService } from './practice.service.js';
import { PracticeNeeded } from './practices.errors.js';

/** A member's session as its browser is told of it. */
export interface SessionStory {
  readonly user: KnownUser;
  readonly practices: MembershipView[];
  readonly practice: string | null;
}

/** How members sign in to the practice they work in. */
@Injectable()
export class MemberSessionService {
  constructor(
    private readonly db: Database,
    private readonly sessions: SessionService,
    private readonly members: MemberService,
    private readonly practices: PracticeService,
    private readonly invitations: InvitationService,
  ) {}

  /**
   * Begins a session for a user whose password was right. The practice is the one named, or the only one there is;
   * with several and none named PracticeNeeded. Somebody who is only invited so far gets a session without a practice,
   * to accept the invitation with.
   */
  async signIn(user: KnownUser, named?: string): Promise<{ opened: OpenedSession; story: SessionStory }> {
    const memberships = await this.members.membershipsOf(user.id);
    if (memberships.length === 0) throw new WrongSignIn();
    const practices = await this.active(memberships);
    const practice = chosen(practices, named);
    const opened = await this.sessions.openForMember(user.id, practice);
    if (practice) await this.remember(practice, user.id);
    return { opened, story: { user, practices, practice } };
  }

  /** Ends a session; the practice it worked in keeps that it did. */
  async signOut(session: { userId: string | null; practiceId: string | null; idHash: Buffer }): Promise<void> {
    const { userId, practiceId, idHash } = session;
    const actor = userId && practiceId && (await this.members.actorOf(userId, practiceId));
    if (!actor) return this.sessions.close(idHash);
    await this.db.inPractice({ practiceId, actor }, async (tx) => {
      await this.sessions.end(tx, idHash);
      tx.audit('member.signed-out', actor.id);
    });
  }

  /** What a running session is: whose, and in which practice. */
  async describe(session: { userId: string; practiceId: string | null }): Promise<SessionStory> {
    const [user] = await this.db.outside((query) =>
      query<KnownUser>('SELECT id, name, email FROM users WHERE id = $1', [session.userId]),
    );
    if (!user) throw new WrongSignIn();
    const practices = await this.active(await this.members.membershipsOf(user.id));
    const practice = practices.find(({ id }) => id === session.practiceId)?.id ?? null;
    return { user, practices, practice };
  }

  /** Where a session acts, for what it does to itself. Somebody who belongs nowhere yet has nothing to change. */
  async hereOf(session: { userId: string; practiceId: string | null }): Promise<Here> {
    const actor = session.practiceId && (await this.members.actorOf(session.userId, session.practiceId));
    if (!actor || !session.practiceId) throw new Unauthenticated();
    return { practiceId: session.practiceId, actor };
  }

  /** What an invitation says, before it is accepted. */
  readInvitation(here: Here, token: string): Promise<InvitationView> {
    return this.db.inPractice(here, async (tx) => {
      const { role, email, needsPassword } = await this.invitations.read(tx, token);
      const { slug, name } = await this.practices.settings(tx);
      return { practice: { slug, name }, role, email, needsPassword };
    });
  }

  /** Accepts an invitation, and begins a session in the practice that was joined in place of the one there was. */
  async accept(
    here: Here,
    token: string,
    acceptance: Acceptance,
  ): Promise<{ opened: OpenedSession; story: SessionStory }> {
    const userId = await this.invitations.accept(here, token, acceptance);
    const opened = await this.sessions.openForMember(userId, here.practiceId);
    return { opened, story: await this.describe({ userId, practiceId: here.practiceId }) };
  }

  private async active(memberships: readonly Membership[]): Promise<MembershipView[]> {
    const views: MembershipView[] = [];
    for (const { practiceId, role, status } of memberships) {
      if (status !== 'active') continue;
      const { slug, name, locale } = await this.db.inPractice({ practiceId, actor: system, readOnly: true }, (tx) =>
        this.practices.settings(tx),
      );
      views.push({ id: practiceId, slug, name, locale, role });
    }
    return views;
  }

  private async remember(practiceId: string, userId: string): Promise<void> {
    const actor = await this.members.actorOf(userId, practiceId);
    if (actor) await this.db.inPractice({ practiceId, actor }, async (tx) => tx.audit('member.signed-in', actor.id));
  }
}

/** The practice to work in, named by its slug or its id: one that is not the user's is answered like a wrong password. */
function chosen(practices: readonly MembershipView[], named: string | undefined): string | null {
  if (named !== undefined) {
    const found = practices.find(({ slug }) => slug === named) ?? practices.find(({ id }) => id === named);
    if (!found) throw new WrongSignIn();
    return found.id;
  }
  if (practices.length > 1)
    throw new PracticeNeeded(practices.map(({ slug: name, name: title }) => ({ slug: name, name: title })));
  return practices[0]?.id ?? null;
}
