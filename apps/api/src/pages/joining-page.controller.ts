import { Body, Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { InvitationAnswered, InvitationOver, Joining } from '#clients';
import { fieldFaults, JoiningAnswer, Token, type JoiningView, type SitePage } from '#contracts';
import { Database, type Here } from '#platform';
import { PracticeService } from '#practices';
import type { RapportRequest } from '../http/request.js';
import { InPractice, OpenToAll, TakesForms } from '../http/route.js';
import { BrowserJoining } from '../public/browser-joining.js';
import { AnyQuery, JoiningForm } from './page-inputs.js';
import { PageFilter } from './page.filter.js';
import { Site } from './site.js';
import { zonesWith } from './time-zone-choice.js';

const why = 'who holds the secret of a mailed invitation answers it; it shows neither who asked nor what about';

interface Shown {
  readonly state: JoiningView['state'];
  readonly form?: JoiningForm;
  readonly faults?: Extract<SitePage, { page: 'joining' }>['faults'];
  readonly status?: number;
}

/** Behind a mailed invitation: what accepting means, and the ways to refuse. Looking spends nothing; every answer is a plain form. */
@Controller('i/:token')
@UseFilters(PageFilter)
export class JoiningPageController {
  constructor(
    private readonly db: Database,
    private readonly practices: PracticeService,
    private readonly joining: Joining,
    private readonly browser: BrowserJoining,
    private readonly site: Site,
  ) {}

  @Get()
  @OpenToAll('token', why)
  async show(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: string,
    @Query({ schema: AnyQuery }) _query: AnyQuery,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(here, token, request, reply, await this.joining.view(here, token));
  }

  @Post()
  @TakesForms()
  @OpenToAll('token', why)
  async answer(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: string,
    @Body({ schema: JoiningForm }) form: JoiningForm,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { answer, name, timeZone } = form;
    const read = JoiningAnswer.safeParse(answer === 'accept' ? { answer, name: name.trim(), timeZone } : { answer });
    if (!read.success) {
      const { state } = await this.joining.view(here, token);
      return this.send(here, token, request, reply, { state, form, faults: fieldFaults(read.error), status: 400 });
    }
    try {
      const stands = await this.browser.answer(here, token, read.data, request, reply);
      await this.send(here, token, request, reply, stands);
    } catch (error) {
      if (!(error instanceof InvitationOver || error instanceof InvitationAnswered)) throw error;
      await this.send(here, token, request, reply, { ...(await this.joining.view(here, token)), status: 409 });
    }
  }

  private async send(
    here: Here,
    token: string,
    request: RapportRequest,
    reply: FastifyReply,
    { state, form, faults = [], status = 200 }: Shown,
  ): Promise<void> {
    const {
      slug,
      locale,
      timeZone: home,
    } = await this.db.inPractice({ ...here, readOnly: true }, (tx) => this.practices.settings(tx));
    const timeZone = form?.timeZone || home;
    const page: SitePage = {
      page: 'joining',
      token,
      state,
      // Its name may say what it is about, so that it is told to nobody who has not joined.
      practice: state === 'accepted' ? slug : null,
      name: form?.name ?? '',
      timeZone,
      zones: zonesWith(home),
      faults,
    };
    this.site.send(request, reply, page, { locale, status });
  }
}
