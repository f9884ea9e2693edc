import { randomBytes } from 'node:crypto';
import type { Payment } from '#billing';
import { system, type Config } from '#platform';
import type { Services } from './services.js';

const patienceMs = 3_000;
const forms = 'application/x-www-form-urlencoded';

/**
 * How the people of the demo pay. A page to pay on cannot be opened in the past, so what was paid then is told to the
 * practice as the provider would tell it, with a payment that the simulator knows (it can be given back). Real money
 * never moves: without the simulator nothing of the demo has a price to be paid here.
 */
export class Till {
  private readonly simulator: string | undefined;
  private reachable = true;

  constructor(
    private readonly config: Config,
    private readonly services: Services,
  ) {
    this.simulator = config.STRIPE_API_URL;
  }

  /** Whether a payment can be given back there. */
  get knowsPayments(): boolean {
    return this.simulator !== undefined && this.reachable;
  }

  /**
   * Pays what is owed for an appointment, if anything is. The simulator hears of what may still be given back; it takes
   * the money after the practice knows of it, so that its notice never comes first.
   */
  async pay(practiceId: string, appointmentId: string, mayComeBack: boolean): Promise<void> {
    const { db, payments, settlement } = this.services;
    const here = { practiceId, actor: system };
    const payment = await db.inPractice(here, (tx) => payments.findFor(tx, appointmentId));
    if (!payment || payment.status !== 'pending') return;
    const intentId =
      (mayComeBack ? await this.intentFor(payment) : null) ?? `pi_demo_${randomBytes(12).toString('hex')}`;
    const { id: paymentId, causeId, amountMinor, currency, account } = payment;
    await db.inPractice(here, (tx) =>
      settlement.settle(tx, paymentId, {
        paid: true,
        page: 'complete',
        lastAttemptFailed: false,
        refundedMinor: 0,
        dispute: 'none',
        named: { paymentId, causeId, practiceId, amountMinor, currency, account },
        sessionId: null,
        intentId,
      }),
    );
    if (!intentId.startsWith('pi_demo_'))
      await this.post(`/v1/payment_intents/${intentId}/confirm`, forms, 'payment_method=pm_card_visa');
  }

  /** Pays on the simulator's own page, as a person would, and asks how it went. */
  async payOnPage(practiceId: string, appointmentId: string, checkoutUrl: string): Promise<void> {
    const session = /cs_\w+/.exec(checkoutUrl)?.[0];
    if (session === undefined) return;
    const paid = await this.post(`/test/checkout/${session}/pay`, 'application/json', '{"card":"4242424242424242"}');
    if (!paid) return;
    const { db, payments, paymentEvents } = this.services;
    const payment = await db.inPractice({ practiceId, actor: system }, (tx) => payments.findFor(tx, appointmentId));
    if (payment) await paymentEvents.reconcile(practiceId, payment.id);
  }

  /** A payment that the simulator knows of; null where it does not answer. */
  private async intentFor(payment: Payment): Promise<string | null> {
    const form = new URLSearchParams({
      amount: String(payment.amountMinor),
      currency: payment.currency.toLowerCase(),
      description: 'Appointment',
      'metadata[practiceId]': payment.practiceId,
      'metadata[paymentId]': payment.id,
      'metadata[appointmentId]': payment.causeId,
    });
    const made = await this.post('/v1/payment_intents', forms, form.toString());
    return (made as { id?: string } | null)?.id ?? null;
  }

  private async post(path: string, type: string, body: string): Promise<object | null> {
    if (!this.knowsPayments || this.simulator === undefined) return null;
    const headers = { 'content-type': type, authorization: `Bearer ${this.config.STRIPE_SECRET_KEY}` };
    try {
      const signal = AbortSignal.timeout(patienceMs);
      const answer = await fetch(this.simulator + path, { method: 'POST', headers, body, signal });
      const text = await answer.text();
      if (!answer.ok)
        throw new Error(`The payment simulator answered ${answer.status} to ${path}: ${text.slice(0, 300)}`);
      return text === '' ? {} : (JSON.parse(text) as object);
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      this.reachable = false;
      return null;
    }
  }
}

/** `fetch` says no more about a host that does not answer. Told by name: a test's own world has other classes. */
function isUnreachable(error: unknown): boolean {
  const name = (error as { name?: unknown } | null)?.name;
  return name === 'TypeError' || name === 'TimeoutError';
}
