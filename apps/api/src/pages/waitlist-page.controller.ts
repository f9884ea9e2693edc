import { Body, Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { OfferOver, WaitingService, WaitlistTaking } from '#booking';
import { Token, type SitePage, type WaitlistView } from '#contracts';
import { Database, type Here } from '#platform';
import { PracticeService } from '#practices';
import { onTheWall } from '#scheduling';
import type { RapportRequest } from '../http/request.js';
import { InPractice, OpenToAll, TakesForms } from '../http/route.js';
import { helpFor } from './help-for.js';
import { AnyQuery, WaitlistForm } from './page-inputs.js';
import { PageFilter } from './page.filter.js';
import { Site } from './site.js';

const why = 'who holds the secret of a mailed link answers for one person who waits';

type Notice = Extract<SitePage, { page: 'waitlist' }>['notice'];

/** Behind a mail of the waitlist: the time that is kept, taken with one press; or how it stands. Looking changes nothing. */
@Controller('w/:token')
@UseFilters(PageFilter)
export class WaitlistPageController {
  constructor(
    private readonly db: Database,
    private readonly practices: PracticeService,
    private readonly waiting: WaitingService,
    private readonly taking: WaitlistTaking,
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
    await this.send(here, token, request, reply, await this.waiting.view(here, token), null);
  }

  @Post()
  @TakesForms()
  @OpenToAll('token', why)
  async act(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: string,
    @Body({ schema: WaitlistForm }) form: WaitlistForm,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (form.action === 'claim') return this.claim(here, token, new Date(form.start), request, reply);
    const view = await this.answered(here, token, form);
    await this.send(here, token, request, reply, view, form.action === 'decline' ? 'declined' : null);
  }

  private answered(here: Here, token: string, form: Exclude<WaitlistForm, { action: 'claim' }>): Promise<WaitlistView> {
    if (form.action === 'decline') return this.waiting.decline(here, token, new Date(form.start));
    return form.action === 'confirm' ? this.waiting.confirm(here, token) : this.waiting.leave(here, token);
  }

  /** Leads to the appointment, or to where it is paid. */
  private async claim(
    here: Here,
    token: string,
    start: Date,
    request: RapportRequest,
    reply: FastifyReply,
  ): Promise<void> {
    try {
      const { payment, manageUrl, moved } = await this.taking.take(here, token, start);
      // A form may lead to no other host of ours; the manage link is here as well as at the practice's own.
      const page = `${new URL(manageUrl).pathname}${moved ? '?notice=moved' : ''}`;
      void reply.header('cache-control', 'no-store').redirect(payment.checkoutUrl ?? page, 303);
    } catch (error) {
      if (!(error instanceof OfferOver)) throw error;
      await this.send(here, token, request, reply, await this.waiting.view(here, token), 'over', 409);
    }
  }

  private async send(
    here: Here,
    token: string,
    request: RapportRequest,
    reply: FastifyReply,
    view: WaitlistView,
    notice: Notice,
    status = 200,
  ): Promise<void> {
    const { timeZone } = view;
    const { now, locale, country } = await this.db.inPractice({ ...here, readOnly: true }, async (tx) => ({
      now: tx.now(),
      ...(await this.practices.settings(tx)),
    }));
    const page: SitePage = {
      page: 'waitlist',
      token,
      view,
      today: onTheWall(now, timeZone).local.slice(0, 10),
      // Who does not wait any more is not told that they still do.
      notice: view.state === 'waiting' ? notice : null,
      helpLines: helpFor(request, country, timeZone),
    };
    this.site.send(request, reply, page, { locale, status });
  }
}
