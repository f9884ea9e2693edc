import { mustAnswer } from './caller.js';

/** A notice on its way from the provider, and the object of the provider's that it is about. */
export interface Notice {
  readonly eventId: string;
  readonly objectId: string | null;
  readonly state: 'waiting' | 'held' | 'delivered' | 'given_up';
}

/** How much was paid, in minor units, in how many payments. */
export interface Sum {
  readonly payments: number;
  readonly minor: number;
}

interface Payment {
  readonly sessionId: string | null;
  readonly paymentIntentId: string | null;
  readonly chargeId: string;
  readonly amountMinor: number;
  readonly refundedMinor: number;
}

/** The payment provider that is simulated: it can be told to lose its notices, and asked for its book. */
export class Provider {
  constructor(private readonly url: string) {}

  /** How many of its notices get lost from now on; 0 means that those to come arrive. */
  async lose(notices: 'all' | 0): Promise<void> {
    await mustAnswer({ method: 'PUT', url: `${this.url}/test/webhooks`, body: { lose: notices } });
  }

  /** Notices that were held back are sent after all, whoever paid. */
  async letThrough(): Promise<void> {
    await mustAnswer({ method: 'POST', url: `${this.url}/test/webhooks/flush` });
  }

  async sendAgain({ eventId }: Notice): Promise<void> {
    await mustAnswer({ method: 'POST', url: `${this.url}/test/webhooks/replay/${eventId}` });
  }

  async pay(sessionId: string): Promise<void> {
    const body = { card: '4242424242424242' };
    await mustAnswer({ method: 'POST', url: `${this.url}/test/checkout/${sessionId}/pay`, body });
  }

  /** What it has taken on these pages to pay on, and the notices about that: those of other people are none of ours. */
  async about(sessions: readonly string[]): Promise<{ sum: Sum; notices: Notice[] }> {
    const [{ payments }, { deliveries }] = await Promise.all([
      mustAnswer<{ payments: readonly Payment[] }>({ url: `${this.url}/test/ledger` }),
      mustAnswer<{ deliveries: readonly Notice[] }>({ url: `${this.url}/test/webhooks` }),
    ]);
    const own = payments.filter(({ sessionId }) => sessionId !== null && sessions.includes(sessionId));
    const objects = new Set(own.flatMap((one) => [one.sessionId, one.paymentIntentId, one.chargeId]));
    return {
      sum: {
        payments: own.length,
        minor: own.reduce((sum, { amountMinor, refundedMinor }) => sum + amountMinor - refundedMinor, 0),
      },
      notices: deliveries.filter(({ objectId }) => objectId !== null && objects.has(objectId)),
    };
  }
}
