import { Controller, Get, Query } from '@nestjs/common';
import { CalendarQuery, CalendarView } from '#contracts';
import { Database, Invalid, namedAt, type Here, type Tx } from '#platform';
import { CoachService, type CoachProfile } from '#practices';
import { CalendarService } from '#scheduling';
import { Answers, ForMembers, InPractice } from '../http/route.js';

/** A coach's calendar, as a page prints it. */
@Controller('api/v1/admin/calendar')
export class CalendarController {
  constructor(
    private readonly db: Database,
    private readonly coaches: CoachService,
    private readonly calendars: CalendarService,
  ) {}

  @Get()
  @ForMembers('appointments:read', 'owner', 'coach', 'assistant')
  @Answers(200, CalendarView)
  get(
    @InPractice() here: Here,
    @Query({ schema: CalendarQuery }) { coach: id, from, to }: CalendarQuery,
  ): Promise<CalendarView> {
    return this.db.inPractice(here, async (tx) => {
      const coach = await (id === undefined ? this.own(tx) : namedAt('coach', () => this.coaches.getById(tx, id)));
      return this.calendars.read(tx, { coach, from, to, mayChange: this.coaches.mayActFor(tx, coach) });
    });
  }

  private async own(tx: Tx): Promise<CoachProfile> {
    const coach = tx.actor.kind === 'member' ? await this.coaches.findByMember(tx, tx.actor.id) : null;
    if (!coach) throw new Invalid([{ path: 'coach', message: 'Say whose calendar: you have none of your own.' }]);
    return coach;
  }
}
