import { ianaZoneOf } from './ics-zones.js';
import type { IcsLine } from './ics-lines.js';
import { dayNumberOf } from './wall-time.js';
import { dayMs, type WallTime } from './zone-transitions.js';

/** A time of a calendar file: on the wall of a zone, or a whole date, which is a date wherever the coach is. */
export interface IcsTime {
  readonly wall: WallTime;
  readonly timeZone: string;
  readonly isDate: boolean;
}

/** What a file's own times mean where they name no zone, or one that nobody knows. */
export interface ZoneReading {
  readonly ownZone: string;
  /** Told of a zone that is not known; its times are read in the coach's own. */
  unknownZone(): void;
}

/** The time that a line holds; undefined for what is none. */
export function icsTime(line: IcsLine, zones: ZoneReading, value = line.value): IcsTime | undefined {
  const [, year, month, day, hour, minute, second, utc] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/.exec(value) ?? [];
  const dayNumber = dayNumberOf(`${year}-${month}-${day}`);
  if (dayNumber === undefined) return undefined;
  if (hour === undefined) return { wall: dayNumber * dayMs, timeZone: zones.ownZone, isDate: true };
  const seconds = Number(hour) * 3_600 + Number(minute) * 60 + Math.min(Number(second), 59);
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return undefined;
  return { wall: dayNumber * dayMs + seconds * 1_000, timeZone: zoneOf(line, zones, utc === 'Z'), isDate: false };
}

function zoneOf({ parameters }: IcsLine, zones: ZoneReading, isUtc: boolean): string {
  if (isUtc) return 'Etc/UTC';
  const name = parameters.get('TZID');
  if (name === undefined) return zones.ownZone;
  const zone = ianaZoneOf(name);
  if (zone === undefined) zones.unknownZone();
  return zone ?? zones.ownZone;
}

/** A duration: days of the wall clock, and time that elapses; undefined for what is none, or goes backwards. */
export interface IcsDuration {
  readonly days: number;
  readonly elapsedMs: number;
}

export function icsDuration(text: string): IcsDuration | undefined {
  const parts = /^\+?P(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?$/.exec(text);
  if (!parts) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return { days: weeks * 7 + days, elapsedMs: ((hours * 60 + minutes) * 60 + seconds) * 1_000 };
}
