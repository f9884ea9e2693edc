import { DomainError, NotFound, type Fault } from '../errors.js';
import type { Tx } from './tx.js';

/**
 * A body names things by ids behind which there is nothing the asker may see: a foreign thing and one that is nowhere
 * are refused in the same words, each at its own field.
 */
export class NamesNothing extends DomainError {
  readonly code = 'not-found';
  readonly kind = 'not-found';
  constructor(faults: readonly Fault[]) {
    super('Something that was named does not exist.', { errors: faults });
  }
}

/** A thing as a body names it: the dotted path of its id, what it is called, and the table it stands in. */
export interface NamedThing {
  readonly path: string;
  readonly what: string;
  readonly table: string;
  readonly id: string | null | undefined;
}

/** Throws NamesNothing unless everything that is named stands in this practice; what was left out is not asked for. */
export async function mustExist(tx: Tx, named: readonly NamedThing[]): Promise<void> {
  const faults: Fault[] = [];
  for (const { path, what, table, id } of named)
    if (id && !(await tx.one(`SELECT 1 FROM ${table} WHERE id = $1`, [id])))
      faults.push({ path, message: `There is no such ${what}.` });
  if (faults.length > 0) throw new NamesNothing(faults);
}

/** Looks for something a body names at `path`: where it is not found, the refusal names that field. */
export async function namedAt<T>(path: string, look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof NotFound) throw new NamesNothing([{ path, message: error.message }]);
    throw error;
  }
}
