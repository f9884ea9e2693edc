import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { InvitationAccept, InvitationView, SessionView, Token } from '#contracts';
import { SessionService } from '#identity';
import type { Here } from '#platform';
import { MemberSessionService } from '#practices';
import { sessionCookie, setSessionCookie } from '../http/door-cookies.js';
import type { RapportRequest } from '../http/request.js';
import { Answers, InPractice, OpenToAll, TakesCredentials } from '../http/route.js';

/** How members come in: by a mailed link, read first and then accepted. */
@Controller('api/v1/admin/invitations')
export class InvitationsController {
  constructor(
    private readonly memberSessions: MemberSessionService,
    private readonly sessions: SessionService,
  ) {}

  @Get(':token')
  @OpenToAll('token', 'the secret of the mailed link is the credential; reading does not spend it')
  @Answers(200, InvitationView)
  read(@InPractice() here: Here, @Param('token', { schema: Token }) token: Token): Promise<InvitationView> {
    return this.memberSessions.readInvitation(here, token);
  }

  /**
   * Joins, and is signed in then. Somebody who signs in already must be signed in as the person invited: no other page
   * can make them join, since the secret was mailed to that very person.
   */
  @Post(':token')
  @OpenToAll('token', 'the secret of the mailed link is the credential; it works once')
  @TakesCredentials()
  @Answers(200, SessionView)
  async accept(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: Token,
    @Body({ schema: InvitationAccept }) request: InvitationAccept,
    @Req() http: RapportRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const cookie = sessionCookie(http, 'member');
    const session = cookie === null ? null : await this.sessions.find(cookie, 'member');
    const { opened, story } = await this.memberSessions.accept(here, token, { ...request, session });
    setSessionCookie(reply, 'member', opened.cookie);
    return { ...story, csrfToken: opened.csrfToken };
  }
}
