import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { CalendarFeedCreate, CalendarFeedList, CalendarFeedView, Id, PageQuery } from '#contracts';
import { Database, instant, type Here, type Tx } from '#platform';
import { CoachService } from '#practices';
import { CalendarFeedService, CalendarSyncService, faultText, type CalendarFeedRow } from '#scheduling';
import { Answers, ForMembers, InPractice } from '../http/route.js';

/** Other calendars of a coach: when they are busy, nothing is offered. */
@Controller('api/v1/admin/coaches/:id/calendar-feeds')
export class CalendarFeedsController {
  constructor(
    private readonly db: Database,
    private readonly feeds: CalendarFeedService,
    private readonly looks: CalendarSyncService,
    private readonly coaches: CoachService,
  ) {}

  @Get()
  @ForMembers('coaches:read', 'owner', 'coach', 'assistant')
  @Answers(200, CalendarFeedList)
  async list(
    @InPractice() here: Here,
    @Param('id', { schema: Id }) coachId: Id,
    @Query({ schema: PageQuery }) page: PageQuery,
  ): Promise<CalendarFeedList> {
    const { data, nextCursor } = await this.inCalendarOf(here, coachId, (tx) => this.feeds.list(tx, coachId, page));
    return { data: data.map(viewOf), nextCursor };
  }

  /** Adds a calendar and looks at it at once; where that fails, the answer says why. */
  @Post()
  @ForMembers('coaches:write', 'owner', 'coach')
  @Answers(201, CalendarFeedView)
  async add(
    @InPractice() here: Here,
    @Param('id', { schema: Id }) coachId: Id,
    @Body({ schema: CalendarFeedCreate }) wanted: CalendarFeedCreate,
  ): Promise<CalendarFeedView> {
    const { id } = await this.inCalendarOf(here, coachId, (tx) => this.feeds.add(tx, coachId, wanted));
    return this.looked(here, coachId, id);
  }

  /** Looks at a calendar now. */
  @Post(':feedId/sync')
  @ForMembers('coaches:write', 'owner', 'coach')
  @Answers(200, CalendarFeedView)
  async sync(
    @InPractice() here: Here,
    @Param('id', { schema: Id }) coachId: Id,
    @Param('feedId', { schema: Id }) feedId: Id,
  ): Promise<CalendarFeedView> {
    await this.inCalendarOf(here, coachId, (tx) => this.feeds.get(tx, coachId, feedId));
    return this.looked(here, coachId, feedId);
  }

  /** Forgets a calendar's address and its busy time. */
  @Delete(':feedId')
  @ForMembers('coaches:write', 'owner', 'coach')
  @Answers(204)
  async remove(
    @InPractice() here: Here,
    @Param('id', { schema: Id }) coachId: Id,
    @Param('feedId', { schema: Id }) feedId: Id,
  ): Promise<void> {
    await this.inCalendarOf(here, coachId, (tx) => this.feeds.remove(tx, coachId, feedId));
  }

  /** Where the coach is of this practice; another coach has no business in it. */
  private inCalendarOf<T>(here: Here, coachId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.db.inPractice(here, async (tx) => {
      await this.coaches.getById(tx, coachId);
      await this.coaches.mustBeOwn(tx, coachId);
      return work(tx);
    });
  }

  private async looked(here: Here, coachId: string, id: string): Promise<CalendarFeedView> {
    await this.looks.sync(here.practiceId, id);
    return viewOf(await this.db.inPractice(here, (tx) => this.feeds.get(tx, coachId, id)));
  }
}

function viewOf({ id, label, host, createdAt, syncedAt, checkedAt, fault }: CalendarFeedRow): CalendarFeedView {
  return {
    id,
    label,
    host,
    createdAt: instant(createdAt),
    lastSyncedAt: syncedAt && instant(syncedAt),
    lastTriedAt: checkedAt && instant(checkedAt),
    fault: fault === null ? null : { code: fault, text: faultText(fault) },
  };
}
