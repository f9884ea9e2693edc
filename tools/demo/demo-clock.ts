import { Clock } from '#platform';

/** A clock that walks from some weeks ago to now; `now` of the installation is where it ends. */
export class DemoClock extends Clock {
  private time: number;

  constructor(start: Date) {
    super();
    this.time = start.getTime();
  }

  now(): Date {
    return new Date(this.time);
  }

  /** Goes on to an instant; never back. */
  goOnTo(instant: number): void {
    this.time = Math.max(this.time, instant);
  }
}
