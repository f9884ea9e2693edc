import { percentile } from '../../tools/percentile.js';
import { answerLater, FeltBookings, type Booked, type Felt } from './felt.js';
import { atMost, measure, moreThan, told, type Figure } from './figure.js';
import { OwnServer } from './installation.js';
import { apiProcess, openCourse } from './race-course.js';

const tries = Number(process.env['FELT_TRIES'] ?? 100);
const warmUp = 5;
const laterMs = 150;

async function felt(bookings: FeltBookings, what: Booked, times: number): Promise<Felt[]> {
  const all: Felt[] = [];
  for (let n = 0; n < warmUp + times; n += 1) all.push(await bookings.book(what));
  return all.slice(warmUp);
}

const p95 = (all: readonly Felt[], of: keyof Felt): number =>
  percentile(
    all.map((one) => one[of]),
    0.95,
  );

const figuresOf = (name: string, words: string, page: string, all: readonly Felt[]): Figure[] => {
  const said = all.map((one) => one.said);
  return [
    told(`felt.${name}.p50`, percentile(said, 0.5), `ms from the click until ${words}, painted, on this machine`),
    atMost(`felt.${name}.p95`, p95(all, 'said'), `ms, of ${all.length} people`, 150),
    told(`felt.${name}.slowest`, Math.max(...said), 'ms'),
    told(`felt.${name}.page.p95`, p95(all, 'shown'), `ms from the click until ${page}`),
  ];
};

/** Whoever picks a time sees at once that it is kept: nobody in distress wonders whether the button did anything. */
await measure(async (say) => {
  const server = await OwnServer.start();
  try {
    const databases = await server.freshDatabases('felt');
    const course = await openCourse(databases, apiProcess);
    try {
      const bookings = await FeltBookings.open(course.urls[0]!.replace('127.0.0.1', 'localhost'), Date.now());
      try {
        say(`${tries} people book in Chromium what costs nothing`);
        const free = await felt(bookings, 'free', tries);
        say(`${tries} people book what is to be paid`);
        const paid = await felt(bookings, 'paid', tries);
        say(`The same, and each answer comes ${laterMs} ms later`);
        await answerLater(databases.adminUrl, laterMs);
        const later = await felt(bookings, 'free', Math.ceil(tries / 5));
        return [
          ...figuresOf('booked', 'it says "Your time is booked"', 'its own page stands there', free),
          ...figuresOf('held', 'it says "We keep this time for you"', 'the page to pay on stands there', paid),
          moreThan('felt.control.p95', p95(later, 'said'), `ms, with answers ${laterMs} ms later`, 150),
        ];
      } finally {
        await bookings.close();
      }
    } finally {
      await course.stop();
    }
  } finally {
    await server.stop();
  }
});
