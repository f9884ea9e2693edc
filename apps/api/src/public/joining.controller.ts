import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Joining } from '#clients';
import { JoiningAnswer, JoiningView, Token } from '#contracts';
import type { Here } from '#platform';
import type { RapportRequest } from '../http/request.js';
import { Answers, InPractice, OpenToAll, Refuses } from '../http/route.js';
import { BrowserJoining } from './browser-joining.js';

const why = 'who holds the secret of a mailed invitation answers it; it shows neither who asked nor what about';

/** One invitation, for whoever it was mailed to. */
@Controller('api/v1/public/joining')
export class JoiningController {
  constructor(
    private readonly joining: Joining,
    private readonly browser: BrowserJoining,
  ) {}

  @Get(':token')
  @OpenToAll('token', why)
  @Answers(200, JoiningView)
  view(@InPractice() here: Here, @Param('token', { schema: Token }) token: Token): Promise<JoiningView> {
    return this.joining.view(here, token);
  }

  @Post(':token')
  @OpenToAll('token', why)
  @Answers(200, JoiningView)
  @Refuses('invitation-answered', 'invitation-over')
  answer(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: Token,
    @Body({ schema: JoiningAnswer }) answer: JoiningAnswer,
    @Req() from: RapportRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JoiningView> {
    return this.browser.answer(here, token, answer, from, reply);
  }
}
