import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import {
  AnswerPut,
  AnswerSaved,
  ConsentRequest,
  Id,
  PageQuery,
  PortalAssignmentList,
  PortalAssignmentQuery,
  PortalAssignmentView,
  SubmitRequest,
} from '#contracts';
import { AssignmentService, ResponseService } from '#forms';
import { SessionService, type Sitting } from '#identity';
import { Database, Forbidden, type Here } from '#platform';
import type { Session } from '../http/request.js';
import { Answers, AtSitting, ForClients, InPractice, Refuses, SignedIn } from '../http/route.js';

/** What was asked of the client who is signed in. */
@Controller('api/v1/portal/assignments')
export class PortalAssignmentsController {
  constructor(
    private readonly assignments: AssignmentService,
    private readonly responses: ResponseService,
    private readonly sessions: SessionService,
    private readonly db: Database,
  ) {}

  @Get()
  @ForClients()
  @Answers(200, PortalAssignmentList)
  async list(
    @InPractice() here: Here,
    @SignedIn() { unlocked: all }: Session,
    @Query({ schema: PageQuery }) page: PageQuery,
  ): Promise<PortalAssignmentList> {
    if (here.actor.kind !== 'client') throw new Forbidden();
    return this.assignments.listOwn(here, here.actor.id, { all }, page);
  }

  @Get(':id')
  @ForClients('form')
  @Answers(200, PortalAssignmentView)
  get(
    @InPractice() here: Here,
    @AtSitting() sitting: Sitting,
    @Param('id', { schema: Id }) id: Id,
    @Query({ schema: PortalAssignmentQuery }) { after }: PortalAssignmentQuery,
  ): Promise<PortalAssignmentView> {
    return this.responses.view(here, id, sitting, after);
  }

  @Post(':id/consent')
  @ForClients('form')
  @Answers(200, PortalAssignmentView)
  async consent(
    @InPractice() here: Here,
    @AtSitting() sitting: Sitting,
    @Param('id', { schema: Id }) id: Id,
    @Body({ schema: ConsentRequest }) request: ConsentRequest,
  ): Promise<PortalAssignmentView> {
    await this.responses.consent(here, id, request);
    return this.responses.view(here, id, sitting);
  }

  @Put(':id/answers/:question')
  @ForClients('form')
  @Answers(200, AnswerSaved)
  @Refuses('private-locked')
  put(
    @InPractice() here: Here,
    @AtSitting() sitting: Sitting,
    @Param('id', { schema: Id }) id: Id,
    @Param('question') question: string,
    @Body({ schema: AnswerPut }) request: AnswerPut,
  ): Promise<AnswerSaved> {
    return this.responses.put(here, id, question, request, sitting);
  }

  @Post(':id/submit')
  @ForClients('form')
  @Answers(200, PortalAssignmentView)
  @Refuses('private-locked')
  async submit(
    @InPractice() here: Here,
    @AtSitting() sitting: Sitting,
    @Param('id', { schema: Id }) id: Id,
    @Body({ schema: SubmitRequest }) _request: SubmitRequest,
  ): Promise<PortalAssignmentView> {
    await this.db.inPractice(here, async (tx) => {
      await this.responses.submit(tx, id, sitting);
      await this.sessions.closeAllOfForm(tx, id);
    });
    return this.responses.view(here, id, sitting);
  }
}
