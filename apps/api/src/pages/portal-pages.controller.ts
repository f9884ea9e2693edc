import { Body, Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ClientService } from '#clients';
import { fieldFaults, Id, PortalSignInRequest, Token, type PortalAppointment, type SitePage } from '#contracts';
import { AssignmentService, ResponseService } from '#forms';
import { SessionService, SignInService, type Sitting } from '#identity';
import { Database, Forbidden, practiceOfToken, type Here } from '#platform';
import { PracticeService } from '#practices';
import { AppointmentService } from '#scheduling';
import { sessionCookie } from '../http/door-cookies.js';
import type { RapportRequest, Session } from '../http/request.js';
import { AtSitting, ForClients, InPractice, OpenToAll, SignedIn, TakesForms } from '../http/route.js';
import { askForSignIn } from '../portal/ask-for-sign-in.js';
import { ownAppointments } from '../portal/own-appointments.js';
import { helpFor } from './help-for.js';
import { AnyQuery, FormPageQuery, SignInForm, SignInPageQuery } from './page-inputs.js';
import { PageFilter } from './page.filter.js';
import { Site } from './site.js';

/** A client's own pages: signing in, their times and questions, and one form. */
@Controller()
@UseFilters(PageFilter)
export class PortalPagesController {
  constructor(
    private readonly db: Database,
    private readonly practices: PracticeService,
    private readonly clients: ClientService,
    private readonly signIn: SignInService,
    private readonly sessions: SessionService,
    private readonly appointments: AppointmentService,
    private readonly assignments: AssignmentService,
    private readonly responses: ResponseService,
    private readonly site: Site,
  ) {}

  @Get('me')
  @OpenToAll('none', 'who asks for a sign-in link is not signed in')
  ask(
    @Query({ schema: SignInPageQuery }) { practice: named = '' }: SignInPageQuery,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): void {
    const practice = request.hostPractice?.slug ?? named;
    this.site.send(request, reply, { page: 'sign-in', practice, email: '', asked: false, faults: [] });
  }

  @Post('me')
  @TakesForms()
  @OpenToAll('body', 'who asks for a sign-in link is not signed in')
  async asked(
    @Body({ schema: SignInForm }) form: SignInForm,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const email = form.email.trim();
    const practice = request.hostPractice?.slug ?? form.practice.trim();
    const read = PortalSignInRequest.safeParse({ email, practice });
    if (!read.success) {
      const faults = fieldFaults(read.error);
      this.site.send(request, reply, { page: 'sign-in', practice, email, asked: false, faults }, { status: 400 });
      return;
    }
    const { db, practices, clients, signIn } = this;
    await askForSignIn({ db, practices, clients, signIn }, read.data);
    this.site.send(request, reply, { page: 'sign-in', practice, email, asked: true, faults: [] });
  }

  @Get('me/sign-in/:token')
  @OpenToAll('none', 'shows a button alone; the link is opened by pressing it')
  async openSignIn(
    @Param('token', { schema: Token }) token: string,
    @Query({ schema: AnyQuery }) _query: AnyQuery,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const found = await this.practices.findById(practiceOfToken(token) ?? nowhere);
    const practice = found?.slug ?? null;
    this.site.send(request, reply, { page: 'open-link', kind: 'sign-in', token, practice, helpLines: [] });
  }

  @Get('f/:token')
  @OpenToAll('none', 'shows a button alone; the link is opened by pressing it')
  async openForm(
    @Param('token', { schema: Token }) token: string,
    @Query({ schema: AnyQuery }) _query: AnyQuery,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const practice = await this.practices.findById(practiceOfToken(token) ?? nowhere);
    const here = practice && { practiceId: practice.id, actor: { kind: 'visitor' as const }, readOnly: true };
    const settings = here && (await this.db.inPractice(here, (tx) => this.practices.settings(tx)));
    const page: SitePage = {
      page: 'open-link',
      kind: 'form',
      token,
      practice: settings?.slug ?? null,
      helpLines: helpFor(request, settings?.country ?? anywhere),
    };
    this.site.send(request, reply, page, { locale: settings?.locale ?? 'en-GB' });
  }

  @Get('me/home')
  @ForClients()
  async home(
    @InPractice() here: Here,
    @SignedIn() { unlocked: all }: Session,
    @Query({ schema: AnyQuery }) _query: AnyQuery,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { actor } = here;
    if (actor.kind !== 'client') throw new Forbidden();
    const { now, settings, name, appointments } = await this.db.inPractice(here, async (tx) => ({
      now: tx.now(),
      settings: await this.practices.settings(tx),
      name: (await this.clients.get(tx, actor.id)).name,
      appointments: (await ownAppointments(tx, this.appointments, actor.id, onePage)).data,
    }));
    const { data: forms } = await this.assignments.listOwn(here, actor.id, { all }, onePage);
    const { slug, locale } = settings;
    const practice = { slug, name: settings.name };
    const csrfToken = this.csrfToken(request);
    const coming = appointments.filter((one) => isToCome(one, now)).reverse();
    const past = appointments.filter((one) => !isToCome(one, now));
    this.site.send(request, reply, { page: 'portal', practice, name, csrfToken, coming, past, forms }, { locale });
  }

  @Get('me/forms/:id')
  @ForClients('form')
  async form(
    @InPractice() here: Here,
    @AtSitting() sitting: Sitting,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: FormPageQuery }) { before }: FormPageQuery,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    // No answer ever stands in a page: a script asks for those it may show, and keeps them in its memory alone.
    const assignment = { ...(await this.responses.view(here, id, sitting)), answers: {} };
    const { slug, name, locale, country } = await this.db.inPractice(here, (tx) => this.practices.settings(tx));
    const page = {
      page: 'form' as const,
      practice: { slug, name },
      csrfToken: this.csrfToken(request),
      assignment,
      showsBefore: assignment.unlocked && before !== undefined,
      helpLines: helpFor(request, country),
    };
    this.site.send(request, reply, page, { locale });
  }

  private csrfToken(request: RapportRequest): string {
    return this.sessions.csrfTokenOf(sessionCookie(request, 'client') ?? '');
  }
}

/** Whether it will still take place, as far as can be told. */
function isToCome({ status, attends, end }: PortalAppointment, now: Date): boolean {
  return attends && ['held', 'pending_approval', 'confirmed'].includes(status) && new Date(end) > now;
}

/** No practice has this id. */
const nowhere = '00000000-0000-0000-0000-000000000000';
/** Where not even the practice is known, a directory of help lines is shown. */
const anywhere = 'ZZ';
/** As much as one page shows of a list. */
const onePage = { limit: 50 };
