import { Controller, Headers, Post, RawBody } from '@nestjs/common';
import { z } from 'zod';
import { ForgedNotice } from '#billing';
import { PaymentEvents } from '#booking';
import { Received } from '#contracts';
import { HttpRefusal, invalid } from '../http/refusal.js';
import { Answers, OpenToAll, Refuses } from '../http/route.js';

/** What the payment provider tells us, proved by its signature over the very bytes that came. */
@Controller('api/v1/webhooks/stripe')
export class StripeWebhookController {
  constructor(private readonly events: PaymentEvents) {}

  @Post()
  @OpenToAll('none', 'the payment provider signs what it sends; nothing unsigned is read')
  @Answers(200, Received)
  @Refuses('signature-invalid', 'payments-unavailable')
  async receive(
    @RawBody() body: Buffer | undefined,
    @Headers('stripe-signature') signature: string | undefined,
  ): Promise<Received> {
    if (!body || !signature) throw unsigned('Send the signature of this notice, made over its very bytes.');
    if (!isNotice(body)) throw invalid(noNotice);
    try {
      await this.events.apply(body, signature);
    } catch (error) {
      if (!(error instanceof ForgedNotice)) throw error;
      throw unsigned('This signature is not of this notice, not by our secret, or too old.');
    }
    return { received: true };
  }
}

const unsigned = (message: string): HttpRefusal =>
  new HttpRefusal('signature-invalid', 'The signature of this notice is not valid.', {
    errors: [{ path: 'Stripe-Signature', message }],
  });

const noNotice = { path: '', message: 'Send an event with its id, its type and the object it is about.' };

/** What every event of the provider has; the bodies have been read as JSON before they come here. */
const Notice = z.looseObject({
  id: z.string(),
  type: z.string(),
  data: z.looseObject({ object: z.looseObject({}) }),
});

const isNotice = (body: Buffer): boolean => Notice.safeParse(JSON.parse(body.toString('utf8'))).success;
