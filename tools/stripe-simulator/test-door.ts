import type { FastifyInstance, FastifyReply } from 'fastify';
import type Stripe from 'stripe';
import { z } from 'zod';
import { findCard } from './cards.js';
import { answerBank, payWith, type Step } from './checkout.js';
import { Faults } from './faults.js';
import { ledgerOf } from './ledger.js';
import { settleRefund } from './objects/refund.js';
import { StripeProblem } from './problem.js';
import type { Simulator } from './simulator.js';
import { WebhookMode } from './webhooks.js';

const Payment = z.strictObject({
  card: z.string().max(40),
  email: z.email().optional(),
  /** For a card that asks: what its holder answers the bank. Without it the payment stays at the question. */
  authentication: z.enum(['complete', 'fail']).optional(),
});

/** How a refund ends at the card holder's bank. */
const Settling = z.strictObject({ status: z.enum(['succeeded', 'failed']) });

/** What tests and experiments may do: pay, break things, and compare the books. No part of Stripe's API. */
export function openTestDoor(app: FastifyInstance, simulator: Simulator): void {
  app.post<{ Params: { sessionId: string } }>('/test/checkout/:sessionId/pay', async (request, reply) => {
    const wish = read(Payment, request.body);
    const { status, redirectUrl } = pay(simulator, request.params.sessionId, wish);
    return answer(reply, status === 'expired' ? 409 : 200, { status, redirectUrl });
  });

  app.post<{ Params: { refundId: string } }>('/test/refunds/:refundId/settle', async (request) =>
    settle(simulator, request.params.refundId, read(Settling, request.body).status),
  );

  app.put('/test/webhooks', async (request) => (simulator.webhooks.mode = read(WebhookMode, request.body)));
  app.get('/test/webhooks', async () => ({
    mode: simulator.webhooks.mode,
    deliveries: simulator.store.everywhere('delivery').map(({ account, value: { id: _id, ...delivery } }) => {
      const event = simulator.store.get('event', account, delivery.eventId);
      return { ...delivery, type: event?.type, objectId: idOfObject(event) };
    }),
  }));
  app.post('/test/webhooks/flush', () => simulator.webhooks.flush());
  app.post<{ Params: { eventId: string } }>('/test/webhooks/replay/:eventId', async ({ params: { eventId } }) => {
    const account = simulator.findAccount('event', eventId);
    const event = account === undefined ? undefined : simulator.store.get('event', account, eventId);
    if (account === undefined || !event) throw StripeProblem.missing('event', eventId);
    return { eventId, answers: await simulator.webhooks.replay(account, event) };
  });

  app.put('/test/faults', async (request) => (simulator.faults.current = read(Faults, request.body)));
  app.get('/test/faults', async () => simulator.faults.current);
  app.get('/test/ledger', async () => ledgerOf(simulator.store));
}

/** The id of what an event is about; null where that has none. */
function idOfObject(event: Stripe.EventBase | undefined): string | null {
  const { id } = (event?.data.object ?? {}) as { id?: string };
  return id ?? null;
}

function settle(simulator: Simulator, refundId: string, status: 'succeeded' | 'failed'): object {
  const account = simulator.findAccount('refund', refundId);
  if (account === undefined) throw StripeProblem.missing('refund', refundId);
  return simulator.change(account, null, (turn) => settleRefund(turn, refundId, status));
}

function pay(simulator: Simulator, sessionId: string, wish: z.infer<typeof Payment>): Step {
  const card = findCard(wish.card);
  if (!card) throw StripeProblem.invalid('That is none of the test cards.', { param: 'card' });
  const account = simulator.findAccount('checkout.session', sessionId);
  if (account === undefined) throw StripeProblem.missing('checkout.session', sessionId);
  const step = simulator.change(account, null, (turn) => payWith(turn, sessionId, card, wish.email ?? null));
  const { authentication } = wish;
  if (step.status !== 'needs_authentication' || authentication === undefined) return step;
  return simulator.change(account, null, (turn) => answerBank(turn, sessionId, authentication === 'complete'));
}

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (!result.success) throw StripeProblem.invalid(z.prettifyError(result.error));
  return result.data;
}

function answer(reply: FastifyReply, status: number, body: object): FastifyReply {
  return reply.status(status).send(body);
}
