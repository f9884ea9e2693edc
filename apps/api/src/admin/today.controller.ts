import { Controller, Get, Query } from '@nestjs/common';
import { NoQuery, TodayView } from '#contracts';
import { Database, type Here } from '#platform';
import { CoachService, PracticeService } from '#practices';
import { localText, zoneTransitions } from '#scheduling';
import { instantOut } from '../http/instant-out.js';
import { Answers, ForMembers, InPractice } from '../http/route.js';

/** Which day it is where the member works: browsers never reckon with zones themselves. */
@Controller('api/v1/admin/today')
export class TodayController {
  constructor(
    private readonly db: Database,
    private readonly coaches: CoachService,
    private readonly practices: PracticeService,
  ) {}

  @Get()
  @ForMembers('appointments:read', 'owner', 'coach', 'assistant')
  @Answers(200, TodayView)
  get(@InPractice() here: Here, @Query({ schema: NoQuery }) _query: NoQuery): Promise<TodayView> {
    return this.db.inPractice(here, async (tx) => {
      const coach = here.actor.kind === 'member' ? await this.coaches.findByMember(tx, here.actor.id) : null;
      const { timeZone } = coach ?? (await this.practices.settings(tx));
      const now = tx.now().getTime();
      const zone = zoneTransitions(timeZone, { start: now, end: now });
      const day = zone.dayAt(now);
      const { start, end } = zone.spanOf(day, day);
      return {
        now: instantOut(new Date(now)),
        date: localText(zone.wallAt(now)).slice(0, 10),
        timeZone,
        start: instantOut(new Date(start)),
        end: instantOut(new Date(end)),
        coachId: coach?.id ?? null,
      };
    });
  }
}
