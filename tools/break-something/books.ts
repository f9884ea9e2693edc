import pg from 'pg';

/** Pairs of live claims on one resource that overlap, buffers included. */
export const overlapsSql = `
  SELECT count(*)::int AS pairs
  FROM time_claims one
  JOIN time_claims other USING (practice_id, resource_kind, resource_id)
  WHERE one.live AND other.live AND one.id < other.id AND one.blocked && other.blocked`;

/** What stands in the database about one practice: asked of it anew each time, as the role that the programs have. */
export class Books {
  private readonly pool: pg.Pool;

  constructor(databaseUrl: string) {
    this.pool = new pg.Pool({ connectionString: databaseUrl, max: 2, idleTimeoutMillis: 5_000 });
    // A connection that breaks while nobody uses it is opened anew; the next question says whether that works.
    this.pool.on('error', () => undefined);
  }

  async overlaps(practiceId: string): Promise<number> {
    const [row] = await this.ask<{ pairs: number }>(practiceId, overlapsSql);
    return row!.pairs;
  }

  /** Rows of work that are due and not done. */
  async waiting(practiceId: string, now: Date): Promise<number> {
    const [row] = await this.ask<{ rows: number }>(
      practiceId,
      'SELECT count(*)::int AS rows FROM outbox WHERE done_at IS NULL AND due_at <= $1',
      [now],
    );
    return row!.rows;
  }

  /** How many of these appointments are confirmed. */
  async confirmed(practiceId: string, appointmentIds: readonly string[]): Promise<number> {
    const [row] = await this.ask<{ rows: number }>(
      practiceId,
      `SELECT count(*)::int AS rows FROM appointments WHERE id = ANY ($1) AND status = 'confirmed'`,
      [appointmentIds],
    );
    return row!.rows;
  }

  /** What was paid for these appointments by our own books, in minor units, and for how many of them. */
  async paid(practiceId: string, appointmentIds: readonly string[]): Promise<{ payments: number; minor: number }> {
    const [row] = await this.ask<{ payments: number; minor: number }>(
      practiceId,
      `SELECT count(*)::int AS payments, coalesce(sum(amount_minor - refunded_minor), 0)::int AS minor
       FROM payments WHERE cause_id = ANY ($1) AND paid_at IS NOT NULL`,
      [appointmentIds],
    );
    return row!;
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  private async ask<Row extends object>(practiceId: string, sql: string, values: unknown[] = []): Promise<Row[]> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN READ ONLY');
      await client.query(
        `SELECT set_config('app.practice_id', $1, true), set_config('app.actor_kind', 'system', true),
                set_config('app.actor_id', '', true), set_config('app.member_id', '', true)`,
        [practiceId],
      );
      const { rows } = await client.query<Row>(sql, values);
      await client.query('COMMIT');
      client.release();
      return rows;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }
}
