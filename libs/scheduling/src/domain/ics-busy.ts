import { icsEntries, type IcsEntry } from './ics-events.js';
import type { IcsDuration, IcsTime } from './ics-time.js';
import { merge, type Interval } from './interval.js';
import { readRule } from './recurrence-rule.js';
import { recurrences } from './recurrences.js';
import { dayMs, zoneTransitions, type WallTime } from './zone-transitions.js';

/** What is read of a calendar file: whose zone its floating times are in, the stretch that matters, and how much is too much. */
export interface BusyAsked {
  readonly timeZone: string;
  readonly range: Interval;
  readonly mostEntries: number;
  readonly mostOccurrences: number;
}

/** Why a part of a calendar file, or all of it, is not counted. */
export type BusyFault =
  | 'not-a-calendar' // or cut off before its end: what is missing would look free
  | 'too-much'
  | 'zone-not-known'
  | 'repeats-too-often'
  | 'entry-not-readable';

/** Busy time by the entries' own names, so that ours can be told apart; and what was left out. */
export interface BusyRead {
  readonly busy: ReadonlyMap<string, readonly Interval[]>;
  readonly faults: ReadonlySet<BusyFault>;
}

/** A calendar file of which nothing is counted. */
export class NoBusyTime extends Error {
  constructor(readonly fault: 'not-a-calendar' | 'too-much') {
    super(fault);
  }
}

/** An occurrence on the wall may be this far from where it is in UTC, and more than that is another date. */
const marginMs = 3 * dayMs;

/**
 * When somebody is busy, by a calendar file (RFC 5545): series with their exceptions are followed inside the range alone.
 * It goes in small steps, so that whoever walks it may stop or rest between any two. Throws NoBusyTime.
 */
export function* readBusy(text: string, asked: BusyAsked): Generator<null, BusyRead> {
  const faults = new Set<BusyFault>();
  const busy = new Map<string, Interval[]>();
  const entries: IcsEntry[] = [];
  let isWhole = false;
  let left = asked.mostOccurrences;
  const take = (uid: string, { start, end }: Interval) => {
    const within = { start: Math.max(start, asked.range.start), end: Math.min(end, asked.range.end) };
    if (within.start >= within.end) return;
    if (left-- <= 0) throw new NoBusyTime('too-much');
    const known = busy.get(uid);
    if (known) known.push(within);
    else busy.set(uid, [within]);
  };

  if (!/^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text.slice(0, 200))) throw new NoBusyTime('not-a-calendar');
  const zones = { ownZone: asked.timeZone, unknownZone: () => faults.add('zone-not-known') };
  for (const find of icsEntries(text.trimStart(), zones)) {
    yield null;
    if (find === null) continue;
    if (find === 'whole') isWhole = true;
    else if (find === 'entry-not-readable') faults.add(find);
    else if ('stretch' in find)
      take('', {
        start: instantOf(find.stretch.start, asked),
        end: endOf(find.stretch.start, find.stretch.until, asked),
      });
    else if (mayMatter(find.entry, asked)) entries.push(find.entry);
    if (entries.length > asked.mostEntries) throw new NoBusyTime('too-much');
  }
  if (!isWhole) throw new NoBusyTime('not-a-calendar');

  const replaced = yield* replacedOccurrences(entries, asked);
  for (const entry of entries) {
    yield null;
    if (entry.keepsFree) continue;
    for (const found of occurrencesOf(entry, asked, replaced.get(entry.uid))) {
      yield null;
      if (typeof found === 'string') faults.add(found);
      else if (found) take(entry.uid, found);
    }
  }
  return { busy, faults };
}

/** Everything busy, as few intervals, but for what stands under these names. */
export function busyBut(read: BusyRead, ours: ReadonlySet<string>): Interval[] {
  return merge([...read.busy].flatMap(([uid, intervals]) => (ours.has(uid) ? [] : intervals)));
}

/** A single entry that is long over, or far ahead, need not be kept. */
function mayMatter({ start, end, duration, rules, more, replaces }: IcsEntry, { range }: BusyAsked): boolean {
  if (rules.length > 0 || more.length > 0 || replaces) return true;
  const length = duration ? duration.days * dayMs + duration.elapsedMs : (end?.wall ?? start.wall + dayMs) - start.wall;
  return start.wall < range.end + marginMs && start.wall + length > range.start - marginMs;
}

/** Occurrences that are not to be counted: at these instants, and on these whole dates. */
class Exceptions {
  private readonly instants = new Set<number>();
  private readonly dates = new Set<number>();

  add(time: IcsTime, asked: BusyAsked): void {
    if (!nearby(time.wall, asked)) return;
    this.instants.add(instantOf(time, asked));
    if (time.isDate) this.dates.add(time.wall / dayMs);
  }

  hold(instant: number): boolean {
    return this.instants.has(instant);
  }

  holdDateOf(wall: WallTime): boolean {
    return this.dates.has(Math.floor(wall / dayMs));
  }
}

