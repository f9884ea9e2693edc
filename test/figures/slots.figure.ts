import { atLeast, atMost, exactly, measure, moreThan, told, type Figure } from './figure.js';
import { OwnServer } from './installation.js';
import { MonthPractice } from './month-practice.js';
import { loadInTurns, SlotsServers } from './month-views.js';
import { hashOfReference, referenceAsWritten, timeSlots, type SlotTimes } from './slots.js';

const rounds = Number(process.env['SLOTS_ROUNDS'] ?? 30);

function figuresOf(times: SlotTimes): Figure[] {
  const { fast, reference, unswept } = times;
  const names = ['week', 'month', 'six-months'] as const;
  const longer = ([0, 50, 500] as const).map((busy) => fast('six-months', busy) / fast('month', busy));
  const busier = names.map((range) => fast(range, 500) / fast(range, 0));
  return [
    ...names.flatMap((range) =>
      ([0, 50, 500] as const).map((busy) =>
        told(`slots.${range}.busy-${busy}`, fast(range, busy), 'µs for one list, median'),
      ),
    ),
    told('slots.reference', reference / 1000, 'ms for a month with 50 busy times by the slow reference, median'),
    exactly('slots.apart', times.apart, 'lists other than the slow reference gives', 0),
    moreThan(
      'slots.times-faster',
      reference / fast('month', 50),
      '× as fast as the slow reference, a month, 50 busy',
      25,
    ),
    atMost('slots.six-months', Math.max(...longer), '× as long as a month, whatever is busy', 8),
    atMost('slots.busy', Math.max(...busier), '× as long with 500 busy times as with none, whatever the range', 5),
    exactly(
      'slots.reference-changed',
      hashOfReference() === referenceAsWritten ? 0 : 1,
      `changes to the slow reference since it was written, sha256 ${hashOfReference()}`,
      0,
    ),
    moreThan(
      'slots.control.busy',
      unswept.busy / unswept.none,
      '× as long with 500 busy times, where each start is asked about each of them',
      5,
    ),
  ];
}

async function overHttp(say: (text: string) => void): Promise<Figure[]> {
  const server = await OwnServer.start();
  try {
    const databases = await server.freshDatabases('slots');
    const month = await MonthPractice.open(databases);
    const [oneDay, days] = [await month.statementsFor(1), await month.statementsFor(62)];
    await month.block(50);
    const busy = await month.statementsFor(62);
    const oneByOne = await month.statementsFor(1, 30);
    await month.close();
    say(`${rounds} rounds of the API and a bare handler in turns`);
    const servers = await SlotsServers.start(databases, month.practice.id);
    try {
      const { urls } = servers;
      const addresses = { api: urls.api + month.path(), bare: `${urls.bare}/${month.offering.slug}/${month.query()}` };
      const loads = await loadInTurns(addresses, { rounds, milliseconds: 700, connections: 8 });
      return [
        told('slots.http.api', loads.api.perSecond, 'views of a month a second, with 50 busy times'),
        told('slots.http.api-p99', loads.api.p99, 'ms, 8 at once'),
        told('slots.http.bare', loads.bare.perSecond, 'a second by a bare handler'),
        told('slots.http.bare-p99', loads.bare.p99, 'ms, 8 at once'),
        atLeast('slots.http.share', loads.share, "of the bare handler's throughput, median of the rounds", 0.75),
        told('slots.statements', days, 'statements for 62 days'),
        exactly(
          'slots.statements-more',
          days + busy - 2 * oneDay,
          'of them more than for one day, busy times or none',
          0,
        ),
        moreThan('slots.control.statements', oneByOne, 'statements for 30 days, asked one by one', days),
      ];
    } finally {
      await servers.stop();
    }
  } finally {
    await server.stop();
  }
}

/** Free times are found by one walk over hours and busy time, with as many questions for a season as for a day. */
await measure(async (say) => {
  say('The pure function, for a week, a month and half a year');
  const times = timeSlots({ rounds: 300, slowly: 7 });
  return [...figuresOf(times), ...(await overHttp(say))];
});
