import { percentile } from '../../tools/percentile.js';
import { atLeast, below, exactly, measure, told } from './figure.js';
import { TwoWaysToBook } from './bookings.js';
import { halfDone } from './half-done.js';
import { OwnServer } from './installation.js';
import { countBooked, countOverlaps } from './overlaps.js';

const rounds = Number(process.env['BOOKINGS_ROUNDS'] ?? 40);
const atOnce = 8;
const milliseconds = 400;

/** A booking costs what its statements cost: the service is about as fast as somebody who sends the same ones by hand. */
await measure(async (say) => {
  const server = await OwnServer.start();
  try {
    const databases = await server.freshDatabases('bookings');
    const ways = await TwoWaysToBook.open(databases, atOnce);
    try {
      for (let n = 0; n < 20; n += 1) await ways.book('service', n % atOnce);
      const statements = await ways.record();
      say(`${rounds} rounds of the service and of its statements alone in turns, ${atOnce} at once`);
      const many = await ways.compare('service', { rounds, milliseconds, atOnce });
      say('The same, one at a time');
      const one = await ways.compare('service', { rounds: Math.ceil(rounds / 2), milliseconds, atOnce: 1 });
      say('The same with statements that nobody needs');
      const burdened = await ways.compare('burdened', { rounds: Math.ceil(rounds / 8), milliseconds, atOnce });
      const half = await halfDone(databases.adminUrl);
      const { claims, appointments } = await countBooked(databases.adminUrl, ways.practice.id);
      for (const what of half) say(`Half done: ${what}`);
      return [
        told('bookings.service', many.perSecond, `bookings a second by the service, ${atOnce} at once, median`),
        told('bookings.raw', many.raw, 'a second by its statements alone'),
        atLeast('bookings.share', percentile(many.shares, 0.5), 'of their throughput, median of the rounds', 0.75),
        told('bookings.share-lowest', percentile(many.shares, 0.1), 'in the tenth of the rounds where it was least'),
        told('bookings.share-highest', percentile(many.shares, 0.9), 'in the tenth of the rounds where it was most'),
        told('bookings.one.service', one.perSecond, 'bookings a second by the service, one at a time, median'),
        told('bookings.one.raw', one.raw, 'a second by its statements alone'),
        atLeast('bookings.one.share', percentile(one.shares, 0.5), 'of their throughput, one at a time', 0.75),
        told('bookings.statements', statements, 'statements for one booking, its begin and commit among them'),
        exactly(
          'bookings.missing',
          2 * ways.booked - claims - appointments,
          'appointments and claims that are not there, whichever way they were booked',
          0,
        ),
        exactly('bookings.half-done', half.length, 'kinds of state that contradict themselves', 0),
        exactly('bookings.overlaps', await countOverlaps(databases.adminUrl, ways.practice.id), 'pairs of claims', 0),
        below(
          'bookings.control.share',
          percentile(burdened.shares, 0.5),
          'of their throughput, with 60 statements more in each booking',
          0.75,
        ),
      ];
    } finally {
      await ways.close();
    }
  } finally {
    await server.stop();
  }
});
