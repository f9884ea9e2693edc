import type { Actor } from '#platform';
import type { TestApp } from '../support/test-app.js';
import { found } from './partner-answers.js';
import type { Planted } from './partner-words.js';

/** What the rows of one table say to an actor who asks for all of them. */
export interface RowsSeen {
  readonly table: string;
  readonly rows: number;
  /** Names of what was planted that stands in them. */
  readonly planted: readonly string[];
}

/** Every table that the app's role may read, through the door as this actor, without a WHERE. */
export async function rowsSeenBy(
  app: TestApp,
  practiceId: string,
  actor: Actor,
  planted: readonly Planted[] = [],
): Promise<RowsSeen[]> {
  const tables = await app.sql<{ name: string }>(
    `SELECT relname AS name FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
     AND has_table_privilege('rapport_app', c.oid, 'SELECT') ORDER BY 1`,
  );
  return app.db.inPractice({ practiceId, actor, readOnly: true }, async (tx) => {
    const seen: RowsSeen[] = [];
    for (const { name: table } of tables) {
      const rows = await tx.query<{ row: string }>(`SELECT t::text AS row FROM ${table} AS t`);
      seen.push({ table, rows: rows.length, planted: found(planted, rows.map(({ row }) => row).join('\n')) });
    }
    return seen;
  });
}

/** What was planted and seen, each with its table. */
export const leaksIn = (seen: readonly RowsSeen[]): string[] =>
  seen.flatMap(({ table, planted }) => planted.map((name) => `a row of ${table} gives ${name}`));
