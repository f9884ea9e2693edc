import { Controller, Get, Param, Query, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Slug } from '#contracts';
import { Database, type Here } from '#platform';
import { PracticeService } from '#practices';
import { OfferingService } from '#scheduling';
import type { RapportRequest } from '../http/request.js';
import { InPractice, OpenToAll } from '../http/route.js';
import { publicPractice } from '../public/public-practice.js';
import { BookingPages } from './booking-page-view.js';
import { withHelpFor } from './help-for.js';
import { PackedAssets } from './packed-assets.js';
import { AnyQuery, BookingPageQuery } from './page-inputs.js';
import { PageFilter } from './page.filter.js';
import { builtSite, Site } from './site.js';

const why =
  'what anyone may book, to be shown in a frame on a page elsewhere; nothing personal, and no session is read';

/**
 * What a coach puts on a page of their own: the script, and what it shows in a frame. These are the only pages of ours
 * that others may frame. They only show: what is booked is booked by the page at the top.
 */
@Controller()
@UseFilters(PageFilter)
export class EmbedPagesController {
  private readonly script = new PackedAssets(new URL('embed/', builtSite), {
    'cache-control': 'public, max-age=3600',
    // Pages elsewhere load it.
    'cross-origin-resource-policy': 'cross-origin',
  });

  constructor(
    private readonly db: Database,
    private readonly practices: PracticeService,
    private readonly offerings: OfferingService,
    private readonly pages: BookingPages,
    private readonly site: Site,
  ) {}

  @Get('embed.js')
  @OpenToAll('none', 'the script that a coach has on a page of their own')
  embed(
    @Query({ schema: AnyQuery }) _query: AnyQuery,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): void {
    this.script.send('embed.js', request, reply);
  }

  @Get('embed/:practice')
  @OpenToAll('slug', why)
  async list(
    @InPractice() here: Here,
    @Query({ schema: AnyQuery }) _query: AnyQuery,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { practices, offerings } = this;
    const read = await this.db.inPractice(here, (tx) => publicPractice(tx, { practices, offerings }));
    const practice = withHelpFor(request, read);
    const { locale } = practice;
    this.site.send(request, reply, { page: 'offerings', practice }, { locale, personal: false, framed: true });
  }

  @Get('embed/:practice/:offering')
  @OpenToAll('slug', why)
  async times(
    @InPractice() here: Here,
    @Param('offering', { schema: Slug }) offering: string,
    @Query({ schema: BookingPageQuery }) { start, ...asked }: BookingPageQuery,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const read = await this.pages.view(here, offering, { ...asked, fields: { start: start ?? '' } });
    const view = { ...read, practice: withHelpFor(request, read.practice, asked.zone) };
    const { locale } = view.practice;
    this.site.send(request, reply, { page: 'booking', view }, { locale, personal: false, framed: true });
  }
}
