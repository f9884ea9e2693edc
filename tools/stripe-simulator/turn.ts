import type Stripe from 'stripe';
import { newId } from './ids.js';
import { StripeProblem } from './problem.js';
import type { Kind, Kinds } from './kinds.js';
import type { Store } from './store.js';

/** One change of the simulator's state: in whose account, at what time, caused by which request. */
export class Turn {
  /** The events of this change, for delivery once it is committed. */
  readonly events: Stripe.EventBase[] = [];

  constructor(
    private readonly store: Store,
    readonly surroundings: Surroundings,
    readonly account: string,
    /** Unix seconds. */
    readonly now: number,
    private readonly request: Stripe.Event.Request | null,
  ) {}

  find<K extends Kind>(kind: K, id: string): Kinds[K] | undefined {
    return this.store.get(kind, this.account, id);
  }

  get<K extends Kind>(kind: K, id: string, param = 'id'): Kinds[K] {
    const found = this.find(kind, id);
    if (!found) throw StripeProblem.missing(kind, id, param);
    return found;
  }

  list<K extends Kind>(kind: K): Kinds[K][] {
    return this.store.list(kind, this.account);
  }

  /** Keeps the object as it now is, and returns it. */
  put<K extends Kind>(kind: K, value: Kinds[K]): Kinds[K] {
    this.store.put(kind, this.account, value);
    return value;
  }

  /** Records an event about the object as it is now; later changes of the object do not change the event. */
  emit(type: Stripe.Event.Type, object: object): void {
    const event: Stripe.EventBase = {
      id: newId('evt'),
      object: 'event',
      ...(this.account === '' ? {} : { account: this.account }),
      api_version: this.surroundings.apiVersion,
      created: this.now,
      data: { object: structuredClone(object) },
      livemode: false,
      pending_webhooks: this.surroundings.endpoints,
      request: this.request ?? { id: null, idempotency_key: null },
      type,
    };
    this.events.push(this.put('event', event));
  }
}

/** What every change needs to know about where it happens. */
export interface Surroundings {
  readonly apiVersion: string;
  /** The simulator's own address, without a slash at the end. */
  readonly url: string;
  /** How many webhook endpoints wait for each event. */
  readonly endpoints: number;
  /** Set by the fault box: refunds are refused. */
  readonly declineRefunds: boolean;
  /** Set by the fault box: refunds stay pending. */
  readonly refundsPend: boolean;
}
