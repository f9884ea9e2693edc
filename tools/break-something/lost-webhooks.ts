import type { Act } from './act.js';
import type { Books } from './books.js';
import { addressOf, call, mustAnswer } from './caller.js';
import { newMark } from './mark.js';
import type { Booked, ProvingGround } from './proving-ground.js';
import { count, type Count } from './report.js';

const people = 3;
const heldBackMs = 6_000;
const patienceMs = 30_000;

interface Notice {
  readonly eventId: string;
  readonly state: 'waiting' | 'held' | 'delivered' | 'given_up';
}
interface Ledger {
  readonly payments: readonly {
    readonly sessionId: string | null;
    readonly amountMinor: number;
    readonly refundedMinor: number;
  }[];
}

export interface Around {
  readonly ground: ProvingGround;
  readonly books: Books;
  readonly providerUrl: string;
  readonly apiUrl: string;
  /** How long the notices are held back before they are let through. */
  readonly heldBackMs?: number;
}

/** What is seen of the loss: what the provider did, and what we know of it. */
interface Sight {
  paid: number;
  heldBack: number;
  /** Confirmed while every notice was still lost. */
  foundOut: number;
  delivered: number;
  sentAgain: number;
  confirmed: number;
  provider: { payments: number; minor: number };
  ours: { payments: number; minor: number };
}

/** The payment provider's notices are lost for a while; three people pay meanwhile. */
export function lostWebhooks(around: Around): Act {
  const { ground, books, providerUrl, apiUrl } = around;
  return {
    name: 'webhooks',
    title: 'Lose the payment notices',
    text: 'Three people pay, and not one of the provider’s notices arrives. Who comes back to the page is found to have paid all the same. Then the notices come late, each of them twice: every payment still counts once.',
    button: 'Lose the notices',
    async run(tell) {
      const press = Date.now();
      const mark = newMark();
      const starts = await ground.freeTimes('webhooks', people);
      const { id } = await ground.ground();
      const before = new Set((await notices(providerUrl)).map(({ eventId }) => eventId));
      const ownNotices = async () => (await notices(providerUrl)).filter(({ eventId }) => !before.has(eventId));
      const sight: Sight = {
        ...{ paid: 0, heldBack: 0, foundOut: 0, delivered: 0, sentAgain: 0, confirmed: 0 },
        provider: { payments: 0, minor: 0 },
        ours: { payments: 0, minor: 0 },
      };
      await lose(providerUrl, 'all');
      try {
        tell('The provider’s notices are lost. Three people are paying …', countsOf(sight, false));
        const booked: Booked[] = [];
        for (const [n, start] of starts.entries()) {
          const client = { name: `Visitor ${n + 1}`, email: `payer-${mark}-${n + 1}@proving-ground.example` };
          const request = await ground.booking('webhooks', start, client);
          booked.push(await mustAnswer<Booked>({ method: 'POST', ...request, from: addressOf(press, n) }));
        }
        const sessions = booked.map(({ payment }) => sessionOf(payment.checkoutUrl ?? ''));
        const appointments = booked.map(({ appointment }) => appointment.id);
        const look = async (sentence: string) => {
          const own = await ownNotices();
          sight.heldBack = Math.max(sight.heldBack, own.filter(({ state }) => state === 'held').length);
          sight.delivered = own.filter(({ state }) => state === 'delivered').length;
          sight.confirmed = await books.confirmed(id, appointments);
          sight.provider = await ledgerOf(providerUrl, sessions);
          sight.ours = await books.paid(id, appointments);
          tell(sentence, countsOf(sight, false));
        };
        for (const sessionId of sessions) {
          await pay(providerUrl, sessionId);
          sight.paid += 1;
          await look('The provider’s notices are lost. Three people are paying …');
        }
        await comesBack(apiUrl, booked[0]!, addressOf(press, people));
        await look('All three have paid. One of them came back to the page; of the others we have heard nothing.');
        sight.foundOut = sight.confirmed;
        await rest(around.heldBackMs ?? heldBackMs);
        await lose(providerUrl, 0);
        await look('Now the notices are let through, late and twice …');
        await letThrough(providerUrl);
        for (const { eventId } of await ownNotices()) {
          await mustAnswer({ method: 'POST', url: `${providerUrl}/test/webhooks/replay/${eventId}` });
          sight.sentAgain += 1;
        }
        const deadline = performance.now() + patienceMs;
        do {
          await look('Now the notices are let through, late and twice …');
        } while (sight.confirmed < people && performance.now() < deadline && (await rest(300)));
        return { sentence: sentenceOf(sight), counts: countsOf(sight, true) };
      } finally {
        await lose(providerUrl, 0);
        await letThrough(providerUrl);
      }
    },
  };
}

