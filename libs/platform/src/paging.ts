import { Invalid } from './errors.js';
import { isId } from './ids.js';

/** The id a list goes on after, or null at its beginning; Invalid for a cursor that no list of ours gave. */
export function idCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  if (!isId(cursor))
    throw new Invalid([{ path: 'cursor', message: 'Use the nextCursor of the page before, as it was given.' }]);
  return cursor;
}
