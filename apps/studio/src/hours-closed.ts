import type { AppointmentView, Availability } from '#contracts';
import { dateAfter } from './dates.js';
import { minutesBetween } from './parts/wall-time.js';
import { weekdays, weekOf } from './weekly-hours.js';

type Hours = Pick<Availability, 'timeZone' | 'weekly' | 'overrides'>;
const dayMinutes = 1440;
const open = new Set<AppointmentView['status']>(['confirmed', 'held', 'pending_approval']);

/**
 * The appointments that lie in hours which are being closed: wholly inside the hours there were, and not inside the new
 * ones. Reckons on the coach's wall alone, as the API tells it, and says nothing of times that are told in another zone.
 */
export function leftOutside(
  appointments: readonly AppointmentView[],
  before: Hours,
  after: Hours,
): readonly AppointmentView[] {
  return appointments.filter(
    (one) => open.has(one.status) && one.atCoach.timeZone === after.timeZone && lies(one, before) && !lies(one, after),
  );
}

function lies({ atCoach, start, end }: AppointmentView, hours: Hours): boolean {
  const [date = '', time = ''] = atCoach.local.split('T');
  const from = minutesOf(time);
  const to = from + minutesBetween(start, end);
  return openingsAround(date, hours).some((opening) => opening.from <= from && to <= opening.to);
}

interface Opening {
  readonly from: number;
  readonly to: number;
}

/** What is open from the day before until the day after, in minutes of the date's own midnight; what touches is one. */
function openingsAround(date: string, hours: Hours): Opening[] {
  const all = [-1, 0, 1].flatMap((days) =>
    hoursOf(dateAfter(date, days), hours).map(({ from, to }) => ({
      from: minutesOf(from) + days * dayMinutes,
      to: minutesOf(to) + days * dayMinutes,
    })),
  );
  const joined: Opening[] = [];
  for (const opening of all.sort((one, other) => one.from - other.from)) {
    const last = joined.at(-1);
    if (last && opening.from <= last.to) joined.splice(-1, 1, { from: last.from, to: Math.max(last.to, opening.to) });
    else joined.push(opening);
  }
  return joined;
}

function hoursOf(date: string, hours: Hours): readonly { from: string; to: string }[] {
  const override = hours.overrides.find((one) => one.date === date);
  if (override) return override.hours;
  // A date is a day of the week whatever the zone; the week of ours begins on Monday.
  return weekOf(hours)[weekdays[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7]!];
}

function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}
