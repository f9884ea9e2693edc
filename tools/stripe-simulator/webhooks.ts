import type Stripe from 'stripe';
import { z } from 'zod';
import { isTaken, post, signatureOf, type Delivery } from './deliveries.js';
import { newId } from './ids.js';
import type { Store } from './store.js';

/** How webhooks misbehave; what is left out behaves. */
export const WebhookMode = z.strictObject({
  /** So many of the next events, or all from now on, are not sent until they are flushed or replayed. */
  lose: z.union([z.int().min(0), z.literal('all')]).default(0),
  /** How many times each event is sent in all. */
  repeat: z.int().min(1).max(50).default(1),
  /** How long each event waits before it is first sent. */
  delayMs: z.int().min(0).max(86_400_000).default(0),
  /** Events that come close together are sent in the opposite order. */
  reorder: z.boolean().default(false),
});
export type WebhookMode = z.infer<typeof WebhookMode>;

export interface WebhookOptions {
  urls: readonly string[];
  secret: string;
  /** How long to wait before the second, third … attempt. After the last one the delivery is given up. */
  retryDelaysMs: readonly number[];
  now: () => Date;
}

type Sent = { account: string; delivery: Delivery };

const reorderWindowMs = 150;

/** Signs events and brings them to every endpoint, again and again until each has taken them. */
export class Webhooks {
  private current: WebhookMode = WebhookMode.parse({});
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly stopping = new AbortController();
  private line: Promise<void> = Promise.resolve();
  private together: Sent[] = [];
  private togetherTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: Store,
    private readonly options: WebhookOptions,
  ) {}

  get mode(): WebhookMode {
    return this.current;
  }

  set mode(mode: WebhookMode) {
    this.current = mode;
  }

  /** Keeps what has to be sent for an event. Inside the commit that made the event, so that neither is lost without the other. */
  plan(account: string, event: Stripe.EventBase): Sent[] {
    const lost = this.current.lose === 'all' || this.current.lose > 0;
    if (typeof this.current.lose === 'number' && lost) this.current = { ...this.current, lose: this.current.lose - 1 };
    return this.options.urls.map((url) => {
      const delivery: Delivery = {
        id: newId('whd'),
        eventId: event.id,
        url,
        state: lost ? 'held' : 'waiting',
        attempts: 0,
        lastAnswer: null,
      };
      this.store.put('delivery', account, delivery);
      return { account, delivery };
    });
  }

  /** Sends what was planned, in the way that the mode says. After the commit. */
  send(planned: readonly Sent[]): void {
    const waiting = planned.filter(({ delivery }) => delivery.state === 'waiting');
    if (waiting.length === 0) return;
    if (this.current.reorder) return this.gather(waiting);
    const { repeat, delayMs } = this.current;
    for (const sent of waiting) {
      if (delayMs > 0) this.later(sent, delayMs, repeat);
      else this.enqueue(sent, repeat);
    }
  }

  /** After a restart: goes on with what was not taken yet. */
  resume(): void {
    for (const { account, value } of this.store.everywhere('delivery')) {
      if (value.state === 'waiting') this.enqueue({ account, delivery: value }, 1);
    }
  }

  /** Sends everything now that no endpoint has taken: held, delayed, waiting for another attempt, given up. */
  async flush(): Promise<{ delivered: number; failed: number }> {
    clearTimeout(this.togetherTimer);
    this.together = [];
    await this.line;
    let delivered = 0;
    let failed = 0;
    for (const { account, value } of this.store.everywhere('delivery')) {
      if (value.state === 'delivered') continue;
      if (await this.attempt({ account, delivery: value })) delivered += 1;
      else failed += 1;
    }
    return { delivered, failed };
  }

  /** Sends one event once more to every endpoint, taken or not. */
  async replay(account: string, event: Stripe.EventBase): Promise<{ url: string; answer: number | string }[]> {
    const answers = [];
    for (const url of this.options.urls) answers.push({ url, answer: await this.sendOnce(event, url) });
    for (const [index, { url, answer }] of answers.entries()) {
      const open = this.store
        .list('delivery', account)
        .find((one) => one.eventId === event.id && one.url === url && one.state !== 'delivered');
      if (open && isTaken(answer)) this.finish({ account, delivery: open }, 'delivered', answers[index]!.answer);
    }
    return answers;
  }

  /** Resolves when every first attempt that is due has ended. */
  async settled(): Promise<void> {
    await this.line;
  }

  async close(): Promise<void> {
    clearTimeout(this.togetherTimer);
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    this.stopping.abort();
    await this.line;
  }

  private gather(waiting: readonly Sent[]): void {
    this.together.push(...waiting);
    clearTimeout(this.togetherTimer);
    this.togetherTimer = setTimeout(() => {
      const { repeat } = this.current;
      for (const sent of this.together.splice(0).reverse()) this.enqueue(sent, repeat);
    }, reorderWindowMs);
  }

  /** Attempts go out one after another, so that order is kept unless somebody asks for disorder. */
  private enqueue(sent: Sent, times: number): void {
    this.line = this.line.then(async () => {
      if (this.stopping.signal.aborted) return;
      await this.attempt(sent);
      const event = this.store.get('event', sent.account, sent.delivery.eventId);
      for (let copy = 1; copy < times && event; copy += 1) await this.sendOnce(event, sent.delivery.url);
    });
  }

  private later(sent: Sent, delayMs: number, times: number): void {
    clearTimeout(this.timers.get(sent.delivery.id));
    this.timers.set(
      sent.delivery.id,
      setTimeout(() => {
        this.timers.delete(sent.delivery.id);
        this.enqueue(sent, times);
      }, delayMs),
    );
  }

  private async attempt({ account, delivery }: Sent): Promise<boolean> {
    clearTimeout(this.timers.get(delivery.id));
    this.timers.delete(delivery.id);
    const event = this.store.get('event', account, delivery.eventId);
    const latest = this.store.get('delivery', account, delivery.id);
    if (!event || !latest || latest.state === 'delivered') return true;
    const answer = await this.sendOnce(event, latest.url);
    if (this.stopping.signal.aborted) return false; // stays waiting, and goes out after the next start
    if (isTaken(answer)) {
      this.finish({ account, delivery: latest }, 'delivered', answer);
      return true;
    }
    const delayMs = this.options.retryDelaysMs[latest.attempts];
    const failed = this.finish({ account, delivery: latest }, delayMs === undefined ? 'given_up' : 'waiting', answer);
    if (delayMs !== undefined) this.later({ account, delivery: failed }, delayMs, 1);
    return false;
  }

  private finish({ account, delivery }: Sent, state: Delivery['state'], lastAnswer: number | string): Delivery {
    return this.store.commit(() => {
      const done: Delivery = { ...delivery, state, lastAnswer, attempts: delivery.attempts + 1 };
      this.store.put('delivery', account, done);
      const event = state === 'delivered' ? this.store.get('event', account, delivery.eventId) : undefined;
      if (event)
        this.store.put('event', account, { ...event, pending_webhooks: Math.max(0, event.pending_webhooks - 1) });
      return done;
    });
  }

  private sendOnce(event: Stripe.EventBase, url: string): Promise<number | string> {
    const payload = JSON.stringify(event, null, 2);
    // Receivers refuse old signatures by their own time; with a clock set back the machine's time is the later one.
    const time = Math.floor(Math.max(this.options.now().getTime(), new Date().getTime()) / 1000);
    return post(url, payload, signatureOf(payload, this.options.secret, time), this.stopping.signal);
  }
}
