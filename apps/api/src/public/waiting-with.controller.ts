import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { WaitingService } from '#booking';
import { Token, WaitingWith, WaitlistWishes } from '#contracts';
import type { Here } from '#platform';
import { Answers, InPractice, OpenToAll, Refuses } from '../http/route.js';

const why = 'who holds the secret of a manage link manages that one appointment';

/** Whether the owner of a manage link would like an earlier time, should one come free. */
@Controller('api/v1/public/appointments/:token/waitlist')
export class WaitingWithController {
  constructor(private readonly waiting: WaitingService) {}

  @Get()
  @OpenToAll('token', why)
  @Answers(200, WaitingWith)
  view(@InPractice() here: Here, @Param('token', { schema: Token }) token: Token): Promise<WaitingWith> {
    return this.waiting.with(here, token);
  }

  /** Waits from now on; asked for again, the wishes change and the place is kept. */
  @Post()
  @OpenToAll('token', why)
  @Answers(200, WaitingWith)
  @Refuses('appointment-closed', 'joint-appointment', 'too-late-to-move')
  join(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: Token,
    @Body({ schema: WaitlistWishes }) wishes: WaitlistWishes,
  ): Promise<WaitingWith> {
    return this.waiting.join(here, token, wishes);
  }

  @Delete()
  @OpenToAll('token', why)
  @Answers(204)
  async leave(@InPractice() here: Here, @Param('token', { schema: Token }) token: Token): Promise<void> {
    await this.waiting.leaveWith(here, token);
  }
}
