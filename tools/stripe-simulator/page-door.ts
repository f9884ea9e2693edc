import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { findCard } from './cards.js';
import { answerBank, look, payWith, type Step } from './checkout.js';
import { contentPolicy } from './page.js';
import { authenticationPage, expiredPage, frontPage, paymentPage, unknownPage, type LastAttempt } from './pages.js';
import type { Simulator } from './simulator.js';
import type { Turn } from './turn.js';

type Visit = FastifyRequest<{ Params: { sessionId: string } }>;

const faults = {
  declined: 'Your bank did not accept this card, and nothing was taken. Please try another card.',
  notConfirmed: 'The payment was not confirmed, and nothing was taken. You can try again, or use another card.',
  unknownCard: 'We do not know this card number. Please use one of the test cards below.',
};

/** The payment page and the bank's question: plain forms that need no script. */
export function openPageDoor(app: FastifyInstance, simulator: Simulator): void {
  app.get('/', (_visit, reply) => reply.headers(pageHeaders).send(frontPage()));
  app.get('/c/pay/:sessionId', (visit: Visit, reply) =>
    go(simulator, visit, reply, (turn, id) => show(look(turn, id))),
  );
  app.post('/c/pay/:sessionId', (visit: Visit, reply) =>
    go(simulator, visit, reply, (turn, id) => {
      const card = findCard(field(visit, 'card') ?? '');
      const email = field(visit, 'email');
      if (!card) return show(look(turn, id), { fault: faults.unknownCard, email });
      const step = payWith(turn, id, card, email ?? null);
      return step.status === 'declined'
        ? show({ ...step, status: 'open' }, { fault: faults.declined, email })
        : show(step);
    }),
  );
  app.get('/c/pay/:sessionId/authenticate', (visit: Visit, reply) =>
    go(simulator, visit, reply, (turn, id) => {
      const step = look(turn, id);
      return step.status === 'needs_authentication' ? { html: authenticationPage(step.session) } : show(step);
    }),
  );
  app.post('/c/pay/:sessionId/authenticate', (visit: Visit, reply) =>
    go(simulator, visit, reply, (turn, id) => {
      const step = answerBank(turn, id, field(visit, 'answer') === 'complete');
      return step.status === 'declined'
        ? show({ ...step, status: 'open' }, { fault: faults.notConfirmed })
        : show(step);
    }),
  );
}

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': contentPolicy,
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** What a browser gets: a page, or another address; a payment form is written once its lines are read. */
type Shown = { html: string } | { to: string } | { form: Step['session']; last: LastAttempt };

function show(step: Step, last: LastAttempt = {}): Shown {
  if (step.status === 'expired') return { html: expiredPage(step.session) };
  if (step.status === 'open' || step.redirectUrl === null) return { form: step.session, last };
  return { to: step.redirectUrl };
}

function go(
  simulator: Simulator,
  visit: Visit,
  reply: FastifyReply,
  work: (turn: Turn, id: string) => Shown,
): FastifyReply {
  const id = visit.params.sessionId;
  void reply.headers(pageHeaders);
  const account = simulator.findAccount('checkout.session', id);
  if (account === undefined) return reply.status(404).send(unknownPage());
  const written = (turn: Turn): Exclude<Shown, { form: unknown }> => {
    const next = work(turn, id);
    return 'form' in next ? { html: paymentPage(next.form, turn.get('session_lines', id).lines, next.last) } : next;
  };
  const shown = simulator.change(account, null, written, simulator.urlFor(visit.headers.host));
  return 'to' in shown ? reply.redirect(shown.to, 303) : reply.send(shown.html);
}

function field(visit: Visit, name: string): string | undefined {
  const value = visit.body instanceof Map ? (visit.body.get(name) as unknown) : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
