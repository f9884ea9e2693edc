import type { WhereaboutsView } from '#contracts';
import { onTheWall, whereaboutsOf, type AppointmentRow } from '#scheduling';

/** Where an appointment takes place, as far as whoever attends it is told now, in their own zone. */
export function whereaboutsView(row: AppointmentRow, timeZone: string, now: Date): WhereaboutsView | null {
  const { format, location } = row.offering;
  const found = whereaboutsOf({ ...row, format, location }, now);
  if (found?.kind !== 'link-later') return found;
  return { kind: 'link-later', fromLocal: onTheWall(found.from, timeZone).local };
}
