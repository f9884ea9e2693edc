import { Body, Controller, Get, Post, Put } from '@nestjs/common';
import { NoBody, PinChoice, PinUnlock, PrivateAccessView } from '#contracts';
import { Answers, ForClients, Refuses, TakesCredentials } from '../http/route.js';
import { PrivateDoor } from './private-door.js';
import { AtPrivateParts, type PrivateVisit } from './private-visit.js';

/** What a client holds beside their mailbox, and the private parts of this session: opened, shut, described. */
@Controller('api/v1/portal/private')
export class PrivateController {
  constructor(private readonly door: PrivateDoor) {}

  @Get()
  @ForClients('session')
  @Answers(200, PrivateAccessView)
  get(@AtPrivateParts() visit: PrivateVisit): Promise<PrivateAccessView> {
    return this.door.view(visit);
  }

  @Put('pin')
  @ForClients('session')
  @TakesCredentials()
  @Answers(200, PrivateAccessView)
  @Refuses('private-locked', 'give-again', 'wrong-code', 'too-many-tries')
  async choose(
    @AtPrivateParts() visit: PrivateVisit,
    @Body({ schema: PinChoice }) choice: PinChoice,
  ): Promise<PrivateAccessView> {
    await this.door.choosePin(visit, choice);
    return this.door.view(visit, true);
  }

  @Post('unlock')
  @ForClients('session')
  @TakesCredentials()
  @Answers(200, PrivateAccessView)
  @Refuses('wrong-pin', 'too-many-tries')
  async unlock(
    @AtPrivateParts() visit: PrivateVisit,
    @Body({ schema: PinUnlock }) { pin }: PinUnlock,
  ): Promise<PrivateAccessView> {
    await this.door.unlock(visit, pin);
    return this.door.view(visit, true);
  }

  @Post('lock')
  @ForClients('session')
  @Answers(200, PrivateAccessView)
  async lock(
    @AtPrivateParts() visit: PrivateVisit,
    @Body({ schema: NoBody }) _nothing: NoBody,
  ): Promise<PrivateAccessView> {
    await this.door.lock(visit);
    return this.door.view(visit, false);
  }
}
