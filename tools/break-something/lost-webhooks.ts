import type { Act } from './act.js';
import type { Books } from './books.js';
import { addressOf, call, mustAnswer } from './caller.js';
import { newMark } from './mark.js';
import { Provider, type Sum } from './provider.js';
import { price, type Booked, type ProvingGround } from './proving-ground.js';
import { count, fates, type Sight } from './report.js';

const people = 3;
const heldBackMs = 6_000;
const patienceMs = 30_000;

export interface Around {
  readonly ground: ProvingGround;
  readonly books: Books;
  readonly providerUrl: string;
  readonly apiUrl: string;
  /** How long the notices are held back before they are let through. */
  readonly heldBackMs?: number;
}

/** What was counted of the loss so far: what the provider did, and what we know of it. */
interface Counted {
  paid: number;
  heldBack: number;
  /** Confirmed while every notice was still lost. */
  foundOut: number;
  delivered: number;
  sentAgain: number;
  confirmed: number;
  provider: Sum;
  ours: Sum;
}

const none: Sum = { payments: 0, minor: 0 };
const words = {
  lost: 'The provider’s notices are lost. Three people are paying …',
  allPaid: 'All three have paid. One of them came back to the page; of the others we have heard nothing.',
  late: 'Now the notices are let through, late and twice …',
};

/** The payment provider's notices are lost for a while; three people pay meanwhile. */
export function lostWebhooks(around: Around): Act {
  const { ground, books, apiUrl } = around;
  const provider = new Provider(around.providerUrl);
  return {
    name: 'webhooks',
    title: 'Lose the payment notices',
    text: 'Three people pay, and not one of the provider’s notices arrives. Who comes back to the page is found to have paid all the same. Then the notices come late, each of them twice: every payment still counts once.',
    button: 'Lose the notices',
    async run({ see, happened }) {
      const press = Date.now();
      const counted: Counted = {
        ...{ paid: 0, heldBack: 0, foundOut: 0, delivered: 0, sentAgain: 0, confirmed: 0 },
        ...{ provider: none, ours: none },
      };
      see(sightOf(counted, 'Just a moment …'));
      const mark = newMark();
      const starts = await ground.freeTimes('webhooks', people);
      const { id } = await ground.ground();
      await provider.lose('all');
      try {
        happened('From now on, none of the provider’s notices arrives.');
        see(sightOf(counted, words.lost));
        const booked: Booked[] = [];
        for (const [n, start] of starts.entries()) {
          const client = { name: `Visitor ${n + 1}`, email: `payer-${mark}-${n + 1}@proving-ground.example` };
          const request = await ground.booking('webhooks', start, client);
          booked.push(await mustAnswer<Booked>({ method: 'POST', ...request, from: addressOf(press, n) }));
        }
        const sessions = booked.map(({ payment }) => sessionOf(payment.checkoutUrl ?? ''));
        const appointments = booked.map(({ appointment }) => appointment.id);
        const look = async (sentence: string) => {
          const { sum, notices } = await provider.about(sessions);
          counted.heldBack = Math.max(counted.heldBack, notices.filter(({ state }) => state === 'held').length);
          counted.delivered = notices.filter(({ state }) => state === 'delivered').length;
          counted.confirmed = await books.confirmed(id, appointments);
          counted.provider = sum;
          counted.ours = await books.paid(id, appointments);
          see(sightOf(counted, sentence));
          return notices;
        };
        for (const [n, sessionId] of sessions.entries()) {
          await provider.pay(sessionId);
          counted.paid += 1;
          happened(`Visitor ${n + 1} paid ${pounds(price.amount)}. Nobody here was told.`);
          await look(words.lost);
        }
        await comesBack(apiUrl, booked[0]!, addressOf(press, people));
        happened('Visitor 1 came back to the page, so the provider was asked: that time is booked.');
        await look(words.allPaid);
        counted.foundOut = counted.confirmed;
        await rest(around.heldBackMs ?? heldBackMs);
        await provider.lose(0);
        await provider.letThrough();
        const late = await look(words.late);
        happened(`${counted.delivered} notices that were held back arrived after all.`);
        for (const notice of late) {
          await provider.sendAgain(notice);
          counted.sentAgain += 1;
        }
        happened(`Each of them was sent once more: ${counted.sentAgain} that say nothing new.`);
        const deadline = performance.now() + patienceMs;
        do {
          await look(words.late);
        } while (counted.confirmed < people && performance.now() < deadline && (await rest(300)));
        happened(
          `Both books were compared: ${counted.ours.payments} payments here, ${counted.provider.payments} there.`,
        );
        return sightOf(counted);
      } finally {
        await provider.lose(0);
        await provider.letThrough();
      }
    },
  };
}

/** Somebody who has paid looks at their page and presses "pay" once more: now the provider is asked. */
async function comesBack(apiUrl: string, { manageUrl }: Booked, from: string | undefined): Promise<void> {
  const token = manageUrl.split('/').at(-1) ?? '';
  const url = `${apiUrl}/api/v1/public/appointments/${token}/checkout`;
  const { status } = await call({ method: 'POST', url, body: {}, from });
  if (status >= 500) throw new Error(`The page to pay on answered ${status}.`);
}

const sessionOf = (checkoutUrl: string): string => /cs_\w+/.exec(checkoutUrl)?.[0] ?? '';

const pounds = (minor: number): string => `£${(minor / 100).toFixed(2)}`;

/** What there is to see; at the end, where there is no sentence any more, with what was promised. */
function sightOf(counted: Counted, sentence?: string): Sight {
  const { paid, heldBack, foundOut, delivered, sentAgain, confirmed, provider, ours } = counted;
  const promised = (kept: boolean) => (sentence === undefined ? kept : null);
  const difference = provider.minor - ours.minor;
  return {
    sentence:
      sentence ??
      (confirmed === people && difference === 0
        ? 'It held: all three are booked, and both books agree to the penny.'
        : 'It did not hold: please look at the numbers.'),
    people: fates([confirmed, 'done'], [paid - confirmed, 'told'], [people - Math.max(paid, confirmed), 'waiting']),
    proof: [
      count('paid and booked', `${confirmed} of ${people}`, promised(confirmed === people)),
      count(
        'counted twice',
        Math.max(0, ours.payments - provider.payments),
        promised(ours.payments === provider.payments),
      ),
      count('between the two books', pounds(difference), promised(difference === 0)),
    ],
    counts: [
      count('Paid at the provider', `${paid} of ${people}`, promised(paid === people)),
      count('Notices held back', heldBack),
      count('Found out without a notice', foundOut, promised(foundOut > 0)),
      count('Notices that came late', delivered, promised(delivered >= heldBack)),
      count('Notices sent once more', sentAgain),
      count('Provider’s book', `${provider.payments} payments, ${pounds(provider.minor)}`),
      count('Our book', `${ours.payments} payments, ${pounds(ours.minor)}`),
    ],
  };
}

const rest = (milliseconds: number): Promise<true> => new Promise((next) => setTimeout(() => next(true), milliseconds));
