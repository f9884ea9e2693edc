import type { Response } from 'supertest';
import type { GivenOffering, GivenPractice } from './given.js';
import type { TestApp } from './test-app.js';

/** The answer to a booking, as stories read it. */
export interface BookingBody {
  appointment: { id: string; status: string; start: string; end: string; coach: string; holdExpiresAt?: string };
  payment: { required: boolean; amount: { amount: number; currency: string }; status?: string; checkoutUrl?: string };
  manageUrl: string;
}

/** What a manage link shows, as stories read it. */
export interface ManagedBody {
  appointment: { id: string; status: string; timeZone: string; local: string; holdExpiresAt?: string };
  payment: { required: boolean; status?: string; checkoutUrl?: string };
  attendees: string[];
  actions: string[];
}

/** A booking somebody made, with the secret of its manage link and the page to pay on. */
export interface MadeBooking {
  readonly id: string;
  readonly token: string;
  readonly sessionId: string;
}

export const cards = { pays: '4242424242424242', isDeclined: '4000000000000002' };

/** The payer's and the provider's part in a story: what is done on the page, and what goes wrong with the notices. */
export class Payer {
  constructor(private readonly app: TestApp) {}

  /** Books something to be paid. */
  async books(name: string, practice: GivenPractice, offering: GivenOffering, start: string): Promise<MadeBooking> {
    const answer = await this.app.books(name, practice, offering, start);
    if (answer.status !== 201) throw new Error(`booking answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    const { appointment, payment, manageUrl } = answer.body as BookingBody;
    return {
      id: appointment.id,
      token: manageUrl.split('/').at(-1) ?? '',
      sessionId: /cs_[A-Za-z0-9_]+/.exec(payment.checkoutUrl ?? '')?.[0] ?? '',
    };
  }

  /** Pays on the page; the answer says how that went. The notices that follow have arrived when it returns. */
  async pays({ sessionId }: Pick<MadeBooking, 'sessionId'>, card = cards.pays): Promise<string> {
    const answer = await this.provider('POST', `checkout/${sessionId}/pay`, { card });
    await this.app.stripe.webhooksSettled();
    return (answer as { status: string }).status;
  }

  /** What the manage link shows now. */
  async sees({ token }: Pick<MadeBooking, 'token'>): Promise<ManagedBody> {
    const answer = await this.calls('get', token);
    if (answer.status !== 200) throw new Error(`the manage link answered ${answer.status}`);
    return answer.body as ManagedBody;
  }

  /** Calls the manage link, or an action of it. */
  async calls(method: 'get' | 'post', path: string, body: object = {}): Promise<Response> {
    const call = this.app.visitor[method](`/api/v1/public/appointments/${path}`);
    return method === 'post' ? call.send(body) : call;
  }

  /** How notices arrive: lost until they are flushed, or each so many times. Without a wish, once and at once. */
  notices(mode: { lose?: 'all'; repeat?: number } = {}): Promise<unknown> {
    return this.provider('PUT', 'webhooks', mode);
  }

  /** Sends every notice that was kept back. */
  async flush(): Promise<void> {
    await this.provider('POST', 'webhooks/flush', {});
  }

  /** How the bank of the payer ends a refund: it took it, or sent it back. The notices that follow have arrived then. */
  async bankEnds(stripeRefundId: string, status: 'succeeded' | 'failed'): Promise<void> {
    await this.provider('POST', `refunds/${stripeRefundId}/settle`, { status });
    await this.app.stripe.webhooksSettled();
  }

  faults(
    faults: {
      down?: boolean;
      declineRefunds?: boolean;
      refundsPend?: boolean;
      cutBeforeCommit?: number;
      cutAfterCommit?: number;
      delayMs?: number;
    } = {},
  ): Promise<unknown> {
    return this.provider('PUT', 'faults', faults);
  }

  /** What the provider's books say of all money, by currency. */
  async ledger(): Promise<unknown> {
    return this.provider('GET', 'ledger');
  }

  async provider(method: 'GET' | 'PUT' | 'POST', path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${this.app.stripe.url}/test/${path}`, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    return answer.json();
  }
}
