/** What decides until when a client may move their appointment. */
export interface Movable {
  readonly start: Date;
  /** From this instant on cancelling costs a fee; null where it never does. */
  readonly feeFrom: Date | null;
  /** For two people: then nobody moves it for the other. */
  readonly joint: boolean;
}

/** Until when a client may move it: as long as cancelling would cost them nothing. Null where it is not theirs to move. */
export function movableUntil({ start, feeFrom, joint }: Movable): Date | null {
  if (joint) return null;
  return feeFrom && feeFrom < start ? feeFrom : start;
}
