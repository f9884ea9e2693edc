import type Stripe from 'stripe';
import type { Shapes } from '../stripe-shapes/schema.js';
import { expireOverdue } from './checkout.js';
import { Expansion } from './expand.js';
import { FaultBox } from './faults.js';
import { IdempotencyKeys } from './idempotency.js';
import { Parameters } from './parameters.js';
import type { Kind } from './kinds.js';
import { Store } from './store.js';
import { Turn, type Surroundings } from './turn.js';
import { Webhooks } from './webhooks.js';

export interface SimulatorOptions {
  secretKey?: string;
  webhookSecret: string;
  webhookUrls: readonly string[];
  retryDelaysMs: readonly number[];
  dataDir?: string;
  now: () => Date;
}

/** The provider itself, without its doors: its objects, its clock, its webhooks and its faults. */
export class Simulator {
  readonly store: Store;
  readonly webhooks: Webhooks;
  readonly faults = new FaultBox();
  readonly keys: IdempotencyKeys;
  readonly parameters: Parameters;
  readonly expansion: Expansion;
  readonly apiVersion: string;
  /** Where the doors are; known once they are open. */
  url = '';

  constructor(
    readonly options: SimulatorOptions,
    shapes: Shapes,
  ) {
    this.store = new Store(options.dataDir);
    this.webhooks = new Webhooks(this.store, {
      urls: options.webhookUrls,
      secret: options.webhookSecret,
      retryDelaysMs: options.retryDelaysMs,
      now: options.now,
    });
    this.keys = new IdempotencyKeys(this.store);
    this.parameters = new Parameters(shapes);
    this.expansion = new Expansion(shapes);
    this.apiVersion = shapes.apiVersion;
  }

  /** The time in Unix seconds. */
  now(): number {
    return Math.floor(this.options.now().getTime() / 1000);
  }

  /** Makes one change in an account, whole or not at all, and sends its events. `url` is our address in what it hands out. */
  change<T>(account: string, request: Stripe.Event.Request | null, work: (turn: Turn) => T, url = this.url): T {
    const turn = new Turn(this.store, this.surroundings(url), account, this.now(), request);
    const { result, planned } = this.store.commit(() => ({
      result: work(turn),
      planned: turn.events.flatMap((event) => this.webhooks.plan(account, event)),
    }));
    this.webhooks.send(planned);
    return result;
  }

  /** The simulator under the name by which it was called, so that the addresses it hands out look like the one that was dialled. */
  urlFor(host: string | undefined): string {
    const { port } = new URL(this.url);
    return host === `localhost:${port}` ? `http://${host}` : this.url;
  }

  /** The account that an object belongs to, for doors that know only its id. */
  findAccount(kind: Kind, id: string): string | undefined {
    return this.store.everywhere(kind).find(({ value }) => value.id === id)?.account;
  }

  /** What the clock brings about: sessions expire, old idempotency keys are forgotten. */
  sweep(): void {
    const now = this.now();
    const overdue = this.store
      .everywhere('checkout.session')
      .filter(({ value }) => value.status === 'open' && value.expires_at <= now);
    for (const account of new Set(overdue.map((row) => row.account))) this.change(account, null, expireOverdue);
    this.store.commit(() => this.keys.forgetOld(now));
  }

  async close(): Promise<void> {
    await this.webhooks.close();
    this.store.close();
  }

  private surroundings(url: string): Surroundings {
    return {
      apiVersion: this.apiVersion,
      url,
      endpoints: this.options.webhookUrls.length,
      declineRefunds: this.faults.current.declineRefunds,
      refundsPend: this.faults.current.refundsPend,
    };
  }
}
