import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { NoteService } from '#caseload';
import { Id, NoteCreate, NoteList, NoteView, PageQuery } from '#contracts';
import type { Here } from '#platform';
import { Answers, ForMembers, InPractice } from '../http/route.js';

/** Notes of a case, for its coach. */
@Controller('api/v1/admin/cases/:id/notes')
export class NotesController {
  constructor(private readonly notes: NoteService) {}

  @Get()
  @ForMembers('notes:read', 'owner', 'coach')
  @Answers(200, NoteList)
  list(
    @InPractice() here: Here,
    @Param('id', { schema: Id }) id: Id,
    @Query({ schema: PageQuery }) page: PageQuery,
  ): Promise<NoteList> {
    return this.notes.list(here, id, page);
  }

  @Post()
  @ForMembers('notes:write', 'owner', 'coach')
  @Answers(201, NoteView)
  create(
    @InPractice() here: Here,
    @Param('id', { schema: Id }) id: Id,
    @Body({ schema: NoteCreate }) request: NoteCreate,
  ): Promise<NoteView> {
    return this.notes.create(here, id, request);
  }
}
