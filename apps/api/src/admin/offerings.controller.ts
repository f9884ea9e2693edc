import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { Id, OfferingCreate, OfferingList, OfferingPatch, OfferingView, PageQuery } from '#contracts';
import { Database, type Here } from '#platform';
import { OfferingService, type OfferingRow } from '#scheduling';
import { Answers, ForMembers, IfMatch, InPractice, TakesIfMatch } from '../http/route.js';

/** What can be booked. */
@Controller('api/v1/admin/offerings')
export class OfferingsController {
  constructor(
    private readonly db: Database,
    private readonly offerings: OfferingService,
  ) {}

  @Get()
  @ForMembers('offerings:read', 'owner', 'coach', 'assistant')
  @Answers(200, OfferingList)
  async list(@InPractice() here: Here, @Query({ schema: PageQuery }) page: PageQuery): Promise<OfferingList> {
    const { data, nextCursor } = await this.db.inPractice(here, (tx) => this.offerings.list(tx, page));
    return { data: data.map(viewOf), nextCursor };
  }

  @Post()
  @ForMembers('offerings:write', 'owner', 'coach')
  @Answers(201, OfferingView)
  async create(
    @InPractice() here: Here,
    @Body({ schema: OfferingCreate }) request: OfferingCreate,
  ): Promise<OfferingView> {
    return viewOf(await this.db.inPractice(here, (tx) => this.offerings.create(tx, request)));
  }

  @Get(':id')
  @ForMembers('offerings:read', 'owner', 'coach', 'assistant')
  @Answers(200, OfferingView)
  async get(@InPractice() here: Here, @Param('id', { schema: Id }) id: Id): Promise<OfferingView> {
    return viewOf(await this.db.inPractice(here, (tx) => this.offerings.get(tx, id)));
  }

  @Patch(':id')
  @ForMembers('offerings:write', 'owner', 'coach')
  @TakesIfMatch()
  @Answers(200, OfferingView)
  async change(
    @InPractice() here: Here,
    @IfMatch() revision: number,
    @Param('id', { schema: Id }) id: Id,
    @Body({ schema: OfferingPatch }) patch: OfferingPatch,
  ): Promise<OfferingView> {
    return viewOf(await this.db.inPractice(here, (tx) => this.offerings.patch(tx, id, revision, patch)));
  }
}

/** An offering as the practice sees it. */
export function viewOf(row: OfferingRow): OfferingView {
  const { priceMinor, depositMinor, currency, intakeFormId, coaches, description, ...terms } = row;
  return {
    ...terms,
    description: description === '' ? null : description,
    price: { amount: priceMinor, currency },
    deposit: depositMinor === null ? null : { amount: depositMinor, currency },
    intakeForm: intakeFormId,
    coachIds: coaches.map(({ id }) => id),
    schedules: coaches.flatMap(({ id, scheduleId }) => (scheduleId ? [{ coach: id, schedule: scheduleId }] : [])),
  };
}
