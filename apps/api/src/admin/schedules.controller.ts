import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { Id, PageQuery, ScheduleList, ScheduleView, ScheduleWrite, SlotPreview, SlotPreviewAsked } from '#contracts';
import { Database, type Here, type Tx } from '#platform';
import { CoachService } from '#practices';
import { ScheduleService, SlotPreviews, type ScheduleRow } from '#scheduling';
import { Answers, ForMembers, IfMatch, InPractice, Refuses, TakesIfMatch } from '../http/route.js';

/** The further hours of a coach beside their usual ones, and what visitors would see of hours that are being edited. */
@Controller('api/v1/admin')
export class SchedulesController {
  constructor(
    private readonly db: Database,
    private readonly schedules: ScheduleService,
    private readonly previews: SlotPreviews,
    private readonly coaches: CoachService,
  ) {}

  @Get('coaches/:id/schedules')
  @ForMembers('coaches:read', 'owner', 'coach', 'assistant')
  @Answers(200, ScheduleList)
  async list(
    @InPractice() here: Here,
    @Param('id', { schema: Id }) coachId: Id,
    @Query({ schema: PageQuery }) page: PageQuery,
  ): Promise<ScheduleList> {
    return this.db.inPractice(here, async (tx) => {
      await this.coaches.getById(tx, coachId);
      const { data, nextCursor } = await this.schedules.list(tx, coachId, page);
      return { data: data.map(viewOf), nextCursor };
    });
  }

  @Post('coaches/:id/schedules')
  @ForMembers('coaches:write', 'owner', 'coach', 'assistant')
  @Answers(201, ScheduleView)
  async add(
    @InPractice() here: Here,
    @Param('id', { schema: Id }) coachId: Id,
    @Body({ schema: ScheduleWrite }) wanted: ScheduleWrite,
  ): Promise<ScheduleView> {
    return this.db.inPractice(here, async (tx) => {
      await this.coaches.getById(tx, coachId);
      await this.coaches.mustBeOwn(tx, coachId);
      return viewOf(await this.schedules.add(tx, coachId, wanted));
    });
  }

  /** Which start times the hours in the body would offer, beside those that the kept hours offer. Nothing is changed. */
  @Post('coaches/:id/availability/preview')
  @ForMembers('coaches:read', 'owner', 'coach', 'assistant')
  @Answers(200, SlotPreview)
  preview(
    @InPractice() here: Here,
    @Param('id', { schema: Id }) coachId: Id,
    @Body({ schema: SlotPreviewAsked }) asked: SlotPreviewAsked,
  ): Promise<SlotPreview> {
    return this.db.inPractice({ ...here, readOnly: true }, (tx) => this.previews.preview(tx, coachId, asked));
  }

  @Get('schedules/:id')
  @ForMembers('coaches:read', 'owner', 'coach', 'assistant')
  @Answers(200, ScheduleView)
  async get(@InPractice() here: Here, @Param('id', { schema: Id }) id: Id): Promise<ScheduleView> {
    return viewOf(await this.db.inPractice(here, (tx) => this.schedules.get(tx, id)));
  }

  @Put('schedules/:id')
  @ForMembers('coaches:write', 'owner', 'coach', 'assistant')
  @TakesIfMatch()
  @Answers(200, ScheduleView)
  async put(
    @InPractice() here: Here,
    @IfMatch() revision: number,
    @Param('id', { schema: Id }) id: Id,
    @Body({ schema: ScheduleWrite }) wanted: ScheduleWrite,
  ): Promise<ScheduleView> {
    return this.db.inPractice(here, async (tx) => {
      await this.mustBeOwn(tx, id);
      return viewOf(await this.schedules.put(tx, id, revision, wanted));
    });
  }

  @Delete('schedules/:id')
  @ForMembers('coaches:write', 'owner', 'coach', 'assistant')
  @Answers(204)
  @Refuses('schedule-in-use')
  async remove(@InPractice() here: Here, @Param('id', { schema: Id }) id: Id): Promise<void> {
    await this.db.inPractice(here, async (tx) => {
      await this.mustBeOwn(tx, id);
      await this.schedules.remove(tx, id);
    });
  }

  private async mustBeOwn(tx: Tx, id: string): Promise<void> {
    const { coachId } = await this.schedules.get(tx, id);
    await this.coaches.mustBeOwn(tx, coachId);
  }
}

function viewOf({ coachId, weekly, overrides, offeringIds, ...rest }: ScheduleRow): ScheduleView {
  return {
    ...rest,
    coach: coachId,
    weekly: weekly.map((rule) => ({ ...rule, days: [...rule.days] })),
    overrides: overrides.map(({ date, hours }) => ({ date, hours: [...hours] })),
    offerings: [...offeringIds],
  };
}
