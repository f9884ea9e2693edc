import { percentile } from '../../tools/percentile.js';
import { answerLater, FeltBookings, type Booked } from './felt.js';
import { atMost, measure, moreThan, told, type Figure } from './figure.js';
import { OwnServer } from './installation.js';
import { apiProcess, openCourse } from './race-course.js';

const tries = Number(process.env['FELT_TRIES'] ?? 100);
const warmUp = 5;
const laterMs = 150;

async function felt(bookings: FeltBookings, what: Booked, times: number): Promise<number[]> {
  const all: number[] = [];
  for (let n = 0; n < warmUp + times; n += 1) all.push(await bookings.book(what));
  return all.slice(warmUp);
}

const figuresOf = (name: string, words: string, times: readonly number[]): Figure[] => [
  told(`felt.${name}.p50`, percentile(times, 0.5), `ms from the click to ${words}, painted, on this machine`),
  atMost(`felt.${name}.p95`, percentile(times, 0.95), `ms, of ${times.length} people`, 150),
  told(`felt.${name}.slowest`, Math.max(...times), 'ms'),
];

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
          ...figuresOf('booked', '"Your time is booked"', free),
          ...figuresOf('held', 'the page on which the time that is kept is paid', paid),
          moreThan('felt.control.p95', percentile(later, 0.95), `ms, with answers ${laterMs} ms later`, 150),
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
