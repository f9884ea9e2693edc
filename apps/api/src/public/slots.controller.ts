import { Controller, Get, Param, Query } from '@nestjs/common';
import { Slug, SlotsQuery, SlotsView } from '#contracts';
import { Database, type Here } from '#platform';
import { OfferingService, SlotService } from '#scheduling';
import { Answers, InPractice, OpenToAll } from '../http/route.js';

/** When an offering can be booked. */
@Controller('api/v1/public/practices/:practice/offerings/:offering/slots')
export class SlotsController {
  constructor(
    private readonly db: Database,
    private readonly offerings: OfferingService,
    private readonly slots: SlotService,
  ) {}

  @Get()
  @OpenToAll('slug', 'free times are public; who has the others is not in the answer')
  @Answers(200, SlotsView)
  list(
    @InPractice() here: Here,
    @Param('offering', { schema: Slug }) offering: Slug,
    @Query({ schema: SlotsQuery }) query: SlotsQuery,
  ): Promise<SlotsView> {
    return this.db.inPractice(here, async (tx) =>
      this.slots.list(tx, await this.offerings.getBySlug(tx, offering), query),
    );
  }
}
