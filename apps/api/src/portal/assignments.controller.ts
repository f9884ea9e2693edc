import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import {
  AnswerPut,
  AnswerSaved,
  ConsentRequest,
  Id,
  PageQuery,
  PortalAssignmentList,
  PortalAssignmentView,
  SubmitRequest,
} from '#contracts';
import { AssignmentService, ResponseService } from '#forms';
import { Forbidden, type Here } from '#platform';
import { Answers, ForClients, InPractice } from '../http/route.js';

/** What was asked of the client who is signed in. */
@Controller('api/v1/portal/assignments')
export class PortalAssignmentsController {
  constructor(
    private readonly assignments: AssignmentService,
    private readonly responses: ResponseService,
  ) {}

  @Get()
  @ForClients()
  @Answers(200, PortalAssignmentList)
  async list(@InPractice() here: Here, @Query({ schema: PageQuery }) page: PageQuery): Promise<PortalAssignmentList> {
    if (here.actor.kind !== 'client') throw new Forbidden();
    return this.assignments.listOwn(here, here.actor.id, page);
  }

  @Get(':id')
  @ForClients()
  @Answers(200, PortalAssignmentView)
  get(@InPractice() here: Here, @Param('id', { schema: Id }) id: Id): Promise<PortalAssignmentView> {
    return this.responses.view(here, id);
  }

  @Post(':id/consent')
  @ForClients()
  @Answers(200, PortalAssignmentView)
  async consent(
    @InPractice() here: Here,
    @Param('id', { schema: Id }) id: Id,
    @Body({ schema: ConsentRequest }) request: ConsentRequest,
  ): Promise<PortalAssignmentView> {
    await this.responses.consent(here, id, request);
    return this.responses.view(here, id);
  }

  @Put(':id/answers/:question')
  @ForClients()
  @Answers(200, AnswerSaved)
  put(
    @InPractice() here: Here,
    @Param('id', { schema: Id }) id: Id,
    @Param('question') question: string,
    @Body({ schema: AnswerPut }) request: AnswerPut,
  ): Promise<AnswerSaved> {
    return this.responses.put(here, id, question, request.value, request.revision);
  }

  @Post(':id/submit')
  @ForClients()
  @Answers(200, PortalAssignmentView)
  async submit(
    @InPractice() here: Here,
    @Param('id', { schema: Id }) id: Id,
    @Body({ schema: SubmitRequest }) _request: SubmitRequest,
  ): Promise<PortalAssignmentView> {
    await this.responses.submit(here, id);
    return this.responses.view(here, id);
  }
}
