import type { SlotExplanation } from '#contracts';
import { weekdays, type Availability, type Hours } from './availability.js';
import { CoachWall, dayWords } from './coach-wall.js';
import { overlaps, widen, type Interval } from './interval.js';
import { slotReasonWords as words, type Booked, type Neighbour, type Stretch } from './slot-reason-words.js';
import type { SlotRules } from './slot-rules.js';
import { whyNotOffered, type SlotRule } from './slots.js';
import { dateOf } from './wall-time.js';
import { openingsBetween, type Opening } from './weekly-hours.js';
import { dayMs, minuteMs } from './zone-transitions.js';

/** Something that stands in the calendar: its time, and what it keeps free for itself with its own buffers. */
export interface Standing extends Interval {
  readonly kind: Neighbour;
  readonly kept: Interval;
  /** The appointment, the blocked time, or the place on the waitlist of whom it is kept for, where it is one of these. */
  readonly id: string | null;
}

/** Everything an explanation of a start has to know. */
export interface AskedStart {
  readonly start: number;
  readonly rules: SlotRules;
  readonly coach: { readonly id: string; readonly name: string; readonly timeZone: string };
  /** Null for a coach who said nothing yet. */
  readonly availability: Availability | null;
  /** Which hours these are, where they are not the coach's usual ones. */
  readonly schedule?: { readonly id: string; readonly name: string } | null;
  /** All busy time around the start, as the list of starts reckons with it. */
  readonly busy: readonly Interval[];
  /** Of it, what can be told of. */
  readonly standing: readonly Standing[];
  /** Why nothing at all is offered: by the offering itself or by this coach. */
  readonly closed: readonly ('inactive' | 'group' | 'not-theirs' | 'left')[];
}

export type SlotReasonRule = SlotExplanation['reasons'][number]['rule'];

/** An appointment, blocked time as it is found on a date of the calendar, or somebody's place on the waitlist. */
type Entry =
  { readonly appointment: string } | { readonly blocked: string; readonly date: string } | { readonly waiting: string };

/** Why a start is on the list or is not; `about` is what a change would have to change, null where nothing can be. */
export interface SlotReason {
  readonly rule: SlotReasonRule;
  readonly text: string;
  readonly about: 'offerings' | 'team' | 'hours' | 'calendars' | Entry | { readonly schedule: string } | null;
}

/** Every rule that keeps a start off the list, in words and on the wall of the coach; empty if it is on the list. */
export function slotReasons(asked: AskedStart): SlotReason[] {
  const { start, rules, availability, busy } = asked;
  const openings = availability ? openingsBetween(availability, { start, end: start + 1 }, rules.durationMs) : [];
  const wall = new CoachWall(asked.coach.timeZone, start);
  return [
    ...asked.closed.map((why) => closedReason(why, asked.coach.name)),
    ...whyNotOffered(start, openings, busy, rules).flatMap((rule) => reasonsFor[rule](asked, wall, openings)),
  ];
}

/** That a start is on the list. */
export function offeredReason({ start, coach }: Pick<AskedStart, 'start' | 'coach'>): SlotReason {
  const when = new CoachWall(coach.timeZone, start).full(start);
  return { rule: 'offered', text: words.offered(when, coach.timeZone), about: null };
}

function closedReason(why: AskedStart['closed'][number], coach: string): SlotReason {
  if (why === 'left') return { rule: 'coach', text: words.left(coach), about: 'team' };
  if (why === 'not-theirs') return { rule: 'coach', text: words.notTheirs(coach), about: 'offerings' };
  return { rule: 'offering', text: words[why], about: 'offerings' };
}

type Reasons = (asked: AskedStart, wall: CoachWall, openings: readonly Opening[]) => SlotReason[];

const reasonsFor: Readonly<Record<SlotRule, Reasons>> = {
  past: ({ start }, wall) => [{ rule: 'past', text: words.past(wall.full(start)), about: null }],
  notice: ({ rules }, wall) => {
    const earliest = wall.full(Math.ceil((rules.now + rules.minimumNoticeMs) / minuteMs) * minuteMs);
    return [{ rule: 'notice', text: words.notice(rules.minimumNoticeMs / minuteMs, earliest), about: 'offerings' }];
  },
  window: ({ rules }, wall) => {
    const latest = wall.full(rules.now + rules.bookingWindowMs);
    return [{ rule: 'window', text: words.window(rules.bookingWindowMs / dayMs, latest), about: 'offerings' }];
  },
  hours: (asked, wall) => [hoursReason(asked, wall)],
  grid: ({ start, rules }, wall, openings) => {
    const here = openings.find((opening) => opening.start <= start && start < opening.end);
    const first = wall.time(here?.start ?? start);
    return [
      { rule: 'grid', text: words.grid(rules.startEveryMs / minuteMs, first, wall.time(start)), about: 'offerings' },
    ];
  },
  busy: busyReasons,
  'daily-limit': ({ rules }, wall) => [
    {
      rule: 'daily-limit',
      text: words.dailyLimit(rules.limits?.maxPerDay ?? 0, dayWords(wall.day)),
      about: 'offerings',
    },
  ],
  'weekly-limit': ({ rules }, wall) => {
    const monday = dayWords(wall.day - weekdayOf(wall.day));
    return [
      { rule: 'weekly-limit', text: words.weeklyLimit(rules.limits?.maxPerWeek ?? 0, monday), about: 'offerings' },
    ];
  },
};

