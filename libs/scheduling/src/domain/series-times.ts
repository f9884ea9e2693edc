import { overlaps, widen, type Interval } from './interval.js';
import type { Occurrence } from './series-starts.js';
import { slotReasons, type AskedStart, type SlotReason, type Standing } from './slot-reasons.js';
import type { SlotRules } from './slot-rules.js';
import { whyNotOffered } from './slots.js';
import { openingsBetween } from './weekly-hours.js';

/** What somebody decided about one time of a series: leave it out, another start, or rules lifted for it. */
export interface SeriesChange {
  readonly number: number;
  readonly skip?: boolean;
  readonly start?: number | undefined;
  readonly lifted?: boolean;
}

export type SeriesOutcome = 'free' | 'lifted' | 'taken' | 'not-offered' | 'unclear' | 'skipped';

/** One time of a series as it comes out: with every rule it breaks, and what an unclear one may mean. */
export interface SeriesTime {
  readonly number: number;
  /** What the wall was to read. */
  readonly local: string;
  /** Null where it is not known, or left out. */
  readonly start: number | null;
  readonly outcome: SeriesOutcome;
  readonly reasons: readonly SlotReason[];
  readonly choices: readonly number[];
}

/** Everything about a calendar that holds for all times of a series. */
export type SeriesFacts = Omit<AskedStart, 'start' | 'closed'>;

/**
 * How each time of a series comes out, by the very rules that list the starts. The times of the series are in each other's
 * way too: of two that overlap the later one in the list is taken, and limits count those before it.
 */
export function seriesTimes(
  occurrences: readonly Occurrence[],
  changes: readonly SeriesChange[],
  facts: SeriesFacts,
): SeriesTime[] {
  const own: number[] = [];
  return occurrences.map(({ number, local, reading }) => {
    const { skip = false, start: chosen, lifted = false } = changes.find((one) => one.number === number) ?? { number };
    const none = { number, local, start: null, reasons: [], choices: [] };
    if (skip) return { ...none, outcome: 'skipped' as const };
    const start = chosen ?? (reading.exists === 'once' ? reading.instant : undefined);
    if (start === undefined)
      return { ...none, outcome: 'unclear' as const, choices: reading.exists === 'once' ? [] : reading.choices };
    const told = outcomeOf(start, lifted, withOwn(facts, own));
    if (told.outcome === 'free' || told.outcome === 'lifted') own.push(start);
    return { number, local, start, choices: [], ...told };
  });
}

/** Whether nothing has to be decided any more. */
export function isSettled(times: readonly Pick<SeriesTime, 'outcome'>[]): boolean {
  return times.every(({ outcome }) => ['free', 'lifted', 'skipped'].includes(outcome));
}

/** What a series itself keeps of the calendar: all of its times that stand, for those who look for other ones beside them. */
export function keptBySeries(times: readonly SeriesTime[], rules: SlotRules): Interval[] {
  return times.flatMap(({ outcome, start }) =>
    start !== null && (outcome === 'free' || outcome === 'lifted') ? [keptBy(start, rules)] : [],
  );
}

function outcomeOf(start: number, lifted: boolean, facts: SeriesFacts): Pick<SeriesTime, 'outcome' | 'reasons'> {
  const { availability, rules, busy } = facts;
  const openings = availability ? openingsBetween(availability, { start, end: start + 1 }, rules.durationMs) : [];
  const broken = whyNotOffered(start, openings, busy, rules);
  const kept = keptBy(start, rules);
  const standing = facts.standing.filter((one) => overlaps(one.kept, kept) || overlaps(one, kept));
  const reasons = slotReasons({ ...facts, start, standing, closed: [] });
  if (broken.length === 0) return { outcome: 'free', reasons };
  // Nothing lifts an overlap, whatever else is broken.
  if (broken.includes('busy')) return { outcome: 'taken', reasons };
  return { outcome: lifted ? 'lifted' : 'not-offered', reasons };
}

function withOwn(facts: SeriesFacts, own: readonly number[]): SeriesFacts {
  const { rules, busy, standing } = facts;
  const mine = own.map((start): Standing => ({
    kind: 'series',
    id: null,
    start,
    end: start + rules.durationMs,
    kept: keptBy(start, rules),
  }));
  const limits = rules.limits && { ...rules.limits, booked: [...rules.limits.booked, ...own] };
  return {
    ...facts,
    rules: { ...rules, limits },
    busy: [...busy, ...mine.map(({ kept }) => kept)],
    standing: [...standing, ...mine],
  };
}

function keptBy(start: number, { durationMs, bufferBeforeMs, bufferAfterMs }: SlotRules): Interval {
  return widen({ start, end: start + durationMs }, bufferBeforeMs, bufferAfterMs);
}
