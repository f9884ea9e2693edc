import type { WhereaboutsView } from '#contracts';
import { locationOf, whereaboutsOf, type AppointmentRow } from '#scheduling';
import { localOnPage } from './local-on-page.js';

/** Whoever attends: the zone they read times in, and their own number, if they gave one. */
interface Attendee {
  readonly timeZone: string;
  readonly phone: string | null;
}

/** Where an appointment takes place, as far as whoever attends it is told now. */
export function whereaboutsView(row: AppointmentRow, { timeZone, phone }: Attendee, now: Date): WhereaboutsView | null {
  const found = whereaboutsOf({ ...row, location: locationOf(row)?.location ?? null }, now);
  switch (found?.kind) {
    case undefined:
      return null;
    case 'link-later':
      return { kind: 'link-later', fromLocal: localOnPage(found.from, timeZone) };
    case 'we-call':
      // A mailbox alone opens this page: enough to know one's own number by, and no number to whoever does not.
      return { kind: 'we-call', ending: phone?.replaceAll(/\D/g, '').slice(-2) ?? null };
    default:
      return found;
  }
}
