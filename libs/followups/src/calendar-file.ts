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
 * One person's calendar file (RFC 5545), of one appointment or of several: a discreet title, times on the wall of their own
 * zone, the same UID for the life of each appointment.
 */
export function calendarFile(entries: CalendarEntry | readonly CalendarEntry[], method: CalendarMethod) {
  const all = Array.isArray(entries) ? (entries as readonly CalendarEntry[]) : [entries as CalendarEntry];
  const zones = [...new Set(all.map(({ timeZone }) => timeZone))].map((name) =>
    wallZone(
      name,
      all.filter(({ timeZone }) => timeZone === name),
    ),
  );
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Rapport//Appointments//EN',
    `METHOD:${method}`,
    ...zones.flatMap((zone) => zone.definition),
    ...all.flatMap((entry) =>
      eventLines(
        entry,
        method,
        zones.find(({ says }) => says(entry)),
      ),
    ),
    'END:VCALENDAR',
  ];
  return { method, content: `${foldLines(lines.join('\r\n'))}\r\n` };
}

function eventLines(entry: CalendarEntry, method: CalendarMethod, zone: WallZone | undefined): string[] {
  const { start, end, organizer } = entry;
  return [
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
  ];
}

/** How times are written on the wall of a zone. */
interface WallZone {
  /** What readers that do not know the zone need of it; nothing where no entry is written on its wall. */
  readonly definition: readonly string[];
  readonly says: (entry: CalendarEntry) => boolean;
  readonly time: (at: Date) => string;
}

/**
 * The wall of a zone for entries in it, with the offset in force at the first and every change up to the last. An entry during
 * which the clocks change, or at the second of two equal wall times, cannot be said so (RFC 5545, section 3.3.5): then its
 * instants stand for themselves.
 */
function wallZone(timeZone: string, entries: readonly CalendarEntry[]): WallZone {
  const range = {
    start: Math.min(...entries.map(({ start }) => start.getTime())),
    end: Math.max(...entries.map(({ end }) => end.getTime())),
  };
  const zone = zoneTransitions(timeZone, range);
  const says = (entry: CalendarEntry): boolean => {
    const [from, to] = [entry.start.getTime(), entry.end.getTime()];
    const offset = zone.offsetAt(from);
    const sayable = [from, to].every((at) => zone.offsetAt(at) === offset && zone.instantOf(zone.wallAt(at)) === at);
    return entry.timeZone === timeZone && sayable;
  };
  const changes = zone.changesWithin(range).filter((at) => at > range.start);
  const definition = [
    'BEGIN:VTIMEZONE',
    `TZID:${timeZone}`,
    ...observance('STANDARD', '19700101T000000', zone.offsetAt(range.start), zone.offsetAt(range.start)),
    ...changes.flatMap((at) => {
      const [before, after] = [zone.offsetAt(at - 1), zone.offsetAt(at)];
      return observance(after > before ? 'DAYLIGHT' : 'STANDARD', `${digits(localText(at + before))}00`, before, after);
    }),
    'END:VTIMEZONE',
  ];
  return {
    definition: entries.some(says) ? definition : [],
    says,
    time: (at) => `;TZID=${timeZone}:${digits(localText(zone.wallAt(at.getTime())))}00`,
  };
}

/** An offset that holds from what the wall read when it began. */
function observance(kind: 'STANDARD' | 'DAYLIGHT', from: string, before: number, after: number): string[] {
  return [
    `BEGIN:${kind}`,
    `DTSTART:${from}`,
    `TZOFFSETFROM:${offsetDigits(before)}`,
    `TZOFFSETTO:${offsetDigits(after)}`,
    `END:${kind}`,
  ];
}

const digits = (text: string) => text.replaceAll(/[-:]/g, '');

const offsetDigits = (offset: number) => offsetText(offset).replaceAll(':', '');

const utcTime = (at: Date) => `${digits(at.toISOString().slice(0, 19))}Z`;
