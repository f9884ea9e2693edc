import { Controller, Headers, Post, RawBody } from '@nestjs/common';
import { ForgedNotice } from '#billing';
import { PaymentEvents } from '#booking';
import { Received } from '#contracts';
import { Answers, OpenToAll } from '../http/route.js';

/** What the payment provider tells us, proved by its signature over the very bytes that came. */
@Controller('api/v1/webhooks/stripe')
export class StripeWebhookController {
  constructor(private readonly events: PaymentEvents) {}

  @Post()
  @OpenToAll('none', 'the payment provider signs what it sends; nothing unsigned is read')
  @Answers(200, Received)
  async receive(
    @RawBody() body: Buffer | undefined,
    @Headers('stripe-signature') signature: string | undefined,
  ): Promise<Received> {
    if (!body || !signature) throw new ForgedNotice();
    await this.events.apply(body, signature);
    return { received: true };
  }
}
