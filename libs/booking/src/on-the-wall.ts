import { localText, offsetText, zoneTransitions } from '#scheduling';

/** What the wall clock of a zone reads at an instant. */
export function onTheWall(at: Date, timeZone: string): { local: string; offset: string } {
  const start = at.getTime();
  const offset = zoneTransitions(timeZone, { start, end: start + 1 }).offsetAt(start);
  return { local: localText(start + offset), offset: offsetText(offset) };
}