/** How many of the provider's notices get lost from now on; none means that those to come arrive. */
async function lose(providerUrl: string, notices: 'all' | 0): Promise<void> {
  await mustAnswer({ method: 'PUT', url: `${providerUrl}/test/webhooks`, body: { lose: notices } });
}

/** Those that were held back are sent after all. */
async function letThrough(providerUrl: string): Promise<void> {
  await mustAnswer({ method: 'POST', url: `${providerUrl}/test/webhooks/flush` });
}

async function notices(providerUrl: string): Promise<readonly Notice[]> {
  return (await mustAnswer<{ deliveries: Notice[] }>({ url: `${providerUrl}/test/webhooks` })).deliveries;
}

async function pay(providerUrl: string, sessionId: string): Promise<void> {
  const body = { card: '4242424242424242' };
  await mustAnswer({ method: 'POST', url: `${providerUrl}/test/checkout/${sessionId}/pay`, body });
}

/** Somebody who has paid looks at their page and presses "pay" once more: now the provider is asked. */
async function comesBack(apiUrl: string, { manageUrl }: Booked, from: string | undefined): Promise<void> {
  const token = manageUrl.split('/').at(-1) ?? '';
  const url = `${apiUrl}/api/v1/public/appointments/${token}/checkout`;
  const { status } = await call({ method: 'POST', url, body: {}, from });
  if (status >= 500) throw new Error(`The page to pay on answered ${status}.`);
}

/** What the provider has taken on these pages. */
async function ledgerOf(providerUrl: string, sessions: readonly string[]): Promise<Sight['provider']> {
  const { payments } = await mustAnswer<Ledger>({ url: `${providerUrl}/test/ledger` });
  const own = payments.filter(({ sessionId }) => sessionId !== null && sessions.includes(sessionId));
  const minor = own.reduce((sum, { amountMinor, refundedMinor }) => sum + amountMinor - refundedMinor, 0);
  return { payments: own.length, minor };
}

const sessionOf = (checkoutUrl: string): string => /cs_\w+/.exec(checkoutUrl)?.[0] ?? '';

const pounds = (minor: number): string => `£${(minor / 100).toFixed(2)}`;

function sentenceOf({ confirmed, provider, ours }: Sight): string {
  return confirmed === people && provider.minor === ours.minor
    ? 'It held: all three are booked, and both books agree to the penny.'
    : 'It did not hold: please look at the numbers.';
}

function countsOf(sight: Sight, isOver: boolean): Count[] {
  const { paid, heldBack, foundOut, delivered, sentAgain, confirmed, provider, ours } = sight;
  const promised = (kept: boolean) => (isOver ? kept : null);
  const difference = provider.minor - ours.minor;
  return [
    count('Paid at the provider', `${paid} of ${people}`, promised(paid === people)),
    count('Notices held back', heldBack),
    count('Found out without a notice', foundOut, promised(foundOut > 0)),
    count(
      'Notices delivered afterwards',
      `${delivered}, and sent once more: ${sentAgain}`,
      promised(delivered >= heldBack),
    ),
    count('Booked for good', `${confirmed} of ${people}`, promised(confirmed === people)),
    count('Provider’s book', `${provider.payments} payments, ${pounds(provider.minor)}`),
    count(
      'Our book',
      `${ours.payments} payments, ${pounds(ours.minor)}`,
      promised(ours.payments === provider.payments),
    ),
    count('Difference', pounds(difference), promised(difference === 0)),
  ];
}

const rest = (milliseconds: number): Promise<true> => new Promise((next) => setTimeout(() => next(true), milliseconds));
