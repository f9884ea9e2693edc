import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  AssignmentCreate,
  AssignmentList,
  AssignmentQuery,
  AssignmentView,
  FormCreate,
  FormList,
  FormVersionCreate,
  FormView,
  Id,
  PageQuery,
  ResponseView,
} from '#contracts';
import { AssignmentService, FormService, ResponseReader } from '#forms';
import type { Here } from '#platform';
import { Answers, ForMembers, InPractice } from '../http/route.js';

/** Forms, what was asked of whom, and what they said. */
@Controller('api/v1/admin')
export class FormsController {
  constructor(
    private readonly forms: FormService,
    private readonly assignments: AssignmentService,
    private readonly responses: ResponseReader,
  ) {}

  @Get('forms')
  @ForMembers('forms:read', 'owner', 'coach', 'assistant')
  @Answers(200, FormList)
  list(@InPractice() here: Here, @Query({ schema: PageQuery }) page: PageQuery): Promise<FormList> {
    return this.forms.list(here, page);
  }

  @Get('forms/:id')
  @ForMembers('forms:read', 'owner', 'coach', 'assistant')
  @Answers(200, FormView)
  get(@InPractice() here: Here, @Param('id', { schema: Id }) id: Id): Promise<FormView> {
    return this.forms.get(here, id);
  }

  @Post('forms')
  @ForMembers('forms:write', 'owner', 'coach')
  @Answers(201, FormView)
  create(@InPractice() here: Here, @Body({ schema: FormCreate }) request: FormCreate): Promise<FormView> {
    return this.forms.create(here, request);
  }

  @Post('forms/:id/versions')
  @ForMembers('forms:write', 'owner', 'coach')
  @Answers(201, FormView)
  addVersion(
    @InPractice() here: Here,
    @Param('id', { schema: Id }) id: Id,
    @Body({ schema: FormVersionCreate }) request: FormVersionCreate,
  ): Promise<FormView> {
    return this.forms.addVersion(here, id, request.definition);
  }

  @Get('assignments')
  @ForMembers('assignments:read', 'owner', 'coach', 'assistant')
  @Answers(200, AssignmentList)
  listAssignments(
    @InPractice() here: Here,
    @Query({ schema: AssignmentQuery }) query: AssignmentQuery,
  ): Promise<AssignmentList> {
    return this.assignments.list(here, query);
  }

  @Get('assignments/:id')
  @ForMembers('assignments:read', 'owner', 'coach', 'assistant')
  @Answers(200, AssignmentView)
  getAssignment(@InPractice() here: Here, @Param('id', { schema: Id }) id: Id): Promise<AssignmentView> {
    return this.assignments.get(here, id);
  }

  @Post('assignments')
  @ForMembers('assignments:write', 'owner', 'coach')
  @Answers(201, AssignmentView)
  assign(
    @InPractice() here: Here,
    @Body({ schema: AssignmentCreate }) request: AssignmentCreate,
  ): Promise<AssignmentView> {
    return this.assignments.assignByStaff(here, request);
  }

  @Get('responses/:id')
  @ForMembers('answers:read', 'owner', 'coach')
  @Answers(200, ResponseView)
  response(@InPractice() here: Here, @Param('id', { schema: Id }) id: Id): Promise<ResponseView> {
    return this.responses.get(here, id);
  }
}
