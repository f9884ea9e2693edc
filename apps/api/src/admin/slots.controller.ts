import { Controller, Get, Query } from '@nestjs/common';
import { startOf } from '#booking';
import { SlotExplainQuery, SlotExplanation, SlotsView, StaffSlotsQuery } from '#contracts';
import { Database, namedAt, type Here } from '#platform';
import { CoachService } from '#practices';
import { OfferingService, SlotExplanations, SlotService } from '#scheduling';
import { Answers, ForMembers, InPractice, Refuses } from '../http/route.js';

/** Which times are offered, and why one is or is not, for the people of the practice. */
@Controller('api/v1/admin/slots')
export class SlotsController {
  constructor(
    private readonly db: Database,
    private readonly explanations: SlotExplanations,
    private readonly offerings: OfferingService,
    private readonly slots: SlotService,
    private readonly coaches: CoachService,
  ) {}

  /** The starts that are offered with one coach, as visitors see them. */
  @Get()
  @ForMembers('appointments:read', 'owner', 'coach', 'assistant')
  @Answers(200, SlotsView)
  offered(
    @InPractice() here: Here,
    @Query({ schema: StaffSlotsQuery }) { offering: id, coach: coachId, ...asked }: StaffSlotsQuery,
  ): Promise<SlotsView> {
    return this.db.inPractice(here, async (tx) => {
      const offering = await namedAt('offering', () => this.offerings.get(tx, id));
      const coach = await namedAt('coach', () => this.coaches.getById(tx, coachId));
      return this.slots.list(tx, offering, { ...asked, coach: coach.slug });
    });
  }

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
