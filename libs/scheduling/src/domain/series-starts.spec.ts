import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { seriesStarts } from './series-starts.js';
import { dayMs, minuteMs, zoneTransitions } from './zone-transitions.js';

const utc = (text: string) => Date.parse(`${text}Z`);
const years = { start: utc('2015-01-01T00:00'), end: utc('2032-01-01T00:00') };
const oddZones = ['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Pacific/Apia'];
const zones = fc.oneof(fc.constantFrom(...oddZones), fc.constantFrom(...Intl.supportedValuesOf('timeZone')));

/** A quarter of an hour in a zone, mostly some weeks before one of its clock changes and near its time of day. */
const beginnings = zones.chain((timeZone) => {
  const zone = zoneTransitions(timeZone, years);
  const changes: number[] = [];
  for (let day = years.start; day < years.end; day += dayMs)
    if (zone.offsetAt(day) !== zone.offsetAt(day + dayMs)) changes.push(day);
  const near = fc
    .tuple(fc.constantFrom(...changes, years.start), fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 192 }))
    .map(([day, weeks, quarters]) => zone.wallAt(day) - weeks * 7 * dayMs + quarters * 15 * minuteMs);
  return near.map((wall) => ({
    timeZone,
    local: new Date(Math.floor(wall / (15 * minuteMs)) * 15 * minuteMs).toISOString().slice(0, 16),
  }));
});

/** What a zone's wall time may mean, as Temporal says it. */
function byTemporal(local: Temporal.PlainDateTime, timeZone: string) {
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
    local.toZonedDateTime(timeZone, { disambiguation }),
  ) as [Temporal.ZonedDateTime, Temporal.ZonedDateTime];
  if (earlier.epochMilliseconds === later.epochMilliseconds)
    return { exists: 'once', instant: earlier.epochMilliseconds };
  const exists = earlier.toPlainDateTime().equals(local) ? 'twice' : 'never';
  return { exists, choices: [earlier.epochMilliseconds, later.epochMilliseconds] };
}

describe('The times of a series (issue 4, item 4)', () => {
  it('stay at the same time on the wall when the clocks change', () => {
    const weekly = { timeZone: 'Europe/London', everyWeeks: 1, times: 4 };
    const instants = seriesStarts('2027-03-16T10:00', weekly)?.map(({ reading }) => reading);
    expect(instants).toEqual(
      ['2027-03-16T10:00', '2027-03-23T10:00', '2027-03-30T09:00', '2027-04-06T09:00'].map((text) => ({
        exists: 'once',
        instant: utc(text),
      })),
    );
    const fortnightly = seriesStarts(new Date(utc('2027-03-16T10:00')), { ...weekly, everyWeeks: 2, times: 2 });
    expect(fortnightly).toMatchObject([
      { number: 1, local: '2027-03-16T10:00' },
      { number: 2, local: '2027-03-30T10:00', reading: { instant: utc('2027-03-30T09:00') } },
    ]);
  });

  it('are asked about in the week in which the clock skips them or has them twice', () => {
    const rule = { timeZone: 'Europe/Paris', everyWeeks: 1, times: 3 };
    expect(seriesStarts('2027-03-21T02:30', rule)?.map(({ reading }) => reading.exists)).toEqual([
      'once',
      'never',
      'once',
    ]);
    expect(seriesStarts('2027-10-24T02:30', rule)?.[1]?.reading).toEqual({
      exists: 'twice',
      choices: [utc('2027-10-31T00:30'), utc('2027-10-31T01:30')],
    });
  });

  it('begin where an instant says so, also in the second of two equal hours', () => {
    const second = new Date(utc('2027-10-31T01:30'));
    expect(seriesStarts(second, { timeZone: 'Europe/Paris', everyWeeks: 1, times: 2 })).toMatchObject([
      { local: '2027-10-31T02:30', reading: { exists: 'once', instant: second.getTime() } },
      { local: '2027-11-07T02:30', reading: { exists: 'once', instant: utc('2027-11-07T01:30') } },
    ]);
  });

  it('are none where no calendar has the date', () => {
    const rule = { timeZone: 'Europe/Paris', everyWeeks: 4, times: 52 };
    expect(seriesStarts('2027-02-30T10:00', rule)).toBeUndefined();
    expect(seriesStarts('9998-12-01T10:00', rule)).toBeUndefined();
  });

  it('are those that Temporal finds, over every zone and its clock changes', () => {
    const rules = fc.record({ everyWeeks: fc.integer({ min: 1, max: 4 }), times: fc.integer({ min: 2, max: 52 }) });
    fc.assert(
      fc.property(beginnings, rules, ({ timeZone, local }, { everyWeeks, times }) => {
        const first = Temporal.PlainDateTime.from(local);
        const expected = Array.from({ length: times }, (_, index) => {
          const wall = first.add({ weeks: everyWeeks * index });
          return {
            number: index + 1,
            local: wall.toString({ smallestUnit: 'minute' }),
            reading: byTemporal(wall, timeZone),
          };
        });
        expect(seriesStarts(local, { timeZone, everyWeeks, times })).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });
});
