import { localText } from './slot-days.js';
import { dateOf } from './wall-time.js';
import { offsetText, zoneTransitions, type ZoneTransitions } from './zone-transitions.js';

/** Instants as the people of a practice say them: on the wall of the coach, as seen from one date. */
export class CoachWall {
  private readonly zone: ZoneTransitions;
  /** The number of the date everything is seen from. */
  readonly day: number;

  constructor(
    readonly timeZone: string,
    seenFrom: number,
  ) {
    this.zone = zoneTransitions(timeZone, { start: seenFrom, end: seenFrom });
    this.day = this.zone.dayAt(seenFrom);
  }

  /** The time of day, with its date where that is another: `10:00`, or `Monday 11 January 2027 at 10:00`. */
  time(instant: number): string {
    return this.table(instant).dayAt(instant) === this.day ? this.clock(instant) : this.full(instant);
  }

  /** `Monday 11 January 2027 at 10:00`. */
  full(instant: number): string {
    return `${dayWords(this.table(instant).dayAt(instant))} at ${this.clock(instant)}`;
  }

  /** What the clock reads; where it reads that twice, with the offset that tells which is meant. */
  private clock(instant: number): string {
    const zone = this.table(instant);
    const wall = zone.wallAt(instant);
    const time = localText(wall).slice(11);
    return zone.instantsAt(wall).length > 1 ? `${time} (UTC${offsetText(zone.offsetAt(instant))})` : time;
  }

  private table(instant: number): ZoneTransitions {
    const range = { start: instant, end: instant };
    return this.zone.covers(range) ? this.zone : zoneTransitions(this.timeZone, range);
  }
}

/** The date with this number: `Monday 11 January 2027`. */
export function dayWords(day: number): string {
  const words = new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC', // a date has no zone; it is laid on UTC and read back from there
  });
  return words.format(new Date(`${dateOf(day)}T00:00:00Z`)).replace(',', '');
}
