import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { WaitingService, WaitlistTaking } from '#booking';
import { NoBody, OfferAnswer, OfferTaken, Token, WaitlistAsked, WaitlistRequest, WaitlistView } from '#contracts';
import type { Here } from '#platform';
import { Answers, InPractice, OpenToAll, Refuses } from '../http/route.js';

const why = 'who holds the secret of a mailed link answers for one person who waits';

/** A visitor who found no time that suits asks to hear of one that comes free. */
@Controller('api/v1/public/practices/:practice/waitlist')
export class WaitlistRequestsController {
  constructor(private readonly waiting: WaitingService) {}

  @Post()
  @OpenToAll('slug', 'anyone may ask to be told; nothing but a link to confirm it leaves before it is')
  @Answers(202, WaitlistAsked)
  async ask(
    @InPractice() here: Here,
    @Body({ schema: WaitlistRequest }) request: WaitlistRequest,
  ): Promise<WaitlistAsked> {
    await this.waiting.ask(here, request);
    return { sent: true };
  }
}

/** One person who waits, for the owner of a mailed link. */
@Controller('api/v1/public/waitlist')
export class PublicWaitlistController {
  constructor(
    private readonly waiting: WaitingService,
    private readonly taking: WaitlistTaking,
  ) {}

  @Get(':token')
  @OpenToAll('token', why)
  @Answers(200, WaitlistView)
  view(@InPractice() here: Here, @Param('token', { schema: Token }) token: Token): Promise<WaitlistView> {
    return this.waiting.view(here, token);
  }

  /** Whoever asked reads this mailbox, and waits from now on. */
  @Post(':token/confirm')
  @OpenToAll('token', why)
  @Answers(200, WaitlistView)
  confirm(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: Token,
    @Body({ schema: NoBody }) _nothing: NoBody,
  ): Promise<WaitlistView> {
    return this.waiting.confirm(here, token);
  }

  /** Takes the time that is kept: it moves the appointment they have, or is booked. */
  @Post(':token/claim')
  @OpenToAll('token', why)
  @Answers(200, OfferTaken)
  @Refuses('offer-over')
  claim(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: Token,
    @Body({ schema: OfferAnswer }) { start }: OfferAnswer,
  ): Promise<OfferTaken> {
    return this.taking.take(here, token, new Date(start));
  }

  /** "No, thank you": the next who waits hears of it. */
  @Post(':token/decline')
  @OpenToAll('token', why)
  @Answers(200, WaitlistView)
  decline(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: Token,
    @Body({ schema: OfferAnswer }) { start }: OfferAnswer,
  ): Promise<WaitlistView> {
    return this.waiting.decline(here, token, new Date(start));
  }

  /** They wait no longer. */
  @Delete(':token')
  @OpenToAll('token', why)
  @Answers(204)
  async leave(@InPractice() here: Here, @Param('token', { schema: Token }) token: Token): Promise<void> {
    await this.waiting.leave(here, token);
  }
}
