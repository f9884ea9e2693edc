/** Whoever can act inside a practice, as the door tells the policies. */
type ActorKind = 'client' | 'visitor' | 'member' | 'api-key' | 'operator' | 'system';

export interface Audience {
  /** Kinds that see every row. A client sees what the table's own policy for clients says, which stands beside this one. */
  to: readonly ActorKind[];
  /** SQL condition under which the kinds that are not named see a row. */
  or?: string;
  /** Whoever acts may add rows that they may not read. */
  mayAdd?: boolean;
}

/** Everybody whom the door named: a transaction that says no actor sees nothing. */
export const everybody = ['client', 'visitor', 'member', 'api-key', 'operator', 'system'] as const;

/** Whoever books or holds a link, the people of the practice, and its clients by their own policy. */
export const practiceAndVisitors = ['client', 'visitor', 'member', 'api-key', 'system'] as const;

/** The people of the practice, and its clients by their own policy. */
export const practiceAlone = ['client', 'member', 'api-key', 'system'] as const;

/** The restrictive policy that says, beside the wall, which kinds of actors a table is there for. */
export function audience(table: string, { to, or, mayAdd = false }: Audience): string {
  const named = `current_setting('app.actor_kind', true) IN (${to.map((kind) => `'${kind}'`).join(', ')})`;
  const rule = [...(to.length > 0 ? [named] : []), ...(or ? [or] : [])].join(' OR ');
  return `
    CREATE POLICY ${table}_audience ON ${table} AS RESTRICTIVE TO rapport_app
      USING (${rule}) WITH CHECK (${mayAdd ? 'true' : rule});`;
}
