import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { BlockingService } from '#booking';
import {
  BlockedTimeCreate,
  BlockedTimeList,
  BlockedTimePatch,
  BlockedTimesQuery,
  BlockedTimeView,
  Id,
} from '#contracts';
import { Database, instant, type Here } from '#platform';
import { CoachService } from '#practices';
import { BlockedTimeService, onTheWall, rangeOfDates, type BlockedTimeRead } from '#scheduling';
import { Answers, ForMembers, IfMatch, InPractice, Refuses, TakesIfMatch } from '../http/route.js';

/** Time off, and other time that a coach is not to be booked. */
@Controller('api/v1/admin')
export class BlockedTimesController {
  constructor(
    private readonly db: Database,
    private readonly blocking: BlockingService,
    private readonly blocked: BlockedTimeService,
    private readonly coaches: CoachService,
  ) {}

  @Get('coaches/:id/blocked-times')
  @ForMembers('coaches:read', 'owner', 'coach', 'assistant')
  @Answers(200, BlockedTimeList)
  list(
    @InPractice() here: Here,
    @Param('id', { schema: Id }) coachId: Id,
    @Query({ schema: BlockedTimesQuery }) { from, to, ...page }: BlockedTimesQuery,
  ): Promise<BlockedTimeList> {
    return this.db.inPractice(here, async (tx) => {
      const { timeZone } = await this.coaches.getById(tx, coachId);
      const range = {
        start: from === undefined ? from : new Date(rangeOfDates({ from, to: from, timeZone }).start),
        end: to === undefined ? to : new Date(rangeOfDates({ from: to, to, timeZone }).end),
      };
      const { data, nextCursor } = await this.blocked.list(tx, coachId, range, page);
      return { data: data.map(viewOf), nextCursor };
    });
  }

  /** Whole dates or a stretch of time; refused with all that stands in the way before anything is blocked. */
  @Post('coaches/:id/blocked-times')
  @ForMembers('coaches:write', 'owner', 'coach', 'assistant')
  @Answers(201, BlockedTimeView)
  @Refuses('calendar-conflict', 'time-unclear')
  async block(
    @InPractice() here: Here,
    @Param('id', { schema: Id }) coachId: Id,
    @Body({ schema: BlockedTimeCreate }) wanted: BlockedTimeCreate,
  ): Promise<BlockedTimeView> {
    return viewOf(await this.blocking.block(here, coachId, wanted));
  }

  @Get('blocked-times/:id')
  @ForMembers('coaches:read', 'owner', 'coach', 'assistant')
  @Answers(200, BlockedTimeView)
  async get(@InPractice() here: Here, @Param('id', { schema: Id }) id: Id): Promise<BlockedTimeView> {
    return viewOf(await this.db.inPractice(here, (tx) => this.blocked.get(tx, id)));
  }

  @Patch('blocked-times/:id')
  @ForMembers('coaches:write', 'owner', 'coach', 'assistant')
  @TakesIfMatch()
  @Answers(200, BlockedTimeView)
  @Refuses('calendar-conflict', 'time-unclear')
  async change(
    @InPractice() here: Here,
    @IfMatch() revision: number,
    @Param('id', { schema: Id }) id: Id,
    @Body({ schema: BlockedTimePatch }) patch: BlockedTimePatch,
  ): Promise<BlockedTimeView> {
    return viewOf(await this.blocking.change(here, id, revision, patch));
  }

  @Delete('blocked-times/:id')
  @ForMembers('coaches:write', 'owner', 'coach', 'assistant')
  @Answers(204)
  remove(@InPractice() here: Here, @Param('id', { schema: Id }) id: Id): Promise<void> {
    return this.blocking.remove(here, id);
  }
}

function viewOf(row: BlockedTimeRead): BlockedTimeView {
  const { id, coachId, startAt, endAt, fromDate, toDate, timeZone, label, revision } = row;
  return {
    id,
    coachId,
    start: instant(startAt),
    end: instant(endAt),
    timeZone,
    startsAt: onTheWall(startAt, timeZone),
    endsAt: onTheWall(endAt, timeZone),
    dates: fromDate !== null && toDate !== null ? { from: fromDate, to: toDate } : null,
    label,
    revision,
  };
}
