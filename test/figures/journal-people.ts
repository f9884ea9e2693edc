import { LeanClient, type LeanAnswer } from './lean-client.js';
import { pause, until } from './mortal-program.js';
import type { JournalWorld, OfferingKind } from './journal-world.js';
import { requests, type ActName, type Known, type KnownBlock } from './journal-acts.js';
import { holdIsOver } from './passing-time.js';
import { sessionOf, Till } from './till.js';
import type { Victim } from './victim.js';

/** One line of the journal: what was asked, and what was answered to it. */
export interface Asked {
  readonly act: ActName;
  /** The appointment it was about; of a booking the one that came of it. */
  readonly about: string | undefined;
  /** Who was named by a booking; nobody else ever has this address. */
  readonly email: string | undefined;
  readonly sentAt: number;
  readonly answeredAt: number;
  /** 0 where nothing came back. */
  readonly status: number;
  readonly type: string | undefined;
  /** The name under which the audit tells what was done. */
  readonly requestId: string | undefined;
  /** How the answer says that the appointment stands. */
  readonly said: { readonly status: string; readonly start: number; readonly sequence?: number } | undefined;
  /** The blocked time that the answer tells of. */
  readonly block?: KnownBlock;
}

export const isDone = ({ status }: Asked): boolean => status >= 200 && status < 300;
export const isRefused = ({ status }: Asked): boolean => status >= 400 && status < 500;
/** Not answered, or with a fault: it may have been done all the same. */
export const isOpen = ({ status }: Asked): boolean => status === 0 || status >= 500;

/** How often each act is chosen. */
const weights: Readonly<Record<ActName, number>> = {
  book: 30,
  'book-for': 8,
  'write-down': 5,
  pay: 9,
  hold: 5,
  move: 14,
  'move-by-staff': 8,
  approve: 7,
  decline: 3,
  cancel: 6,
  'cancel-by-staff': 4,
  undo: 8,
  complete: 4,
  'no-show': 2,
  block: 5,
  unblock: 3,
};
const all = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
const kinds: readonly OfferingKind[] = ['free', 'free', 'paid', 'asked', 'askedAndPaid'];
/** Every second act is about one of the last few, so that several people often act on one appointment at once. */
const lastFew = 12;
const aHoldRunsOut = 0.03;

/** People who act at random, by chances that a seed decides. */
export class JournalPeople {
  readonly asked: Asked[] = [];
  private answered = 0;
  private count = 0;
  private readonly known: Known[] = [];
  private readonly blocks: KnownBlock[] = [];
  private readonly door: LeanClient;
  private readonly till: Till;
  private readonly chance: () => number;

  constructor(
    private readonly victim: Victim,
    private readonly world: JournalWorld,
    private readonly wish: { readonly people: number; readonly operations: number; readonly seed: number },
  ) {
    this.door = new LeanClient(victim.url, wish.people);
    this.till = new Till(victim.provider.url, wish.people);
    this.chance = chances(wish.seed);
  }

  /** Until so many were answered. */
  async run(): Promise<void> {
    const person = async () => {
      while (this.answered < this.wish.operations)
        // Nobody presses a button a thousand times.
        if (await this.act()) await pause(250);
    };
    await Promise.all(Array.from({ length: this.wish.people }, person));
  }

  async untilAnswered(count: number): Promise<void> {
    if (!(await until(() => this.answered >= count, 600_000))) throw new Error('Nobody is answered any more.');
  }

  close(): void {
    this.door.close();
    this.till.close();
  }

  /** One act; true where it was answered with a fault or not at all. */
  private async act(): Promise<boolean> {
    const act = this.choose();
    const one = this.someKnown();
    if (one && this.chance() < aHoldRunsOut) await holdIsOver(this.victim.adminUrl, one.id).catch(() => undefined); // the database is away
    const entry = act === 'pay' ? await this.pays(one) : await this.asks(act, one);
    if (!entry) return false;
    this.asked.push(entry);
    if (isOpen(entry)) return true;
    this.answered += 1;
    return false;
  }

  private async asks(act: ActName, one: Known | undefined): Promise<Asked | null> {
    const n = (this.count += 1);
    const kind = kinds[Math.floor(this.chance() * kinds.length)]!;
    const block = this.blocks[Math.floor(this.chance() * this.blocks.length)];
    const request = requests[act]?.(this.world, { n, kind, known: one, block, chance: this.chance });
    if (!request) return null;
    const { path, body, email } = request;
    const headers = path.startsWith('/api/v1/admin/') ? { authorization: `Bearer ${this.world.practice.apiKey}` } : {};
    const sentAt = Date.now();
    const method = body ? 'POST' : 'DELETE';
    const answer = await this.door.call(method, path, body, headers).catch(() => null); // its part was killed
    const blocked = act === 'block' && answer?.status === 201 ? (answer.body as KnownBlock) : undefined;
    const about = request.about ?? blocked?.id ?? appointmentIn(answer)?.id;
    if (blocked) this.blocks.push(blocked);
    else if (answer?.status === 201) this.remember(answer);
    return {
      ...{ act, about, email, sentAt, answeredAt: Date.now(), status: answer?.status ?? 0 },
      type: (answer?.body as { type?: string } | undefined)?.type,
      requestId: answer?.headers['x-request-id'] as string | undefined,
      said: blocked ? undefined : saidIn(answer),
      ...(blocked && { block: blocked }),
    };
  }

  /** On the page of the payment provider, whose answer is no word of ours: the two books are compared at the end. */
  private async pays(one: Known | undefined): Promise<Asked | null> {
    if (!one?.booked || sessionOf(one.booked) === undefined) return null;
    const sentAt = Date.now();
    const told = await this.till.pays(one.booked);
    const nothing = { email: undefined, requestId: undefined, said: undefined };
    return { ...nothing, act: 'pay', about: one.id, sentAt, answeredAt: Date.now(), status: 200, type: told };
  }

  private remember(answer: LeanAnswer): void {
    const id = appointmentIn(answer)?.id;
    if (id === undefined) return;
    const token = (answer.body as { manageUrl?: string }).manageUrl?.split('/').at(-1);
    this.known.push({ id, token, booked: answer.body });
  }

  private someKnown(): Known | undefined {
    const reach = this.chance() < 0.5 ? Math.min(lastFew, this.known.length) : this.known.length;
    return this.known[this.known.length - 1 - Math.floor(this.chance() * reach)];
  }

  private choose(): ActName {
    let left = this.chance() * all;
    for (const [act, weight] of Object.entries(weights)) if ((left -= weight) < 0) return act as ActName;
    return 'book';
  }
}

interface Shown {
  readonly id: string;
  readonly status: string;
  readonly start: string;
  readonly sequence?: number;
}

/** The appointment an answer tells of: by itself on the admin door, beside other things on the public one. */
function appointmentIn(answer: LeanAnswer | null): Shown | undefined {
  if (!answer?.body || answer.status >= 300) return undefined;
  const body = answer.body as { appointment?: Shown } & Partial<Shown>;
  return body.appointment ?? (body.id === undefined ? undefined : (body as Shown));
}

function saidIn(answer: LeanAnswer | null): Asked['said'] {
  const shown = appointmentIn(answer);
  if (!shown) return undefined;
  const { status, start, sequence } = shown;
  return { status, start: Date.parse(start), ...(sequence !== undefined && { sequence }) };
}

/** Numbers from 0 to 1 by mulberry32: the same ones for the same seed. */
function chances(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
