import type { Act } from './act.js';
import type { Books } from './books.js';
import { addressOf, call, type Answer } from './caller.js';
import type { ProvingGround } from './proving-ground.js';
import { count, percentile, type Outcome } from './report.js';

const people = 64;

/** 64 people ask for one free time in the same moment. */
export function everybodyAtOnce(ground: ProvingGround, books: Books): Act {
  return {
    name: 'everybody',
    title: '64 people on one time',
    text: 'Sixty-four people press “Book” on the same free half hour at the same moment. One gets it; the others are told so kindly, and are shown other times.',
    button: 'Send 64 people',
    async run(tell) {
      const press = Date.now();
      const [start = ''] = await ground.freeTimes('everybody', 1);
      tell('64 people are asking for the same time …', [count('Bookings sent', people)]);
      const requests = await Promise.all(
        Array.from({ length: people }, (_, n) =>
          ground.booking('everybody', start, {
            name: `Visitor ${n + 1}`,
            email: `visitor-${n + 1}@proving-ground.example`,
          }),
        ),
      );
      const answers = await Promise.all(
        requests.map((one, n) => call({ method: 'POST', ...one, from: addressOf(press, n) })),
      );
      const { id } = await ground.ground();
      return outcomeOf(answers, await books.overlaps(id));
    },
  };
}

/** What became of everybody; `overlaps` is what the database says afterwards. */
export function outcomeOf(answers: readonly Answer[], overlaps: number): Outcome {
  const won = answers.filter(({ status }) => status === 201).length;
  const told = answers.filter(isToldKindly);
  const otherwise = answers.length - won - told.length;
  const times = told.map(({ milliseconds }) => milliseconds);
  const example = (told[0]?.body as { detail?: string } | undefined)?.detail;
  const held = won === 1 && otherwise === 0 && overlaps === 0;
  return {
    sentence: held
      ? `It held: one person has the time, and ${told.length} were told kindly and shown others.`
      : 'It did not hold: please look at the numbers.',
    counts: [
      count('Bookings sent', answers.length),
      count('Got the time', won, won === 1),
      count('Told kindly, with other times', told.length, told.length === answers.length - 1),
      count('Answered in any other way', otherwise, otherwise === 0),
      count('Overlapping times, asked of the database', overlaps, overlaps === 0),
      count('Half were told within', `${percentile(times, 0.5)} ms`),
      count('99 in 100 were told within', `${percentile(times, 0.99)} ms`),
      ...(example === undefined ? [] : [count('What they were told', `“${example}”`)]),
    ],
  };
}

function isToldKindly({ status, body }: Answer): boolean {
  const { type, alternatives } = (body ?? {}) as { type?: string; alternatives?: unknown[] };
  return status === 409 && type === '/problems/slot-taken' && (alternatives?.length ?? 0) > 0;
}
