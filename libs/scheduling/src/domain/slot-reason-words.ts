import type { Hours } from './availability.js';

/*
 * Every sentence in which a start is explained, in one place. They are read by the people of the practice; nobody's client is
 * named in them.
 */

/** A stretch of time as the coach's wall clock reads it. */
export interface Stretch {
  readonly from: string;
  readonly to: string;
}

/** What stands in a calendar, as far as an explanation tells of it. */
export type Neighbour = Booked | 'blocked' | 'elsewhere' | 'offered';
export type Booked = 'appointment' | 'request' | 'unpaid' | 'series';

const neighbours: Readonly<Record<Neighbour, string>> = {
  appointment: 'An appointment',
  request: 'A request that waits for its answer',
  unpaid: 'A booking that is not paid yet',
  series: 'Another time of this series',
  blocked: 'Time that is blocked',
  elsewhere: 'Time that is busy in another calendar',
  offered: 'A time that is kept for somebody who waits',
};

const openHours = (hours: readonly Hours[]): string => hours.map(({ from, to }) => `${from}–${to}`).join(' and ');

export const slotReasonWords = {
  offered: (when: string, zone: string) => `${when} (${zone}) is offered.`,
  inactive: 'This offering cannot be booked at present.',
  group: 'Seats of a group cannot be booked yet.',
  notTheirs: (coach: string) => `${coach} does not offer it.`,
  left: (coach: string) => `${coach} works here no longer.`,
  past: (when: string) => `${when} has passed.`,
  notice: (minutes: number, earliest: string) =>
    `It has to be booked at least ${length(minutes)} ahead. The earliest is now ${earliest}.`,
  window: (days: number, latest: string) =>
    `It can be booked at most ${counted(days, 'day')} ahead. The latest is now ${latest}.`,
  noHours: (coach: string) => `${coach} has not said any hours yet.`,
  closedOnWeekdays: (weekday: string) => `There are no hours on a ${weekday}.`,
  closedOnDate: (date: string) => `${date} is closed: other hours than usual hold on that date.`,
  outsideWeekly: (weekday: string, hours: readonly Hours[], minutes: number, time: string) =>
    `On a ${weekday} the hours are ${openHours(hours)}. ${length(minutes)} from ${time} would not fit into them.`,
  outsideOverride: (date: string, hours: readonly Hours[], minutes: number, time: string) =>
    `On ${date} other hours than usual hold: ${openHours(hours)}. ${length(minutes)} from ${time} would not fit into them.`,
  bySchedule: (text: string, name: string) => `${text} It follows the hours “${name}”.`,
  grid: (everyMinutes: number, first: string, time: string) =>
    `Times begin every ${everyMinutes === 60 ? 'hour' : length(everyMinutes)} from ${first}, and ${time} is none of them.`,
  inTheWay: (what: Booked, { from, to }: Stretch) => `${neighbours[what]} from ${from} to ${to} is in the way.`,
  itsBuffer: (what: Booked, { from, to }: Stretch, kept: Stretch) =>
    `${neighbours[what]} from ${from} to ${to} keeps the time from ${kept.from} to ${kept.to} free for itself.`,
  ownBuffer: (what: Neighbour, { from, to }: Stretch, minutes: number, side: 'before' | 'after') =>
    `This offering keeps ${length(minutes)} free ${side} it, and ${lowered(neighbours[what])} from ${from} to ${to} reaches into them.`,
  bothBuffers: (what: Booked, { from, to }: Stretch, kept: Stretch, minutes: number, side: 'before' | 'after') =>
    `${slotReasonWords.itsBuffer(what, { from, to }, kept)} This offering keeps ${length(minutes)} free ${side} it besides.`,
  blocked: ({ from, to }: Stretch) => `The time from ${from} to ${to} is blocked.`,
  elsewhere: ({ from, to }: Stretch) =>
    `Another calendar of the coach says that the time from ${from} to ${to} is busy.`,
  offeredTo: ({ from, to }: Stretch) =>
    `The time from ${from} to ${to} is kept for somebody who waits, until they answer or the time for it is over.`,
  busy: 'Something else in the calendar is in the way.',
  dailyLimit: (most: number, date: string) => `${booked(most)} on ${date} already, and no more are taken in a day.`,
  weeklyLimit: (most: number, monday: string) =>
    `${booked(most)} in the week from ${monday} already, and no more are taken in a week.`,
} as const;

/** A length of time as people say it: 15 minutes, 1 hour, 90 minutes, 24 hours, 2 days. */
function length(minutes: number): string {
  if (minutes >= 2_880 && minutes % 1_440 === 0) return counted(minutes / 1_440, 'day');
  return minutes % 60 === 0 ? counted(minutes / 60, 'hour') : counted(minutes, 'minute');
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const booked = (count: number): string =>
  count === 1 ? 'One of these appointments is booked' : `${count} of these appointments are booked`;

const lowered = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);
