import type { CalendarEntry } from '#contracts';
import { instant } from '#platform';
import type { EntryRow } from './calendar.store.js';
import { wallReading } from './domain/calendar-days.js';

/** Something in a calendar as the people of the practice see it. */
export type EntryShown = Omit<CalendarEntry, 'movable'>;

/** An entry on the wall of a zone; `label` is what the coach wrote to blocked time. */
export function shownEntry(row: EntryRow, timeZone: string, label: string | null): EntryShown {
  const { kind, id, startAt, endAt, status, answer, keptUntil, title, who, fromDate, toDate, revision } = row;
  return {
    kind,
    id: kind === 'other-calendar' ? null : id,
    start: instant(startAt),
    end: instant(endAt),
    startsAt: wallReading(startAt.getTime(), timeZone),
    endsAt: wallReading(endAt.getTime(), timeZone),
    blockedFrom: instant(row.blockedFrom),
    blockedTo: instant(row.blockedTo),
    status,
    answer,
    keptUntil: keptUntil && wallReading(keptUntil.getTime(), timeZone),
    title: kind === 'blocked' ? label : title,
    who: [...who],
    dates: fromDate !== null && toDate !== null ? { from: fromDate, to: toDate } : null,
    revision,
  };
}

/** The same with what another calendar says joined where it was stored in pieces of a day. */
export function joined(rows: readonly EntryRow[]): EntryRow[] {
  const whole: EntryRow[] = [];
  const lastOf = new Map<string, number>();
  for (const row of rows) {
    const place = row.kind === 'other-calendar' ? lastOf.get(row.id) : undefined;
    const before = place === undefined ? undefined : whole[place];
    if (place !== undefined && before && row.startAt <= before.endAt) {
      const endAt = row.endAt > before.endAt ? row.endAt : before.endAt;
      whole[place] = { ...before, endAt, blockedTo: endAt };
      continue;
    }
    lastOf.set(row.id, whole.push(row) - 1);
  }
  return whole;
}
