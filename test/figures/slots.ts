import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { slotsBetween, type Availability, type SlotRules } from '#scheduling';
import { slotsByReference } from '../../libs/scheduling/src/testing/slots-reference.js';
import { percentile } from '../../tools/percentile.js';

const minute = 60_000;
const day = 1_440 * minute;
const start = Date.parse('2027-01-04T00:00:00Z');

const ranges = { week: 7, month: 30, 'six-months': 183 } as const;
const busyCounts = [0, 50, 500] as const;
export type RangeName = keyof typeof ranges;
export type BusyCount = (typeof busyCounts)[number];

type List = (
  availability: Availability,
  busy: readonly Interval[],
  rules: SlotRules,
  range: Interval,
) => readonly number[];
interface Interval {
  readonly start: number;
  readonly end: number;
}

const availability: Availability = {
  timeZone: 'Europe/Paris',
  weekly: [
    { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '12:30' },
    { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '13:30', to: '18:00' },
    { days: ['sat'], from: '10:00', to: '13:00' },
  ],
  overrides: [{ date: '2027-01-13', hours: [] }],
};

const rules: SlotRules = {
  durationMs: 60 * minute,
  startEveryMs: 15 * minute,
  bufferBeforeMs: 5 * minute,
  bufferAfterMs: 10 * minute,
  now: start,
  minimumNoticeMs: 0,
  bookingWindowMs: 365 * day,
};

/** Busy times of five minutes spread over the whole range, in the order of rows: appointments first, then blocked times. */
function busyIn(range: Interval, count: number): Interval[] {
  const every = (range.end - range.start) / count;
  const inOrder = Array.from({ length: count }, (_, n) => {
    const begin = range.start + Math.round((n * every) / minute) * minute;
    return { start: begin, end: begin + 5 * minute };
  });
  return [...inOrder.filter((_, n) => n % 2 === 0), ...inOrder.filter((_, n) => n % 2 === 1)];
}

/** Microseconds that one list takes, by what was asked: medians, everything measured in turns within one run. */
export interface SlotTimes {
  readonly fast: (range: RangeName, busy: BusyCount) => number;
  /** Of the slow reference, for a month with 50 busy times. */
  readonly reference: number;
  /** The control: each start asked about each busy time, for half a year with 500 and with none. */
  readonly unswept: { readonly busy: number; readonly none: number };
  /** Lists that are not those of the slow reference. */
  readonly apart: number;
}

/** Times the pure function; the slow reference is asked `slowly` times, the fast one many more. */
export function timeSlots({ rounds, slowly }: { rounds: number; slowly: number }): SlotTimes {
  const asked = Object.entries(ranges).flatMap(([name, days]) => {
    const range = { start, end: start + days * day };
    return busyCounts.map((count) => ({ name: `${name} ${count}`, range, busy: busyIn(range, count) }));
  });
  const question = (name: string) => asked.find((one) => one.name === name)!;
  const samples = new Map<string, number[]>();
  const sample = (name: string, list: List, of: string, times: number) => {
    const { busy, range } = question(of);
    const begun = performance.now();
    for (let n = 0; n < times; n += 1) list(availability, busy, rules, range);
    const taken = ((performance.now() - begun) * 1000) / times;
    samples.set(name, [...(samples.get(name) ?? []), taken]);
  };
  const warmUp = Math.ceil(rounds / 5);
  for (let round = -warmUp; round < rounds; round += 1) {
    if (round === 0) samples.clear();
    // As many in one sample as a busy machine lets run undisturbed.
    for (const { name, range } of asked)
      sample(name, slotsBetween, name, Math.ceil((40 * day) / (range.end - range.start)));
    sample('unswept 500', unswept, 'six-months 500', 1);
    sample('unswept 0', unswept, 'six-months 0', 1);
    if (round >= 0 && round % Math.ceil(rounds / slowly) === 0) sample('reference', slotsByReference, 'month 50', 1);
  }
  const median = (name: string) => percentile(samples.get(name) ?? [], 0.5);
  const compared = ['week 0', 'week 50', 'month 50', 'month 500'].map(question);
  return {
    fast: (range, busy) => median(`${range} ${busy}`),
    reference: median('reference'),
    unswept: { busy: median('unswept 500'), none: median('unswept 0') },
    apart: compared.filter(({ busy, range }) => {
      const [fast, slow] = [slotsBetween, slotsByReference].map((list) => list(availability, busy, rules, range));
      return fast!.length === 0 || fast!.join() !== slow!.join();
    }).length,
  };
}

/** What the sweep spares: every start of the opening hours, asked about every busy time. */
const unswept: List = (hours, busy, asked, range) =>
  slotsBetween(hours, [], asked, range).filter(
    (begin) =>
      !busy.some(
        (time) =>
          time.start < begin + asked.durationMs + asked.bufferAfterMs && begin - asked.bufferBeforeMs < time.end,
      ),
  );

/** The slow reference as it was written, before the fast function: it judges that one, and may never be bent to it. */
export const referenceAsWritten = 'cc841430623e143b3573bb143a0bf679153de46e48b0c5857ae977ab204da1d2';

/** The slow reference as it stands. */
export function hashOfReference(): string {
  const file = new URL('../../libs/scheduling/src/testing/slots-reference.ts', import.meta.url);
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
