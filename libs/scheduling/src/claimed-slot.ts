/** A time that is the caller's until the transaction ends: its coach's calendar is locked. */
export interface ClaimedSlot {
  readonly coachId: string;
  readonly coach: string;
  readonly coachName: string;
  readonly start: Date;
  readonly end: Date;
  /** Start and end with the offering's buffers. */
  readonly blockedFrom: Date;
  readonly blockedTo: Date;
  /** By which of the coach's hours, where they are not the usual ones. */
  readonly scheduleId: string | null;
}
