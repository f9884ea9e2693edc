import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { Availability, AvailabilityView, Id } from '#contracts';
import { Database, type Here } from '#platform';
import { CoachService } from '#practices';
import { AvailabilityService, type AvailabilityRead } from '#scheduling';
import { Answers, ForMembers, IfMatch, InPractice, TakesIfMatch } from '../http/route.js';

/** When a coach works. */
@Controller('api/v1/admin/coaches/:id/availability')
export class AvailabilityController {
  constructor(
    private readonly db: Database,
    private readonly availability: AvailabilityService,
    private readonly coaches: CoachService,
  ) {}

  @Get()
  @ForMembers('coaches:read', 'owner', 'coach', 'assistant')
  @Answers(200, AvailabilityView)
  async get(@InPractice() here: Here, @Param('id', { schema: Id }) coachId: Id): Promise<AvailabilityView> {
    return viewOf(await this.db.inPractice(here, (tx) => this.availability.get(tx, coachId)));
  }

  @Put()
  @ForMembers('coaches:write', 'owner', 'coach', 'assistant')
  @TakesIfMatch()
  @Answers(200, AvailabilityView)
  async put(
    @InPractice() here: Here,
    @IfMatch() revision: number,
    @Param('id', { schema: Id }) coachId: Id,
    @Body({ schema: Availability }) wanted: Availability,
  ): Promise<AvailabilityView> {
    return this.db.inPractice(here, async (tx) => {
      await this.coaches.mustBeOwn(tx, coachId);
      return viewOf(await this.availability.put(tx, coachId, revision, wanted));
    });
  }
}

function viewOf({ timeZone, weekly, overrides, revision }: AvailabilityRead): AvailabilityView {
  return {
    timeZone,
    weekly: weekly.map((rule) => ({ ...rule, days: [...rule.days] })),
    overrides: overrides.map(({ date, hours }) => ({ date, hours: [...hours] })),
    revision,
  };
}
