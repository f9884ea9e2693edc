import { Clock } from '#platform';

/** A clock that stands still until a test moves it. */
export class TestClock extends Clock {
  private time = Date.parse('2027-01-11T09:00:00Z');

  now(): Date {
    return new Date(this.time);
  }

  set(instant: string): void {
    this.time = Date.parse(instant);
  }

  advance({ seconds = 0, minutes = 0, hours = 0, days = 0 }): void {
    this.time += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
  }
}
