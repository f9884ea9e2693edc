import { Body, Controller, Delete, Param, Post, Req } from '@nestjs/common';
import { ClientService } from '#clients';
import {
  Id,
  NoBody,
  PasskeyAdd,
  PasskeyCreationOptions,
  PasskeyCreationRequest,
  PasskeyRequestOptions,
  PasskeyUnlock,
  PrivateAccessView,
} from '#contracts';
import { ResponseService } from '#forms';
import { PasskeyService } from '#identity';
import { Database } from '#platform';
import { RequestHost } from '../http/request-host.js';
import type { RapportRequest } from '../http/request.js';
import { Answers, ForClients, Refuses, TakesCredentials } from '../http/route.js';
import { PrivateDoor } from './private-door.js';
import { AtPrivateParts, type PrivateVisit } from './private-visit.js';

/** Passkeys of a client: made, used and forgotten, each at the host whose pages they stand on. */
@Controller('api/v1/portal/private')
export class PasskeysController {
  constructor(
    private readonly db: Database,
    private readonly clients: ClientService,
    private readonly door: PrivateDoor,
    private readonly passkeys: PasskeyService,
    private readonly responses: ResponseService,
    private readonly hosts: RequestHost,
  ) {}

  @Post('passkeys/options')
  @ForClients('session')
  @TakesCredentials()
  @Answers(200, PasskeyCreationOptions)
  @Refuses('private-locked', 'give-again', 'wrong-code', 'too-many-tries')
  async creation(
    @AtPrivateParts() { here, who }: PrivateVisit,
    @Body({ schema: PasskeyCreationRequest }) { code }: PasskeyCreationRequest,
    @Req() request: RapportRequest,
  ): Promise<PasskeyCreationOptions> {
    const { name } = await this.db.inPractice(here, (tx) => this.clients.get(tx, who.clientId));
    return { ...(await this.passkeys.creation(here, who, this.hosts.siteOf(request), { name, code })) };
  }

  @Post('passkeys')
  @ForClients('session')
  @TakesCredentials()
  @Answers(201, PrivateAccessView)
  @Refuses('private-locked', 'give-again', 'wrong-code', 'too-many-tries', 'passkey-refused')
  async add(
    @AtPrivateParts() visit: PrivateVisit,
    @Body({ schema: PasskeyAdd }) { response, name, code }: PasskeyAdd,
    @Req() request: RapportRequest,
  ): Promise<PrivateAccessView> {
    const site = this.hosts.siteOf(request);
    await this.passkeys.add(visit.here, visit.who, site, { response, name, code });
    return this.door.view(visit, true);
  }

  @Post('unlock/options')
  @ForClients('session')
  @TakesCredentials()
  @Answers(200, PasskeyRequestOptions)
  async request(
    @AtPrivateParts() { here, who }: PrivateVisit,
    @Body({ schema: NoBody }) _nothing: NoBody,
    @Req() request: RapportRequest,
  ): Promise<PasskeyRequestOptions> {
    return { ...(await this.passkeys.request(here, who, this.hosts.siteOf(request))) };
  }

  @Post('unlock/passkey')
  @ForClients('session')
  @TakesCredentials()
  @Answers(200, PrivateAccessView)
  @Refuses('passkey-refused')
  async unlock(
    @AtPrivateParts() visit: PrivateVisit,
    @Body({ schema: PasskeyUnlock }) { response }: PasskeyUnlock,
    @Req() request: RapportRequest,
  ): Promise<PrivateAccessView> {
    await this.passkeys.unlock(visit.here, visit.who, this.hosts.siteOf(request), response);
    return this.door.view(visit, true);
  }

  /** The last thing that opens them is kept while answers are. Like every change of what opens them, it follows on giving it once more. */
  @Delete('passkeys/:id')
  @ForClients('private')
  @Answers(204)
  @Refuses('private-locked', 'give-again', 'last-factor')
  async remove(@AtPrivateParts() { here, who }: PrivateVisit, @Param('id', { schema: Id }) id: Id): Promise<void> {
    await this.db.inPractice(here, async (tx) =>
      this.passkeys.remove(tx, who, id, { mustKeepOne: await this.responses.hasAnswers(tx, who.clientId) }),
    );
  }
}
