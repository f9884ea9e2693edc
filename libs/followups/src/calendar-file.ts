import { escape, foldLines } from 'ical-generator';
import { localText, offsetText, zoneTransitions } from '#scheduling';

export interface CalendarEntry {
  readonly appointmentId: string;
  readonly host: string;
  /** The address it comes from, as its mail does; null where that would tell what it is about. */
  readonly organizer: string | null;
  readonly start: Date;
  readonly end: Date;
  /** The zone its reader reads times in. */
  readonly timeZone: string;
  /** Counts time changes: a higher one replaces the entry (RFC 5546, section 2.1.4). */
  readonly sequence: number;
  readonly title: string;
  readonly manageUrl: string;
  readonly stamp: Date;
}

/** PUBLISH puts an entry into a calendar or replaces it, and asks nobody to answer by mail; CANCEL takes it out. */
export type CalendarMethod = 'PUBLISH' | 'CANCEL';

/**
 * One person's calendar file (RFC 5545): a discreet title, times on the wall of their own zone, the same UID for the life
 * of the appointment.
 */
export function calendarFile(entry: CalendarEntry, method: CalendarMethod) {
  const { start, end, timeZone, organizer } = entry;
  const zone = wallZone(start, end, timeZone);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Rapport//Appointments//EN',
    `METHOD:${method}`,
    ...(zone?.definition ?? []),
    'BEGIN:VEVENT',
    `UID:${entry.appointmentId}@${entry.host}`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTAMP:${utcTime(entry.stamp)}`,
    `DTSTART${zone ? zone.time(start) : `:${utcTime(start)}`}`,
    `DTEND${zone ? zone.time(end) : `:${utcTime(end)}`}`,
    `SUMMARY:${escape(entry.title, false)}`,
    ...(organizer === null ? [] : [`ORGANIZER:mailto:${organizer}`]),
    `URL:${entry.manageUrl}`,
    `STATUS:${method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return { method, content: `${foldLines(lines.join('\r\n'))}\r\n` };
}

/**
 * How an entry's times are written on the wall of a zone, with what readers that do not know the zone need of it: the
 * offset in force meanwhile. Null where the clocks change meanwhile or the wall time is the second of its kind, which the
 * format cannot say (RFC 5545, section 3.3.5): then the instants stand for themselves.
 */
function wallZone(start: Date, end: Date, timeZone: string) {
  const [from, to] = [start.getTime(), end.getTime()];
  const zone = zoneTransitions(timeZone, { start: from, end: to });
  const offset = zone.offsetAt(from);
  const sayable = [from, to].every((at) => zone.offsetAt(at) === offset && zone.instantOf(zone.wallAt(at)) === at);
  if (!sayable) return null;
  const offsetDigits = offsetText(offset).replaceAll(':', '');
  return {
    definition: [
      'BEGIN:VTIMEZONE',
      `TZID:${timeZone}`,
      'BEGIN:STANDARD',
      'DTSTART:19700101T000000',
      `TZOFFSETFROM:${offsetDigits}`,
      `TZOFFSETTO:${offsetDigits}`,
      'END:STANDARD',
      'END:VTIMEZONE',
    ],
    time: (at: Date) => `;TZID=${timeZone}:${digits(localText(zone.wallAt(at.getTime())))}00`,
  };
}

const digits = (text: string) => text.replaceAll(/[-:]/g, '');

const utcTime = (at: Date) => `${digits(at.toISOString().slice(0, 19))}Z`;