/** Monday is 0; day 0 was a Thursday. */
const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

function hoursReason({ start, rules, availability, schedule, coach }: AskedStart, wall: CoachWall): SlotReason {
  const reason = (rule: 'hours' | 'override', text: string): SlotReason =>
    schedule
      ? { rule, text: words.bySchedule(text, schedule.name), about: { schedule: schedule.id } }
      : { rule, text, about: 'hours' };
  if (!availability) return reason('hours', words.noHours(coach.name));
  const [minutes, time] = [rules.durationMs / minuteMs, wall.time(start)];
  const date = dayWords(wall.day);
  const override = availability.overrides.find((one) => one.date === dateOf(wall.day));
  if (override) {
    const hours = inOrder(override.hours);
    if (hours.length === 0) return reason('override', words.closedOnDate(date));
    return reason('override', words.outsideOverride(date, hours, minutes, time));
  }
  const name = weekdays[weekdayOf(wall.day)];
  const hours = inOrder(availability.weekly.filter(({ days }) => days.some((one) => one === name)));
  const weekday = date.slice(0, date.indexOf(' '));
  if (hours.length === 0) return reason('hours', words.closedOnWeekdays(weekday));
  return reason('hours', words.outsideWeekly(weekday, hours, minutes, time));
}

const inOrder = (hours: readonly Hours[]): Hours[] => [...hours].sort((one, other) => (one.from < other.from ? -1 : 1));

function busyReasons({ start, rules, standing }: AskedStart, wall: CoachWall): SlotReason[] {
  const own = { start, end: start + rules.durationMs };
  const widened = widen(own, rules.bufferBeforeMs, rules.bufferAfterMs);
  const reasons = standing
    .filter(({ kept }) => overlaps(kept, widened))
    .map((one): SlotReason => ({ ...namedBy(one, wall), text: inTheWay(one, own, rules, wall) }));
  return reasons.length > 0 ? reasons : [{ rule: 'busy', text: words.busy, about: null }];
}

function namedBy({ kind, id }: Standing, wall: CoachWall): Pick<SlotReason, 'rule' | 'about'> {
  if (kind === 'elsewhere') return { rule: 'other-calendar', about: 'calendars' };
  if (kind === 'offered') return { rule: 'waitlist', about: { waiting: id ?? '' } };
  if (kind === 'blocked') return { rule: 'blocked', about: { blocked: id ?? '', date: dateOf(wall.day) } };
  // Another time of a series that is only looked at has no page yet.
  return { rule: 'appointment', about: id === null ? null : { appointment: id } };
}

const isBooked = (kind: Neighbour): kind is Booked => kind !== 'blocked' && kind !== 'elsewhere' && kind !== 'offered';

/** Whose time it is that is in the way: the neighbour's own, what it keeps free, or what this offering keeps free. */
function inTheWay(one: Standing, own: Interval, rules: SlotRules, wall: CoachWall): string {
  const [stretch, kept] = [stretchOf(one, wall), stretchOf(one.kept, wall)];
  const [side, buffer] =
    one.start >= own.end ? (['after', rules.bufferAfterMs] as const) : (['before', rules.bufferBeforeMs] as const);
  const minutes = buffer / minuteMs;
  if (one.kind === 'offered') return words.offeredTo(stretch);
  if (overlaps(one, own)) return isBooked(one.kind) ? words.inTheWay(one.kind, stretch) : words[one.kind](stretch);
  if (!isBooked(one.kind) || overlaps(one, widen(own, rules.bufferBeforeMs, rules.bufferAfterMs)))
    return words.ownBuffer(one.kind, stretch, minutes, side);
  if (overlaps(one.kept, own)) return words.itsBuffer(one.kind, stretch, kept);
  return words.bothBuffers(one.kind, stretch, kept, minutes, side);
}

const stretchOf = ({ start, end }: Interval, wall: CoachWall): Stretch => ({
  from: wall.time(start),
  to: wall.time(end),
});
