const undoMs = 3 * 60_000;

/** Whether a step taken at `closedAt` may still be taken back: within three minutes. */
export function mayUndo(closedAt: Date | null, now: Date): boolean {
  return closedAt !== null && now.getTime() - closedAt.getTime() <= undoMs;
}