/** Which occurrences of each series have an entry of their own, or were called off by one. */
function* replacedOccurrences(
  entries: readonly IcsEntry[],
  asked: BusyAsked,
): Generator<null, Map<string, Exceptions>> {
  const replaced = new Map<string, Exceptions>();
  for (const { uid, replaces } of entries) {
    yield null;
    if (!replaces) continue;
    const known = replaced.get(uid) ?? new Exceptions();
    replaced.set(uid, known);
    known.add(replaces, asked);
  }
  return replaced;
}

/** When an entry keeps its owner busy; null after a bit of work that brought nothing, and what could not be followed. */
function* occurrencesOf(
  entry: IcsEntry,
  asked: BusyAsked,
  replaced = new Exceptions(),
): Generator<Interval | BusyFault | null> {
  const { start, replaces } = entry;
  const lasts = lengthOf(entry, asked);
  const within = {
    from: asked.range.start - marginMs - lasts.days * dayMs - lasts.elapsedMs,
    to: asked.range.end + marginMs,
  };
  if (replaces) {
    if (start.wall >= within.from && start.wall < within.to)
      yield { start: instantOf(start, asked), end: endOf(start, lasts, asked) };
    return;
  }

  const except = new Exceptions();
  for (const time of entry.except) {
    yield null;
    except.add(time, asked);
  }
  const isLeftOut = (instant: number) => except.hold(instant) || replaced.hold(instant);
  const at = (wall: WallTime): Interval | null => {
    const time = { ...start, wall };
    const instant = instantOf(time, asked);
    if (isLeftOut(instant) || except.holdDateOf(wall) || replaced.holdDateOf(wall)) return null;
    return { start: instant, end: endOf(time, lasts, asked) };
  };
  if (entry.rules.length === 0 && start.wall >= within.from && start.wall < within.to) yield at(start.wall);
  for (const text of entry.rules) {
    const rule = readRule(text);
    if (typeof rule === 'string') {
      yield rule;
      if (start.wall >= within.from && start.wall < within.to) yield at(start.wall);
      continue;
    }
    const last = untilOf(rule.until, start, asked);
    for (const wall of recurrences(rule, start.wall, within)) {
      if (wall !== null && !last(wall)) break;
      yield wall === null ? null : at(wall);
    }
  }
  for (const more of entry.more) {
    yield null;
    if (!nearby(more.wall, asked)) continue;
    const instant = instantOf(more, asked);
    if (!isLeftOut(instant)) yield { start: instant, end: endOf(more, more.until ?? lasts, asked) };
  }
}

/** How long each occurrence lasts: by its duration, from start to end, a whole date, or no time at all. */
function lengthOf({ start, end, duration }: IcsEntry, asked: BusyAsked): IcsDuration {
  if (duration) return duration;
  if (!end) return { days: start.isDate ? 1 : 0, elapsedMs: 0 };
  if (start.isDate) return { days: Math.max(1, Math.round((end.wall - start.wall) / dayMs)), elapsedMs: 0 };
  const elapsedMs =
    nearby(start.wall, asked) && nearby(end.wall, asked)
      ? instantOf(end, asked) - instantOf(start, asked)
      : end.wall - start.wall - offsetNow(end, asked) + offsetNow(start, asked);
  return { days: 0, elapsedMs: Math.max(0, elapsedMs) };
}

/** Whether an occurrence is not after the last: a date is meant whole, a time of UTC is an instant. */
function untilOf(text: string | undefined, start: IcsTime, asked: BusyAsked): (wall: WallTime) => boolean {
  const [, date, time, utc] = /^(\d{8})(?:T(\d{6})(Z?))?$/.exec(text ?? '') ?? [];
  const day = Date.parse(`${date?.slice(0, 4)}-${date?.slice(4, 6)}-${date?.slice(6)}T00:00:00Z`);
  if (Number.isNaN(day)) return () => true; // busy for too long is better than for too short
  if (time === undefined || start.isDate) return (wall) => wall < day + dayMs;
  const last = day + (Number(time.slice(0, 2)) * 3_600 + Number(time.slice(2, 4)) * 60 + Number(time.slice(4))) * 1_000;
  return utc === 'Z' ? (wall) => instantOf({ ...start, wall }, asked) <= last : (wall) => wall <= last;
}

/** Zones are asked about the range alone: what lies far from it is never turned into an instant. */
const nearby = (wall: WallTime, { range }: BusyAsked): boolean =>
  wall >= range.start - 400 * dayMs && wall < range.end + marginMs;

const zoneOf = (time: IcsTime, { range }: BusyAsked) =>
  zoneTransitions(time.timeZone, { start: range.start - 800 * dayMs, end: range.end + marginMs });

const instantOf = (time: IcsTime, asked: BusyAsked): number => zoneOf(time, asked).instantOf(time.wall);

const offsetNow = (time: IcsTime, asked: BusyAsked): number => zoneOf(time, asked).offsetAt(asked.range.start);

/** Days are of the wall clock, so that an entry of a whole date ends at midnight; the rest elapses. */
function endOf(start: IcsTime, lasts: IcsTime | IcsDuration, asked: BusyAsked): number {
  if ('wall' in lasts) return instantOf(lasts, asked);
  return instantOf({ ...start, wall: start.wall + lasts.days * dayMs }, asked) + lasts.elapsedMs;
}
