import type { AppointmentCreate } from '#contracts';
import { instant, Invalid } from '#platform';
import { readWallTime, onTheWall } from '#scheduling';
import { TimeUnclear } from './booking.errors.js';

/** The instant staff mean, by an instant or by a time on a wall; never guessed. `field` names it in a refusal. Throws TimeUnclear. */
export function startOf(start: AppointmentCreate['start'], field: 'start' | 'end' = 'start'): Date {
  if (typeof start === 'string') return new Date(start);
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
