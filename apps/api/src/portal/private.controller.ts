import { Body, Controller, Get, Post, Put } from '@nestjs/common';
import { ClientService } from '#clients';
import { NoBody, PinChoice, PinUnlock, PrivateAccessView } from '#contracts';
import { PinService, PrivateAccess, SessionService } from '#identity';
import { Database } from '#platform';
import { Answers, ForClients, Refuses, TakesCredentials } from '../http/route.js';
import { AtPrivateParts, type PrivateVisit } from './private-visit.js';
import { privateView } from './private-view.js';

/** What a client holds beside their mailbox, and the private parts of this session: opened, shut, described. */
@Controller('api/v1/portal/private')
export class PrivateController {
  constructor(
    private readonly db: Database,
    private readonly clients: ClientService,
    private readonly access: PrivateAccess,
    private readonly pins: PinService,
    private readonly sessions: SessionService,
  ) {}

  @Get()
  @ForClients('session')
  @Answers(200, PrivateAccessView)
  get(@AtPrivateParts() visit: PrivateVisit): Promise<PrivateAccessView> {
    return this.view(visit, visit.who.session.unlocked);
  }

  @Put('pin')
  @ForClients('session')
  @TakesCredentials()
  @Answers(200, PrivateAccessView)
  @Refuses('private-locked', 'wrong-code')
  async choose(
    @AtPrivateParts() visit: PrivateVisit,
    @Body({ schema: PinChoice }) { pin, code }: PinChoice,
  ): Promise<PrivateAccessView> {
    const { here, who } = visit;
    const { phone } = await this.db.inPractice(here, (tx) => this.clients.get(tx, who.clientId));
    await this.pins.choose(here, who, { pin, code, phone });
    return this.view(visit, true);
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
    await this.pins.unlock(visit.here, visit.who.clientId, visit.who.session.idHash, pin);
    return this.view(visit, true);
  }

  @Post('lock')
  @ForClients('session')
  @Answers(200, PrivateAccessView)
  async lock(
    @AtPrivateParts() visit: PrivateVisit,
    @Body({ schema: NoBody }) _nothing: NoBody,
  ): Promise<PrivateAccessView> {
    await this.db.inPractice(visit.here, (tx) => this.sessions.lock(tx, visit.who.session.idHash));
    return this.view(visit, false);
  }

  /** As it is after what was just done. */
  private view({ here, who }: PrivateVisit, unlocked: boolean): Promise<PrivateAccessView> {
    const now = { ...who, session: { ...who.session, unlocked } };
    return this.db.inPractice({ ...here, readOnly: true }, async (tx) => privateView(await this.access.state(tx, now)));
  }
}
