const undoWindowMs = 3 * 60_000;

/** The instant from which a step taken at `closedAt` stands: until then it may be taken back, and nobody else is told. */
export function standsFrom(closedAt: Date): Date {
  return new Date(closedAt.getTime() + undoWindowMs);
}

/** From when what was booked at `createdAt` stands: a client's own booking at once; until then the practice may take its own back, and nobody is told. */
export function bookingStandsFrom(bookedBy: 'client' | 'practice', createdAt: Date): Date {
  return bookedBy === 'practice' ? standsFrom(createdAt) : createdAt;
}

/** Whether a step taken at `closedAt` may still be taken back: within three minutes. */
export function mayUndo(closedAt: Date | null, now: Date): boolean {
  return closedAt !== null && now < standsFrom(closedAt);
}
