import { localText } from './slot-days.js';
import { offsetText, zoneTransitions } from './zone-transitions.js';

/** What the wall clock of a zone reads at an instant, and how far it is from UTC then. */
export function onTheWall(at: Date, timeZone: string): { local: string; offset: string } {
  const start = at.getTime();
  const offset = zoneTransitions(timeZone, { start, end: start + 1 }).offsetAt(start);
  return { local: localText(start + offset), offset: offsetText(offset) };
}
