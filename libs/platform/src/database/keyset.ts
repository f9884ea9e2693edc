import { Invalid } from '../errors.js';

/** How much of a list is asked for, and after which row. */
export interface PageAsked {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** One page of a list; `nextCursor` is null on the last one. */
export interface Page<Item> {
  data: Item[];
  nextCursor: string | null;
}

/** The cursor of a row: the values of its sort key, wrapped so that nobody builds on them. */
export function cursorOf(key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key), 'utf8').toString('base64url');
}

/**
 * The sort key behind a cursor, or null on the first page; a text that is no cursor of this list is refused.
 * `shapes` has one pattern for each value of the key.
 */
export function keyOfCursor(cursor: string | undefined, ...shapes: readonly RegExp[]): string[] | null {
  if (cursor === undefined) return null;
  const key = parsed(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (Array.isArray(key) && key.length === shapes.length) {
    const values = key.filter((value, index) => typeof value === 'string' && shapes[index]?.test(value));
    if (values.length === shapes.length) return values as string[];
  }
  throw new Invalid([{ path: 'cursor', message: 'Use the nextCursor of an earlier answer to this list.' }]);
}

/** The id that a list in the order of its ids goes on after, or null at its beginning. */
export function idAfter(cursor: string | undefined): string | null {
  return keyOfCursor(cursor, idShape)?.[0] ?? null;
}

/** Cuts a page out of rows that were read with `limit + 1`. */
export function pageOf<Row>(rows: readonly Row[], limit: number, keyOf: (row: Row) => readonly string[]): Page<Row> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > limit && last ? cursorOf(keyOf(last)) : null };
}

export const idShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const instantShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
