import { Body, Controller, Get, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { SafeContactService } from '#clients';
import {
  SafeContactPut,
  TimeZone,
  fieldFaults,
  type ContactPreviewQuery,
  type SafeContactView,
  type SitePage,
} from '#contracts';
import { ContactPreviewService } from '#followups';
import { SessionService } from '#identity';
import { Database, StaleRevision, system, type Here } from '#platform';
import { PracticeService } from '#practices';
import { sessionCookie } from '../http/door-cookies.js';
import type { RapportRequest } from '../http/request.js';
import { ForClients, InPractice, TakesForms } from '../http/route.js';
import { AnyQuery, ContactForm } from './page-inputs.js';
import { PageFilter } from './page.filter.js';
import { Site } from './site.js';
import { zonesWith } from './time-zone-choice.js';

type AsClient = Here & { actor: { kind: 'client'; id: string } };
type ContactPage = Extract<SitePage, { page: 'contact' }>;

/** How a client may be written to, with what it looks like; works without a script. */
@Controller('me/settings')
@UseFilters(PageFilter)
export class ContactPagesController {
  constructor(
    private readonly db: Database,
    private readonly practices: PracticeService,
    private readonly safeContact: SafeContactService,
    private readonly previews: ContactPreviewService,
    private readonly sessions: SessionService,
    private readonly site: Site,
  ) {}

  @Get()
  @ForClients('private')
  async show(
    @InPractice() here: AsClient,
    @Query({ schema: AnyQuery }) _query: AnyQuery,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const stands = await this.db.inPractice(here, (tx) => this.safeContact.profile(tx, here.actor.id));
    await this.send(here, request, reply, { chosen: stands, state: 'open' });
  }

  @Post()
  @TakesForms()
  @ForClients('private')
  async keep(
    @InPractice() here: AsClient,
    @Body({ schema: ContactForm }) { action, csrfToken: _proven, ...form }: ContactForm,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const stands = await this.db.inPractice(here, (tx) => this.safeContact.profile(tx, here.actor.id));
    const { quietFrom: from, quietTo: to, timeZone: zone, ...rest } = form;
    const quietHours = from === '' && to === '' ? null : { from, to };
    const read = SafeContactPut.safeParse({ ...rest, quietHours, ...(zone && { timeZone: zone }) });
    if (!read.success) {
      const faults = fieldFaults(read.error);
      const timeZone = TimeZone.safeParse(zone).success ? zone : stands.timeZone;
      const chosen = { ...stands, ...rest, quietHours: { from, to }, timeZone };
      return this.send(here, request, reply, { chosen, state: 'open', faults, status: 400 });
    }
    if (action === 'try')
      return this.send(here, request, reply, {
        chosen: { ...stands, ...read.data, timeZone: zone || stands.timeZone },
        state: 'tried',
      });
    try {
      const chosen = await this.db.inPractice(here, (tx) => this.safeContact.set(tx, here.actor.id, read.data));
      await this.send(here, request, reply, { chosen, state: 'saved' });
    } catch (error) {
      if (!(error instanceof StaleRevision)) throw error;
      await this.send(here, request, reply, { chosen: stands, state: 'stale', status: 409 });
    }
  }

  private async send(
    here: AsClient,
    request: RapportRequest,
    reply: FastifyReply,
    {
      chosen,
      state,
      faults = [],
      status = 200,
    }: { chosen: SafeContactView; state: ContactPage['state']; faults?: ContactPage['faults']; status?: number },
  ): Promise<void> {
    const { level, sender, subject } = chosen;
    const wanted: ContactPreviewQuery = { level, ...(sender && { sender }), ...(subject && { subject }) };
    // Messages are the practice's, so the practice looks, for this client alone.
    const asPractice = { practiceId: here.practiceId, actor: system, readOnly: true };
    const { settings, preview } = await this.db.inPractice(asPractice, async (tx) => ({
      settings: await this.practices.settings(tx),
      preview: await this.previews.of(tx, here.actor.id, wanted),
    }));
    const { slug, name, locale } = settings;
    const csrfToken = this.sessions.csrfTokenOf(sessionCookie(request, 'client') ?? '');
    const zones = zonesWith(chosen.timeZone);
    const practice = { slug, name };
    const page: ContactPage = { page: 'contact', practice, csrfToken, chosen, zones, preview, state, faults };
    this.site.send(request, reply, page, { locale, status });
  }
}
