import { weekdays } from './availability.js';

/** A repeat rule (RFC 5545, 3.3.10) of one a day or fewer, but for times of the day that it names itself. */
export interface RecurrenceRule {
  readonly every: 'YEARLY' | 'MONTHLY' | 'WEEKLY' | 'DAILY';
  readonly interval: number;
  readonly count: number | undefined;
  /** As the rule writes it: a date, or a time on the wall or of UTC. */
  readonly until: string | undefined;
  readonly months: readonly number[];
  readonly weekNumbers: readonly number[];
  readonly yearDays: readonly number[];
  readonly monthDays: readonly number[];
  /** Monday is 0; `nth` is 0 for every one. */
  readonly days: readonly { readonly nth: number; readonly weekday: number }[];
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  readonly positions: readonly number[];
  readonly weekStart: number;
}

/** Times of one day that a rule may name: more is no appointment of anybody. */
const mostTimesADay = 48;

/** Why a rule is not followed. */
export type RuleFault = 'repeats-too-often' | 'entry-not-readable';

/** Reads a rule's text. */
export function readRule(text: string): RecurrenceRule | RuleFault {
  const parts = new Map(
    text
      .toUpperCase()
      .split(';')
      .map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]),
  );
  const every = parts.get('FREQ') ?? '';
  if (/^(HOURLY|MINUTELY|SECONDLY)$/.test(every)) return 'repeats-too-often';
  const interval = wholeNumber(parts.get('INTERVAL') ?? '1');
  const count = parts.has('COUNT') ? wholeNumber(parts.get('COUNT') ?? '') : undefined;
  const lists = [
    ['BYMONTH', 1, 12],
    ['BYWEEKNO', -53, 53],
    ['BYYEARDAY', -366, 366],
    ['BYMONTHDAY', -31, 31],
    ['BYSETPOS', -366, 366],
    ['BYHOUR', 0, 23],
    ['BYMINUTE', 0, 59],
  ].map(([name, least, most]) => numbers(parts.get(String(name)), Number(least), Number(most)));
  const days = weekdaysOf(parts.get('BYDAY'));
  const weekStart = weekdayNumber(parts.get('WKST') ?? 'MO');
  const [months, weekNumbers, yearDays, monthDays, positions, hours, minutes] = lists;
  if (!isFrequency(every) || !interval || count === 0 || Number.isNaN(count) || !days || weekStart === -1)
    return 'entry-not-readable';
  if (!months || !weekNumbers || !yearDays || !monthDays || !positions || !hours || !minutes)
    return 'entry-not-readable';
  if (Math.max(1, hours.length) * Math.max(1, minutes.length) > mostTimesADay) return 'repeats-too-often';
  if ((parts.get('BYSECOND') ?? '0').includes(',')) return 'repeats-too-often';
  const until = parts.get('UNTIL');
  return {
    every,
    interval,
    count,
    until,
    months,
    weekNumbers,
    yearDays,
    monthDays,
    days,
    hours,
    minutes,
    positions,
    weekStart,
  };
}

const isFrequency = (every: string): every is RecurrenceRule['every'] => /^(YEARLY|MONTHLY|WEEKLY|DAILY)$/.test(every);

/** NaN for what is none. */
const wholeNumber = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : NaN);

/** Undefined where any of them is out of range, or nought where counting begins with one. */
function numbers(text: string | undefined, least: number, most: number): number[] | undefined {
  if (text === undefined || text === '') return [];
  const all = [...new Set(text.split(',').map((part) => (/^[+-]?\d{1,3}$/.test(part) ? Number(part) : NaN)))];
  const isIn = (n: number) => n >= least && n <= most && (n !== 0 || least === 0);
  return all.every(isIn) ? all.sort((one, other) => one - other) : undefined;
}

function weekdaysOf(text: string | undefined): { nth: number; weekday: number }[] | undefined {
  if (text === undefined || text === '') return [];
  const days = [...new Set(text.split(','))].map((part) => {
    const [, nth = '', name = ''] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(part) ?? [];
    return { nth: Number(nth), weekday: weekdayNumber(name) };
  });
  return days.every(({ weekday }) => weekday !== -1) ? days : undefined;
}

/** Monday is 0; -1 for what is no day. */
const weekdayNumber = (name: string): number => weekdays.findIndex((day) => day.slice(0, 2).toUpperCase() === name);
