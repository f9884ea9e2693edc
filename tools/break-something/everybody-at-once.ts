import type { Act } from './act.js';
import type { Books } from './books.js';
import { addressOf, call, type Answer } from './caller.js';
import type { ProvingGround } from './proving-ground.js';
import { percentile } from '../percentile.js';
import { count, fates, type Sight } from './report.js';

const people = 64;
const inWords = new Intl.DateTimeFormat('en-GB', {
  ...{ weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' },
  timeZone: 'UTC',
});

const words = { won: 'has the time', told: 'told kindly, with other times', overlaps: 'times that overlap' };
const asking: Sight = {
  sentence: '64 people are asking for the same time …',
  people: fates([people, 'waiting']),
  proof: Object.values(words).map((term) => count(term, '…')),
  counts: [],
};

/** 64 people ask for one free time in the same moment. */
export function everybodyAtOnce(ground: ProvingGround, books: Books): Act {
  return {
    name: 'everybody',
    title: '64 people on one time',
    text: 'Sixty-four people press “Book” on the same free half hour at the same moment. One gets it; the others are told so kindly, and are shown other times.',
    button: 'Send 64 people',
    async run({ see, happened }) {
      const press = Date.now();
      see(asking);
      const [start = ''] = await ground.freeTimes('everybody', 1);
      happened(`A free half hour was chosen: ${inWords.format(new Date(start))} UTC.`);
      const requests = await Promise.all(
        Array.from({ length: people }, (_, n) =>
          ground.booking('everybody', start, {
            name: `Visitor ${n + 1}`,
            email: `visitor-${n + 1}@proving-ground.example`,
          }),
        ),
      );
      happened('64 people pressed “Book” on it, each from an address of their own.');
      const answers = await Promise.all(
        requests.map(async (one, n) => {
          const answer = await call({ method: 'POST', ...one, from: addressOf(press, n) });
          if (answer.status === 201) happened(`Visitor ${n + 1} has it.`);
          return answer;
        }),
      );
      const told = answers.filter(isToldKindly);
      happened(`${told.length} others were told, the last of them after ${within(timesOf(told), 1)} ms.`);
      const { id } = await ground.ground();
      const overlaps = await books.overlaps(id);
      happened(`The database was asked for times that overlap: ${overlaps === 0 ? 'there are none' : overlaps}.`);
      return sightOf(answers, overlaps);
    },
  };
}

/** What became of everybody; `overlaps` is what the database says afterwards. */
export function sightOf(answers: readonly Answer[], overlaps: number): Sight {
  const won = answers.filter(({ status }) => status === 201).length;
  const told = answers.filter(isToldKindly);
  const otherwise = answers.length - won - told.length;
  const times = timesOf(told);
  const example = (told[0]?.body as { detail?: string } | undefined)?.detail;
  const held = won === 1 && otherwise === 0 && overlaps === 0;
  return {
    sentence: held
      ? `It held: one person has the time, and ${told.length} were told kindly and shown others.`
      : 'It did not hold: please look at the numbers.',
    people: fates([won, 'done'], [told.length, 'told'], [otherwise, 'wrong']),
    proof: [
      count(words.won, won, won === 1),
      count(words.told, told.length, told.length === answers.length - 1),
      count(words.overlaps, overlaps, overlaps === 0),
    ],
    counts: [
      count('Bookings sent', answers.length),
      count('Answered in any other way', otherwise, otherwise === 0),
      count('Half were told within', `${within(times, 0.5)} ms`),
      count('99 in 100 were told within', `${within(times, 0.99)} ms`),
      ...(example === undefined ? [] : [count('What they were told', `“${example}”`)]),
    ],
  };
}

/** Within how many whole milliseconds this share of them was answered. */
const within = (times: readonly number[], share: number): number => Math.round(percentile(times, share));

const timesOf = (answers: readonly Answer[]): number[] => answers.map(({ milliseconds }) => milliseconds);

function isToldKindly({ status, body }: Answer): boolean {
  const { type, alternatives } = (body ?? {}) as { type?: string; alternatives?: unknown[] };
  return status === 409 && type === '/problems/slot-taken' && (alternatives?.length ?? 0) > 0;
}
