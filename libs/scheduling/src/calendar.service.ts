import { Injectable } from '@nestjs/common';
import type { CalendarView } from '#contracts';
import { instant, type Tx } from '#platform';
import { AvailabilityService } from './availability.service.js';
import { BlockedTimeService } from './blocked-time.service.js';
import { joined, shownEntry } from './calendar-entries.js';
import { readEntries } from './calendar.store.js';
import { calendarDays, wallReading } from './domain/calendar-days.js';
import { rangeOfDates } from './domain/slot-days.js';
import { openingsBetween } from './domain/weekly-hours.js';
import { readFollowedHours } from './schedule.store.js';

/** Whose calendar, which dates of it on their wall, and whether whoever asks may change it. */
export interface CalendarAsked {
  readonly coach: { readonly id: string; readonly name: string; readonly timeZone: string };
  readonly from: string;
  readonly to: string;
  readonly mayChange: boolean;
}

/** A coach's calendar, told on the coach's own wall: open hours, and all that stands in it. */
@Injectable()
export class CalendarService {
  constructor(
    private readonly availability: AvailabilityService,
    private readonly blocked: BlockedTimeService,
  ) {}

  /** As many statements for two months as for a day. */
  async read(tx: Tx, { coach, from, to, mayChange }: CalendarAsked): Promise<CalendarView> {
    const { id, name, timeZone } = coach;
    const range = rangeOfDates({ from, to, timeZone });
    // Whatever can be booked by any of them is open.
    const hours = [await this.availability.get(tx, id), ...(await readFollowedHours(tx, id))];
    const open = hours.flatMap((one) => openingsBetween(one, range, 0));
    const rows = joined(await readEntries(tx, id, range));
    const { date, local, offset } = wallReading(tx.now().getTime(), timeZone);
    return {
      coach: { id, name },
      timeZone,
      now: { at: instant(tx.now()), date, local, offset },
      days: calendarDays(open, { from, to, timeZone }),
      entries: await Promise.all(
        rows.map(async (row) => ({
          ...shownEntry(row, timeZone, await this.blocked.labelOf(tx, row)),
          movable: mayChange && (row.kind === 'blocked' || row.status === 'confirmed'),
        })),
      ),
    };
  }
}
