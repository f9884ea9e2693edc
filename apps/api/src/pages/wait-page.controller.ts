import { Body, Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { WaitingService } from '#booking';
import { DayPart, fieldFaults, Slug, WaitlistRequest, Weekday, type SitePage, type WaitFields } from '#contracts';
import { Database, Invalid, NotFound, type Here } from '#platform';
import { PracticeService } from '#practices';
import { OfferingService, onTheWall } from '#scheduling';
import type { RapportRequest } from '../http/request.js';
import { InPractice, OpenToAll, TakesForms } from '../http/route.js';
import { helpFor } from './help-for.js';
import { WaitForm, WaitPageQuery } from './page-inputs.js';
import { PageFilter } from './page.filter.js';
import { Site } from './site.js';
import { zonesWith } from './time-zone-choice.js';

interface Shown {
  readonly coach: string | undefined;
  readonly fields: Partial<WaitFields>;
  readonly faults?: Extract<SitePage, { page: 'wait' }>['faults'];
  readonly asked?: boolean;
  readonly status?: number;
}

/** Whoever found no time that suits asks to hear of one that comes free: one plain form, and the same word for every address. */
@Controller(':practice/wait/:offering')
@UseFilters(PageFilter)
export class WaitPageController {
  constructor(
    private readonly db: Database,
    private readonly practices: PracticeService,
    private readonly offerings: OfferingService,
    private readonly waiting: WaitingService,
    private readonly site: Site,
  ) {}

  @Get()
  @OpenToAll('slug', 'anyone may ask to hear of a free time')
  async show(
    @InPractice() here: Here,
    @Param('offering', { schema: Slug }) offering: string,
    @Query({ schema: WaitPageQuery }) { zone, coach }: WaitPageQuery,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(here, offering, request, reply, { coach, fields: zone === undefined ? {} : { timeZone: zone } });
  }

  @Post()
  @TakesForms()
  @OpenToAll('slug', 'anyone may ask to be told; nothing but a link to confirm it leaves before it is')
  async ask(
    @InPractice() here: Here,
    @Param('offering', { schema: Slug }) offering: string,
    @Body({ schema: WaitForm }) form: WaitForm,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { coach, until, ...typed } = form;
    const fields = { ...typed, until: until ?? '' };
    const read = WaitlistRequest.safeParse(requestOf(offering, form));
    if (!read.success)
      return this.send(here, offering, request, reply, {
        coach,
        fields,
        faults: fieldFaults(read.error),
        status: 400,
      });
    try {
      await this.waiting.ask(here, read.data);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return this.send(here, offering, request, reply, { coach, fields, faults: error.faults, status: 400 });
    }
    await this.send(here, offering, request, reply, { coach, fields, asked: true });
  }

  private async send(
    here: Here,
    slug: string,
    request: RapportRequest,
    reply: FastifyReply,
    { coach, fields, faults = [], asked = false, status = 200 }: Shown,
  ): Promise<void> {
    const { page, locale } = await this.db.inPractice({ ...here, readOnly: true }, async (tx) => {
      const settings = await this.practices.settings(tx);
      const offering = await this.offerings.getBySlug(tx, slug);
      if (offering.kind !== 'individual') throw new NotFound('offering');
      const chosen = offering.coaches.find((one) => one.slug === coach && one.active) ?? null;
      const timeZone = fields.timeZone ?? settings.timeZone;
      const page: SitePage = {
        page: 'wait',
        practice: { slug: settings.slug, name: settings.name },
        offering: { slug: offering.slug, name: offering.name, format: offering.format },
        coach: chosen && { slug: chosen.slug, name: chosen.name },
        fields: { ...nothingTyped, ...fields, timeZone },
        zones: zonesWith(timeZone),
        today: onTheWall(tx.now(), timeZone).local.slice(0, 10),
        faults,
        asked,
        helpLines: helpFor(request, settings.country, timeZone),
      };
      return { page, locale: settings.locale };
    });
    this.site.send(request, reply, page, { locale, status });
  }
}

const nothingTyped: Omit<WaitFields, 'timeZone'> = {
  ...{ name: '', email: '', phone: '', until: '' },
  days: Weekday.options,
  parts: DayPart.options,
};

/** The form as the API would have got it: a field that was not on the page is not sent. */
function requestOf(offering: string, { name, email, phone, timeZone, coach, until, ...wishes }: WaitForm): unknown {
  return {
    offering,
    ...(coach !== undefined && { coach }),
    client: { name: name.trim(), email: email.trim(), timeZone, ...(phone && { phone: phone.trim() }) },
    ...wishes,
    ...(until !== undefined && { until }),
  };
}
