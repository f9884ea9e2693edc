import { randomInt } from 'node:crypto';

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** An id that nobody guesses: `prefix_` and 24 random letters, or as many as asked. */
export function newId(prefix: string, length = 24): string {
  return `${prefix}_${Array.from({ length }, () => letters[randomInt(letters.length)]).join('')}`;
}

/** The id in a field that holds an id, or the whole object once it is expanded. */
export function idOf(reference: string | { id: string } | null): string {
  if (reference === null) throw new Error('Nothing is referred to here.');
  return typeof reference === 'string' ? reference : reference.id;
}
