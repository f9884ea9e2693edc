import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Joining } from '#clients';
import type { JoiningAnswer, JoiningView } from '#contracts';
import { BookingBrowsers, rememberedFor } from '#identity';
import type { Here } from '#platform';
import { bookingBrowser, keepBookingBrowser } from '../http/door-cookies.js';
import type { RapportRequest } from '../http/request.js';

/** Answering an invitation in a browser: where accepting made somebody new, it may choose their PIN for a day, as one that booked may. */
@Injectable()
export class BrowserJoining {
  constructor(
    private readonly joining: Joining,
    private readonly browsers: BookingBrowsers,
  ) {}

  async answer(
    here: Here,
    token: string,
    given: JoiningAnswer,
    from: RapportRequest,
    reply: FastifyReply,
  ): Promise<JoiningView> {
    let secret: string | null = null;
    const stands = await this.joining.answer(here, token, given, async (tx, clientId) => {
      secret = await this.browsers.remember(tx, clientId, bookingBrowser(from));
    });
    if (secret !== null) keepBookingBrowser(reply, secret, rememberedFor);
    return stands;
  }
}
