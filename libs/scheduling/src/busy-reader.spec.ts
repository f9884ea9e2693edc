import { setImmediate as nextTurn } from 'node:timers/promises';
import { readInSlices } from './busy-reader.js';

const dayMs = 86_400_000;
const begins = Date.parse('2027-03-01T00:00:00Z');
const asked = {
  timeZone: 'Europe/Paris',
  range: { start: begins, end: begins + 65 * dayMs },
  mostEntries: 20_000,
  mostOccurrences: 10_000,
};
const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');
const file = (...events: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR', ''].join('\r\n');
const many = <T>(count: number, of: (n: number) => T) => Array.from({ length: count }, (_, n) => of(n));

/** One series of which every entry stands for another occurrence, none of them in the range. */
const changed = file(
  ...many(4_000, (n) => {
    const at = new Date(begins - 300 * dayMs + n * 60_000).toISOString().replace(/[-:]|\.\d+/g, '');
    return event('UID:one', `RECURRENCE-ID:${at}`, `DTSTART:${at}`);
  }),
);

/** Thousands of zones that nobody knows, in one entry. */
const unknownZones = file(
  event('DTSTART:20270315T090000Z', ...many(3_000, (n) => `EXDATE;TZID=Nowhere/Z${n}:20270315T090000`)),
);

/** Each year of this rule names a time for every half hour, and keeps most of them. */
const positions = many(366, (n) => n + 1).join(',');
const hours = many(24, String).join(',');
const everyHalfHour = file(
  event(
    'DTSTART:19700101T000000Z',
    `RRULE:FREQ=YEARLY;COUNT=900000;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=${hours};BYMINUTE=0,30;BYSETPOS=${positions}`,
  ),
);

/** The longest that this process reckoned between two turns of everybody else, in milliseconds of its own time. */
async function longestTurn(text: string): Promise<number> {
  let longest = 0;
  let done = false;
  const read = readInSlices(text, asked)
    .catch(() => undefined)
    .finally(() => (done = true));
  for (let before = process.cpuUsage(); !done; before = process.cpuUsage()) {
    await nextTurn();
    const { user, system } = process.cpuUsage(before);
    longest = Math.max(longest, (user + system) / 1_000);
  }
  await read;
  return longest;
}

describe('A calendar that is made to keep us busy (issue 4, item 7)', () => {
  it.each([
    ['a series of which every occurrence was changed', changed],
    ['an entry with thousands of unknown zones', unknownZones],
    ['a rule with half a million times', everyHalfHour],
  ])('lets everybody else have their turn: %s', async (_what, text) => {
    expect(await longestTurn(text)).toBeLessThan(250);
  });

  it('is read in time that grows with its entries: one series with every occurrence changed is no bomb', async () => {
    const { busy, faults } = await readInSlices(changed, asked);
    expect([busy.size, faults.size]).toEqual([0, 0]);
  });
});
