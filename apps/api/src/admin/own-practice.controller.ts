import { Controller, Get, Query } from '@nestjs/common';
import { NoQuery, OwnPracticeView } from '#contracts';
import { Database, type Here } from '#platform';
import { PracticeService } from '#practices';
import { Answers, ForMembers, InPractice } from '../http/route.js';

/** The practice one works in, with what its offerings depend on: its currency, and whether it may be paid. */
@Controller('api/v1/admin/practice')
export class OwnPracticeController {
  constructor(
    private readonly db: Database,
    private readonly practices: PracticeService,
  ) {}

  @Get()
  @ForMembers('practice:read', 'owner', 'coach', 'assistant')
  @Answers(200, OwnPracticeView)
  get(@InPractice() here: Here, @Query({ schema: NoQuery }) _query: NoQuery): Promise<OwnPracticeView> {
    return this.db.inPractice(here, async (tx) => {
      const { id, slug, name, timeZone, currency, locale, country, paymentsReady } = await this.practices.settings(tx);
      return { id, slug, name, timeZone, currency, locale, country, paymentsReady };
    });
  }
}
