import { localText } from './slot-days.js';
import { offsetText, zoneTransitions } from './zone-transitions.js';

/** A time on a wall; `doubled` stands where that clock reads it twice, so that its offset has to be said. */
export interface OnTheWall {
  readonly local: string;
  readonly offset: string;
  readonly doubled?: true;
}

/** What the wall clock of a zone reads at an instant, and how far it is from UTC then. */
export function onTheWall(at: Date, timeZone: string): { local: string; offset: string } {
  const start = at.getTime();
  const offset = zoneTransitions(timeZone, { start, end: start + 1 }).offsetAt(start);
  return { local: localText(start + offset), offset: offsetText(offset) };
}

/** The same for somebody who must not take one of two times for the other. */
export function clearlyOnTheWall(at: Date, timeZone: string): OnTheWall {
  const start = at.getTime();
  const isDoubled = zoneTransitions(timeZone, { start, end: start + 1 }).isDoubled(start);
  return { ...onTheWall(at, timeZone), ...(isDoubled && { doubled: true }) };
}
