import { Body, Controller, Delete, Get, Post, Put, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { PasswordChange, SessionView, SignInRequest } from '#contracts';
import { PasswordService, SessionService, type KnownUser } from '#identity';
import { Unauthenticated, type Here } from '#platform';
import { MemberSessionService } from '#practices';
import { clearSessionCookie, sessionCookie, setSessionCookie } from '../http/door-cookies.js';
import type { RapportRequest, Session } from '../http/request.js';
import { Answers, ForSession, OpenToAll, Refuses, SignedIn, TakesCredentials } from '../http/route.js';
import { PasswordGuard, ProvenUser } from './password.guard.js';

/** A member's session in the browser: begun with a password, described, ended. */
@Controller('api/v1/admin/session')
export class AdminSessionController {
  constructor(
    private readonly memberSessions: MemberSessionService,
    private readonly sessions: SessionService,
    private readonly passwords: PasswordService,
  ) {}

  @Post()
  @OpenToAll('none', 'address and password are the credential')
  @TakesCredentials()
  @UseGuards(PasswordGuard)
  @Answers(200, SessionView)
  @Refuses('unauthenticated', 'practice-needed')
  async begin(
    @Body({ schema: SignInRequest }) { practice }: SignInRequest,
    @ProvenUser() user: KnownUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const { opened, story } = await this.memberSessions.signIn(user, practice);
    setSessionCookie(reply, 'member', opened.cookie);
    return { ...story, csrfToken: opened.csrfToken };
  }

  @Get()
  @ForSession()
  @Answers(200, SessionView)
  async describe(@SignedIn() session: Session, @Req() request: RapportRequest): Promise<SessionView> {
    const story = await this.memberSessions.describe({ userId: userOf(session), practiceId: session.practiceId });
    return { ...story, csrfToken: this.sessions.csrfTokenOf(sessionCookie(request, 'member') ?? '') };
  }

  @Delete()
  @ForSession()
  @Answers(204)
  async end(@SignedIn() session: Session, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.memberSessions.signOut(session);
    clearSessionCookie(reply, 'member');
  }

  /** Another password; the member's other sessions end. */
  @Put('password')
  @ForSession()
  @Answers(204)
  async changePassword(
    @SignedIn() session: Session,
    @Body({ schema: PasswordChange }) { currentPassword, newPassword }: PasswordChange,
  ): Promise<void> {
    const here: Here = await this.memberSessions.hereOf({ userId: userOf(session), practiceId: session.practiceId });
    await this.passwords.change(here, userOf(session), {
      present: currentPassword,
      next: newPassword,
      keepSession: session.idHash,
    });
  }
}

function userOf({ userId }: Session): string {
  if (!userId) throw new Unauthenticated();
  return userId;
}
