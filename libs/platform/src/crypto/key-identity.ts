import { newId } from '../ids.js';

/** The key database is not the one that belongs to this main database: what was sealed could not be opened. */
export class OtherKeyDatabase extends Error {
  constructor() {
    super(
      'The key database is not the one that belongs to this main database. Point KEY_DATABASE_URL to the right one, or restore it.',
    );
  }
}

type Ask = <Row extends object>(sql: string, parameters?: unknown[]) => Promise<{ rows: Row[] }>;

/** What a key database calls itself; null for a database that setup did not make one of. */
export async function readIdentity(ask: Ask): Promise<string | null> {
  const { rows: known } = await ask<{ there: boolean }>(`SELECT to_regclass('public.identity') IS NOT NULL AS there`);
  if (!known[0]?.there) return null;
  const { rows } = await ask<{ id: string }>('SELECT id FROM identity');
  return rows[0]?.id ?? null;
}

/**
 * Lets two databases know each other, once: the keys' gets a name, and the main one remembers it. Throws
 * OtherKeyDatabase where the main one already knows another, so that nobody begins anew beside lost keys.
 */
export async function acquaint(main: { query: Ask }, keys: { query: Ask }): Promise<void> {
  const named = await readIdentity((sql) => keys.query(sql));
  const { rows } = await main.query<{ id: string }>('SELECT id FROM key_database');
  const known = rows[0]?.id;
  if (known !== undefined) {
    if (known !== named) throw new OtherKeyDatabase();
    return;
  }
  await keys.query('INSERT INTO identity (id) VALUES ($1) ON CONFLICT DO NOTHING', [newId()]);
  const id = await readIdentity((sql) => keys.query(sql));
  await main.query('INSERT INTO key_database (id) VALUES ($1) ON CONFLICT DO NOTHING', [id]);
}
