import pg from 'pg';

/** Runs SQL as the superuser, past every policy. */
export async function asAdmin<T>(adminUrl: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

/** How many pairs of live claims on one resource of a practice overlap, buffers included, by a self-join of the claims. */
export async function countOverlaps(adminUrl: string, practiceId: string): Promise<number> {
  return asAdmin(adminUrl, async (admin) => {
    const { rows } = await admin.query<{ pairs: number }>(
      `
      SELECT count(*)::int AS pairs
      FROM time_claims one
      JOIN time_claims other USING (practice_id, resource_kind, resource_id)
      WHERE one.live AND other.live AND one.id < other.id AND one.blocked && other.blocked
        AND practice_id = $1`,
      [practiceId],
    );
    return rows[0]!.pairs;
  });
}

/** How many live claims and how many appointments that are agreed on or held a practice has. */
export async function countBooked(
  adminUrl: string,
  practiceId: string,
): Promise<{ claims: number; appointments: number }> {
  return asAdmin(adminUrl, async (admin) => {
    const { rows } = await admin.query<{ claims: number; appointments: number }>(
      `SELECT (SELECT count(*) FROM time_claims WHERE live AND practice_id = $1)::int AS claims,
              (SELECT count(*) FROM appointments WHERE status IN ('held', 'pending_approval', 'confirmed')
               AND practice_id = $1)::int AS appointments`,
      [practiceId],
    );
    return rows[0]!;
  });
}

/**
 * Takes off both guards of a calendar: the constraint, and the locks before it (functions of the same name that do
 * nothing come first on the path). Connections made before keep their locks, so it is done before anyone connects.
 */
export async function takeGuardsOff(adminUrl: string): Promise<void> {
  await asAdmin(adminUrl, async (admin) => {
    const { rows } = await admin.query<{ name: string }>('SELECT current_database() AS name');
    await admin.query(`
      ALTER TABLE time_claims DROP CONSTRAINT time_claims_no_overlap;
      CREATE SCHEMA guardless;
      GRANT USAGE ON SCHEMA guardless TO PUBLIC;
      CREATE FUNCTION guardless.pg_advisory_xact_lock(bigint) RETURNS void LANGUAGE sql AS 'SELECT';
      CREATE FUNCTION guardless.pg_try_advisory_xact_lock(bigint) RETURNS boolean LANGUAGE sql AS 'SELECT true';
      ALTER DATABASE ${pg.escapeIdentifier(rows[0]!.name)} SET search_path = guardless, public, pg_catalog;`);
  });
}
