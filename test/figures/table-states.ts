import type { TestApp } from '../support/test-app.js';

/** What each table holds, as one line: how many rows, and a sum over their contents. */
export type TableStates = Readonly<Record<string, string>>;

/** Every table of the app and of the queue; of sessions the number of rows alone, since being used is noted there. */
export async function everyTable(app: TestApp): Promise<TableStates> {
  const tables = await app.sql<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c
     WHERE c.relnamespace IN ('public'::regnamespace, 'bullmq'::regnamespace) AND c.relkind = 'r' ORDER BY 1`,
  );
  const parts = tables.map(({ name }) => {
    const content = name === 'sessions' ? `''` : `md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), ''))`;
    return `SELECT '${name}' AS name, count(*) || ' rows ' || ${content} AS holds FROM ${name} AS t`;
  });
  const rows = await app.sql<{ name: string; holds: string }>(parts.join(' UNION ALL '));
  return Object.fromEntries(rows.map(({ name, holds }) => [name, holds]));
}

/** The tables that hold something else now, each with what it held before and what it holds. */
export function changesBetween(before: TableStates, after: TableStates): string[] {
  return Object.keys(before)
    .filter((name) => before[name] !== after[name])
    .map((name) => `${name}: ${before[name]} → ${after[name]}`);
}
