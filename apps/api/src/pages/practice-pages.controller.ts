import { Controller, Get, Inject, Param, Query, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Slug, type DemoDoors } from '#contracts';
import { CONFIG, Database, NotFound, type Config, type Here } from '#platform';
import { helpLines, helpLinesFor, PracticeService } from '#practices';
import { OfferingService, SlotService } from '#scheduling';
import type { RapportRequest } from '../http/request.js';
import { InPractice, OpenToAll } from '../http/route.js';
import { publicPractice } from '../public/public-practice.js';
import { countryOf, withHelpFor } from './help-for.js';
import { nextFreeOf } from './next-free.js';
import { AnyQuery, HelpPageQuery } from './page-inputs.js';
import { PageFilter } from './page.filter.js';
import { Site } from './site.js';

const why = 'a page that a practice shows to anyone; nothing personal';

/** The first page, which is the practice's at its own host, and the pages a practice shows to anyone. */
@Controller()
@UseFilters(PageFilter)
export class PracticePagesController {
  constructor(
    private readonly db: Database,
    private readonly practices: PracticeService,
    private readonly offerings: OfferingService,
    private readonly slots: SlotService,
    private readonly site: Site,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @OpenToAll('none', 'the first page')
  async home(
    @Query({ schema: AnyQuery }) _query: AnyQuery,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { hostPractice } = request;
    if (hostPractice)
      return this.practice(
        { practiceId: hostPractice.id, actor: { kind: 'visitor' }, readOnly: true },
        _query,
        request,
        reply,
      );
    this.site.send(request, reply, { page: 'home', demo: demoDoors(this.config) }, { personal: false });
  }

  @Get(':practice')
  @OpenToAll('slug', why)
  async practice(
    @InPractice() here: Here,
    @Query({ schema: AnyQuery }) _query: AnyQuery,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const practice = withHelpFor(request, await this.read(here));
    this.site.send(request, reply, { page: 'practice', practice }, { locale: practice.locale, personal: false });
  }

  @Get(':practice/help')
  @OpenToAll('slug', 'help lines are for anyone')
  async help(
    @InPractice() here: Here,
    @Query({ schema: HelpPageQuery }) query: HelpPageQuery,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { slug, name, locale, country: own } = await this.read(here);
    const country = query.country ?? countryOf(request, own);
    const known = helpLines.map((line) => line.country).filter((code) => code !== 'EU' && code !== 'ZZ');
    const countries = [...new Set([own, country, ...known])];
    const practice = { slug, name };
    const lines = helpLinesFor(country);
    this.site.send(
      request,
      reply,
      { page: 'help', practice, country, countries, helpLines: lines },
      { locale, personal: false },
    );
  }

  @Get(':practice/:coach')
  @OpenToAll('slug', why)
  async coach(
    @InPractice() here: Here,
    @Param('coach', { schema: Slug }) slug: string,
    @Query({ schema: AnyQuery }) _query: AnyQuery,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { practices, offerings, slots } = this;
    const page = await this.db.inPractice(here, async (tx) => {
      const practice = withHelpFor(request, await publicPractice(tx, { practices, offerings }));
      const coach = practice.coaches.find((one) => one.slug === slug);
      if (!coach) throw new NotFound('coach');
      const nextFree = await nextFreeOf(tx, { offerings, slots }, coach);
      return { page: 'coach' as const, practice, coach, nextFree };
    });
    this.site.send(request, reply, page, { locale: page.practice.locale, personal: false });
  }

  private read(here: Here) {
    const { practices, offerings } = this;
    return this.db.inPractice(here, (tx) => publicPractice(tx, { practices, offerings }));
  }
}

/** What the first page leads to where this is the demo; null anywhere else. */
function demoDoors({ DEMO, MAILBOX_URL, STRIPE_API_URL, BREAK_URL }: Config): DemoDoors | null {
  if (!DEMO) return null;
  return {
    practice: 'demo',
    mailbox: MAILBOX_URL ?? null,
    simulator: STRIPE_API_URL ?? null,
    breaking: BREAK_URL ?? null,
  };
}
