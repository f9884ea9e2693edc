import { Body, Controller, Delete, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ClientService } from '#clients';
import { PortalSessionRequest, PortalSessionView } from '#contracts';
import { AssignmentService } from '#forms';
import { DeadLink, SessionService, SignInService } from '#identity';
import { Database, instant, Links, practiceOfToken, type Here, type Link, type Tx } from '#platform';
import { PracticeService } from '#practices';
import { bookingBrowser, sessionCookie, setSessionCookie } from '../http/door-cookies.js';
import type { RapportRequest, Session } from '../http/request.js';
import { Answers, ForClients, InPractice, OpenToAll, Refuses, SignedIn, TakesCredentials } from '../http/route.js';
import { Leaving } from './leaving.js';
import { AtPrivateParts, type PrivateVisit } from './private-visit.js';

/** A client's session in the browser: begun with a mailed link, described, ended. */
@Controller('api/v1/portal/session')
export class PortalSessionController {
  constructor(
    private readonly db: Database,
    private readonly practices: PracticeService,
    private readonly clients: ClientService,
    private readonly signIn: SignInService,
    private readonly sessions: SessionService,
    private readonly links: Links,
    private readonly assignments: AssignmentService,
    private readonly leaving: Leaving,
  ) {}

  /**
   * A sign-in link is spent; a form's link goes on working until the form is handed in, and opens that form alone.
   * Opening either proves the address, so the contact is confirmed in the same step.
   */
  @Post()
  @OpenToAll('body', 'the secret of the mailed link is the credential')
  @TakesCredentials()
  @Answers(200, PortalSessionView)
  @Refuses('not-found')
  async begin(
    @Body({ schema: PortalSessionRequest }) { token }: PortalSessionRequest,
    @Req() request: RapportRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PortalSessionView> {
    const practice = await this.practices.findById(practiceOfToken(token) ?? nowhere);
    if (!practice) throw new DeadLink();
    const { cookie, view } = await this.db.inPractice(
      { practiceId: practice.id, actor: { kind: 'visitor', browser: bookingBrowser(request) } },
      async (tx) => {
        const form = await this.formBehind(tx, token);
        const link = form?.link ?? (await this.signIn.spend(tx, token));
        const clientId = await this.clients.confirmBy(tx, link, form?.clientId ?? link.subjectId);
        if (clientId === null) throw new DeadLink();
        const assignmentId = form?.assignmentId ?? null;
        const opened = await this.signIn.open(tx, clientId, assignmentId);
        const locked = { assignmentId, unlocked: false, locksAt: null };
        return { cookie: opened.cookie, view: await this.view(tx, clientId, opened.csrfToken, locked) };
      },
    );
    setSessionCookie(reply, 'client', cookie);
    return view;
  }

  @Get()
  @ForClients('session')
  @Answers(200, PortalSessionView)
  describe(
    @InPractice() here: Here & { actor: { kind: 'client'; id: string } },
    @SignedIn() session: Session,
    @Req() request: RapportRequest,
  ): Promise<PortalSessionView> {
    const csrfToken = this.sessions.csrfTokenOf(sessionCookie(request, 'client') ?? '');
    return this.db.inPractice(here, (tx) => this.view(tx, here.actor.id, csrfToken, session));
  }

  @Delete()
  @ForClients('session')
  @Answers(204)
  end(@AtPrivateParts() visit: PrivateVisit, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    return this.leaving.signOut(visit, reply);
  }

  private async formBehind(
    tx: Tx,
    token: string,
  ): Promise<{ link: Link; assignmentId: string; clientId: string } | null> {
    const link = await this.links.find(tx, 'form', token);
    if (!link) return null;
    const open = await this.assignments.openFor(tx, link.subjectId);
    if (!open) throw new DeadLink();
    return { link, assignmentId: link.subjectId, clientId: open.clientId };
  }

  private async view(tx: Tx, clientId: string, csrfToken: string, session: Opened): Promise<PortalSessionView> {
    const { assignmentId, unlocked, locksAt } = session;
    const { slug, name } = await this.practices.settings(tx);
    const client = await this.clients.get(tx, clientId);
    return {
      csrfToken,
      practice: { slug, name },
      client: { id: client.id, name: client.name },
      opens: assignmentId === null ? 'appointments' : 'form',
      ...(assignmentId !== null && { assignment: assignmentId }),
      unlocked,
      locksAt: locksAt && instant(locksAt),
    };
  }
}

type Opened = Pick<Session, 'assignmentId' | 'unlocked' | 'locksAt'>;

/** No practice has this id. */
const nowhere = '00000000-0000-0000-0000-000000000000';
