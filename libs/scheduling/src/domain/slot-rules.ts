/** What an offering and the present moment demand of a start time; lengths in milliseconds, `now` an instant. */
export interface SlotRules {
  readonly durationMs: number;
  readonly startEveryMs: number;
  readonly bufferBeforeMs: number;
  readonly bufferAfterMs: number;
  readonly now: number;
  readonly minimumNoticeMs: number;
  readonly bookingWindowMs: number;
  readonly limits?: BookingLimits | undefined;
}

/** How many appointments of one offering a coach takes on a date or in an ISO week of the coach's zone. */
export interface BookingLimits {
  readonly timeZone: string;
  readonly maxPerDay?: number | undefined;
  readonly maxPerWeek?: number | undefined;
  /** Starts of the live appointments of this offering and coach. They must cover every date and week that is asked for. */
  readonly booked: readonly number[];
}
