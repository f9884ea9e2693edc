import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  EnrolmentCreate,
  EnrolmentList,
  EnrolmentsQuery,
  EnrolmentView,
  Id,
  NoBody,
  MessageList,
  MessagesQuery,
  MessageView,
  PageQuery,
  SequenceCreate,
  SequenceList,
  SequenceView,
} from '#contracts';
import { EnrolmentService, MessageService, SendAgainService, SequenceService } from '#followups';
import type { Here } from '#platform';
import { Answers, ForMembers, InPractice, Refuses } from '../http/route.js';

/** Message series, who is in them, and every message planned or sent. */
@Controller('api/v1/admin')
export class SequencesController {
  constructor(
    private readonly sequences: SequenceService,
    private readonly enrolments: EnrolmentService,
    private readonly messages: MessageService,
    private readonly again: SendAgainService,
  ) {}

  @Get('sequences')
  @ForMembers('sequences:read', 'owner', 'coach', 'assistant')
  @Answers(200, SequenceList)
  list(@InPractice() here: Here, @Query({ schema: PageQuery }) page: PageQuery): Promise<SequenceList> {
    return this.sequences.list(here, page);
  }

  @Get('sequences/:id')
  @ForMembers('sequences:read', 'owner', 'coach', 'assistant')
  @Answers(200, SequenceView)
  get(@InPractice() here: Here, @Param('id', { schema: Id }) id: Id): Promise<SequenceView> {
    return this.sequences.get(here, id);
  }

  @Post('sequences')
  @ForMembers('sequences:write', 'owner', 'coach')
  @Answers(201, SequenceView)
  create(@InPractice() here: Here, @Body({ schema: SequenceCreate }) request: SequenceCreate): Promise<SequenceView> {
    return this.sequences.create(here, request);
  }

  @Get('sequences/:id/enrolments')
  @ForMembers('sequences:read', 'owner', 'coach', 'assistant')
  @Answers(200, EnrolmentList)
  listEnrolments(
    @InPractice() here: Here,
    @Param('id', { schema: Id }) id: Id,
    @Query({ schema: EnrolmentsQuery }) query: EnrolmentsQuery,
  ): Promise<EnrolmentList> {
    return this.enrolments.list(here, id, query);
  }

  @Post('sequences/:id/enrolments')
  @ForMembers('sequences:write', 'owner', 'coach', 'assistant')
  @Answers(201, EnrolmentView)
  enrol(
    @InPractice() here: Here,
    @Param('id', { schema: Id }) id: Id,
    @Body({ schema: EnrolmentCreate }) request: EnrolmentCreate,
  ): Promise<EnrolmentView> {
    return this.enrolments.enrol(here, id, request);
  }

  @Get('messages')
  @ForMembers('messages:read', 'owner', 'coach', 'assistant')
  @Answers(200, MessageList)
  listMessages(@InPractice() here: Here, @Query({ schema: MessagesQuery }) query: MessagesQuery): Promise<MessageList> {
    return this.messages.list(here, query);
  }

  /** One of unknown outcome goes once more, under the same Message-ID; its reader may see it twice. */
  @Post('messages/:id/send-again')
  @ForMembers('messages:write', 'owner', 'coach', 'assistant')
  @Answers(200, MessageView)
  @Refuses('not-found', 'message-not-in-doubt', 'message-stopped')
  sendAgain(
    @InPractice() here: Here,
    @Param('id', { schema: Id }) id: Id,
    @Body({ schema: NoBody }) _request: NoBody,
  ): Promise<MessageView> {
    return this.again.sendAgain(here, id);
  }
}
