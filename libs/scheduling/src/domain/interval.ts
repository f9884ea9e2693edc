/** A stretch of time in epoch milliseconds: its start belongs to it, its end does not. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}
