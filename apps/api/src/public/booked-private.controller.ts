import { Body, Controller, Get, Param, Post, Put, Req } from '@nestjs/common';
import {
  BookedPasskeyAdd,
  BookedPinChoice,
  BookedPrivateView,
  NoBody,
  PasskeyCreationOptions,
  Token,
} from '#contracts';
import { PasskeyService } from '#identity';
import type { Here } from '#platform';
import { bookingBrowser } from '../http/door-cookies.js';
import { RequestHost } from '../http/request-host.js';
import type { RapportRequest } from '../http/request.js';
import { Answers, InPractice, OpenToAll, Refuses, TakesCredentials } from '../http/route.js';
import { BookedPrivate } from './booked-private.js';

const why =
  'a PIN or passkey needs the secret of the manage link and the cookie of the browser that booked, and shows nothing';

/** Choosing a PIN or a passkey in the browser in which one booked, before there is any session. */
@Controller('api/v1/public/appointments/:token/private')
export class BookedPrivateController {
  constructor(
    private readonly booked: BookedPrivate,
    private readonly passkeys: PasskeyService,
    private readonly hosts: RequestHost,
  ) {}

  @Get()
  @OpenToAll('token', why)
  @Answers(200, BookedPrivateView)
  get(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: Token,
    @Req() request: RapportRequest,
  ): Promise<BookedPrivateView> {
    return this.booked.view(here, token, bookingBrowser(request));
  }

  @Put('pin')
  @OpenToAll('token', why)
  @TakesCredentials()
  @Answers(204)
  @Refuses('private-locked')
  choose(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: Token,
    @Body({ schema: BookedPinChoice }) { pin }: BookedPinChoice,
    @Req() request: RapportRequest,
  ): Promise<void> {
    return this.booked.choosePin(here, token, bookingBrowser(request), pin);
  }

  @Post('passkeys/options')
  @OpenToAll('token', why)
  @TakesCredentials()
  @Answers(200, PasskeyCreationOptions)
  @Refuses('private-locked')
  async creation(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: Token,
    @Body({ schema: NoBody }) _nothing: NoBody,
    @Req() request: RapportRequest,
  ): Promise<PasskeyCreationOptions> {
    const { who, name } = await this.booked.door(here, token, bookingBrowser(request));
    return { ...(await this.passkeys.creation(here, who, this.hosts.siteOf(request), { name })) };
  }

  @Post('passkeys')
  @OpenToAll('token', why)
  @TakesCredentials()
  @Answers(204)
  @Refuses('private-locked', 'passkey-refused')
  async add(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: Token,
    @Body({ schema: BookedPasskeyAdd }) passkey: BookedPasskeyAdd,
    @Req() request: RapportRequest,
  ): Promise<void> {
    const { who } = await this.booked.door(here, token, bookingBrowser(request));
    await this.passkeys.add(here, who, this.hosts.siteOf(request), passkey);
  }
}
