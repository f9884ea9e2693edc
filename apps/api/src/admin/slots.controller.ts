import { Controller, Get, Query } from '@nestjs/common';
import { startOf } from '#booking';
import { SlotExplainQuery, SlotExplanation } from '#contracts';
import { Database, type Here } from '#platform';
import { SlotExplanations } from '#scheduling';
import { Answers, ForMembers, InPractice, Refuses } from '../http/route.js';

/** Why a time is offered or not, for the people of the practice. */
@Controller('api/v1/admin/slots')
export class SlotsController {
  constructor(
    private readonly db: Database,
    private readonly explanations: SlotExplanations,
  ) {}

  @Get('explain')
  @ForMembers('appointments:read', 'owner', 'coach', 'assistant')
  @Answers(200, SlotExplanation)
  @Refuses('time-unclear')
  explain(
    @InPractice() here: Here,
    @Query({ schema: SlotExplainQuery }) { offering, coach, start, local, timeZone }: SlotExplainQuery,
  ): Promise<SlotExplanation> {
    // The query's shape takes one of the two.
    const asked = startOf(start ?? { local: local!, timeZone: timeZone! });
    return this.db.inPractice(here, (tx) => this.explanations.explain(tx, { offering, coach, start: asked }));
  }
}
