import { Body, Controller, Param, Put } from '@nestjs/common';
import { Id, OfferingView, ScheduleChoice } from '#contracts';
import { Database, type Here } from '#platform';
import { CoachService } from '#practices';
import { ScheduleService } from '#scheduling';
import { Answers, ForMembers, IfMatch, InPractice, TakesIfMatch } from '../http/route.js';
import { viewOf } from './offerings.controller.js';

/** Which hours an offering follows with a coach. */
@Controller('api/v1/admin/offerings/:id/coaches/:coachId')
export class OfferingHoursController {
  constructor(
    private readonly db: Database,
    private readonly schedules: ScheduleService,
    private readonly coaches: CoachService,
  ) {}

  /** `If-Match` takes the ETag of the offering. */
  @Put()
  @ForMembers('offerings:write', 'owner', 'coach', 'assistant')
  @TakesIfMatch()
  @Answers(200, OfferingView)
  async follow(
    @InPractice() here: Here,
    @IfMatch() revision: number,
    @Param('id', { schema: Id }) offering: Id,
    @Param('coachId', { schema: Id }) coach: Id,
    @Body({ schema: ScheduleChoice }) { schedule }: ScheduleChoice,
  ): Promise<OfferingView> {
    return this.db.inPractice(here, async (tx) => {
      await this.coaches.mustBeOwn(tx, coach);
      return viewOf(await this.schedules.follow(tx, { offering, coach, schedule }, revision));
    });
  }
}
