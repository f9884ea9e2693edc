import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

export interface CalendarEntry {
  readonly appointmentId: string;
  readonly host: string;
  readonly start: Date;
  readonly end: Date;
  /** Counts time changes: a higher one replaces the entry (RFC 5546, section 2.1.4). */
  readonly sequence: number;
  readonly title: string;
  readonly manageUrl: string;
  readonly stamp: Date;
}

/**
 * One person's calendar file (RFC 5545): a discreet title, times as UTC instants, the same UID for the life of the
 * appointment. METHOD is PUBLISH: nobody's calendar program is asked to answer by mail.
 */
export function calendarFile(entry: CalendarEntry): { method: 'PUBLISH'; content: string } {
  const calendar = ical({
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Rapport', product: 'Appointments' },
  });
  calendar.createEvent({
    id: `${entry.appointmentId}@${entry.host}`,
    start: entry.start,
    end: entry.end,
    stamp: entry.stamp,
    sequence: entry.sequence,
    summary: entry.title,
    url: entry.manageUrl,
    status: ICalEventStatus.CONFIRMED,
  });
  return { method: 'PUBLISH', content: calendar.toString() };
}
