const undoWindowMs = 3 * 60_000;

/** The instant from which a step taken at `closedAt` stands: until then it may be taken back, and nobody else is told. */
export function standsFrom(closedAt: Date): Date {
  return new Date(closedAt.getTime() + undoWindowMs);
}

/** What was done after this instant does not stand yet at `now`. */
export function stillWaitingSince(now: Date): Date {
  return new Date(now.getTime() - undoWindowMs);
}

/** From when what was booked at `createdAt` stands: a client's own booking at once; until then the practice may take its own back, and nobody is told. */
export function bookingStandsFrom(bookedBy: 'client' | 'practice', createdAt: Date): Date {
  return bookedBy === 'practice' ? standsFrom(createdAt) : createdAt;
}

/** What decides from when on it is settled whether a booking stands. */
export interface Undoable {
  readonly bookedBy: 'client' | 'practice';
  readonly createdAt: Date;
  readonly cancelledBy: 'client' | 'practice' | null;
  readonly closedAt: Date | null;
}

/**
 * From when on it is settled whether a booking stands: what the practice entered and took back may still come back, and
 * then what was put off for it must not be lost.
 */
export function settledFrom({ bookedBy, createdAt, cancelledBy, closedAt }: Undoable): Date {
  const takenBack = bookedBy === 'practice' && cancelledBy === 'practice' && closedAt !== null;
  return takenBack ? standsFrom(closedAt) : bookingStandsFrom(bookedBy, createdAt);
}

/** Whether a step taken at `closedAt` may still be taken back: within three minutes. */
export function mayUndo(closedAt: Date | null, now: Date): boolean {
  return closedAt !== null && now < standsFrom(closedAt);
}
