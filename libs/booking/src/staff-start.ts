import type { AppointmentCreate } from '#contracts';
import { instant, Invalid } from '#platform';
import { readWallTime, onTheWall } from '#scheduling';
import { TimeUnclear } from './booking.errors.js';

const minuteMs = 60_000;

/**
 * The instant staff mean, by an instant or by a time on a wall, to the minute; never guessed. `field` names it in a refusal.
 * Throws TimeUnclear, Invalid.
 */
export function startOf(start: AppointmentCreate['start'], field: 'start' | 'end' = 'start'): Date {
  if (typeof start === 'string') return wholeMinute(new Date(start), field);
  const { local, timeZone } = start;
  const read = readWallTime(local, timeZone);
  if (!read) throw new Invalid([{ path: `${field}.local`, message: 'Use a date and time such as 2027-03-28T10:00.' }]);
  if (read.exists === 'once') return new Date(read.instant);
  throw new TimeUnclear(
    read.choices.map((choice) => {
      const at = new Date(choice);
      return { start: instant(at), ...onTheWall(at, timeZone) };
    }),
    field,
  );
}

/** Rules may be lifted, the grid of times too; but no wall clock in the house shows seconds. */
function wholeMinute(at: Date, field: 'start' | 'end'): Date {
  if (at.getTime() % minuteMs !== 0) throw new Invalid([{ path: field, message: 'Use a time to the minute.' }]);
  return at;
}
