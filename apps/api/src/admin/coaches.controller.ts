import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { CoachCreate, CoachList, CoachPatch, CoachView, Id, PageQuery } from '#contracts';
import { Database, type Here } from '#platform';
import { CoachService, type CoachProfile } from '#practices';
import { Answers, ForMembers, IfMatch, InPractice, TakesIfMatch } from '../http/route.js';

/** The coaches of a practice and their public faces. */
@Controller('api/v1/admin/coaches')
export class CoachesController {
  constructor(
    private readonly db: Database,
    private readonly coaches: CoachService,
  ) {}

  @Get()
  @ForMembers('coaches:read', 'owner', 'coach', 'assistant')
  @Answers(200, CoachList)
  async list(@InPractice() here: Here, @Query({ schema: PageQuery }) page: PageQuery): Promise<CoachList> {
    const { data, nextCursor } = await this.db.inPractice(here, (tx) => this.coaches.list(tx, page));
    return { data: data.map(viewOf), nextCursor };
  }

  @Post()
  @ForMembers('coaches:write', 'owner')
  @Answers(201, CoachView)
  async create(@InPractice() here: Here, @Body({ schema: CoachCreate }) request: CoachCreate): Promise<CoachView> {
    return viewOf(await this.coaches.create(here, request));
  }

  @Get(':id')
  @ForMembers('coaches:read', 'owner', 'coach', 'assistant')
  @Answers(200, CoachView)
  async get(@InPractice() here: Here, @Param('id', { schema: Id }) id: Id): Promise<CoachView> {
    return viewOf(await this.db.inPractice(here, (tx) => this.coaches.getById(tx, id)));
  }

  @Patch(':id')
  @ForMembers('coaches:write', 'owner', 'coach')
  @TakesIfMatch()
  @Answers(200, CoachView)
  async change(
    @InPractice() here: Here,
    @IfMatch() revision: number,
    @Param('id', { schema: Id }) id: Id,
    @Body({ schema: CoachPatch }) patch: CoachPatch,
  ): Promise<CoachView> {
    return viewOf(await this.coaches.change(here, id, revision, patch));
  }
}

function viewOf(coach: CoachProfile): CoachView {
  const { id, slug, name, email, headline, bio, philosophy, links, joinLink, timeZone, status, revision } = coach;
  return { id, slug, name, email, headline, bio, philosophy, links, joinLink, timeZone, status, revision };
}
