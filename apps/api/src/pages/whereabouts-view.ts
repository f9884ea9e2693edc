import type { WhereaboutsView } from '#contracts';
import { whereaboutsOf, type AppointmentRow } from '#scheduling';
import { localOnPage } from './local-on-page.js';

/** Where an appointment takes place, as far as whoever attends it is told now, in their own zone. */
export function whereaboutsView(row: AppointmentRow, timeZone: string, now: Date): WhereaboutsView | null {
  const { format, location } = row.offering;
  const found = whereaboutsOf({ ...row, format, location }, now);
  if (found?.kind !== 'link-later') return found;
  return { kind: 'link-later', fromLocal: localOnPage(found.from, timeZone) };
}
