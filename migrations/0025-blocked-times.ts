import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Blocked time claims its time like an appointment, says which dates were meant, and may bear a label for the practice. */
export class BlockedTimes1700000000025 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE blocked_times
        ADD from_date    date,                                -- where whole dates were blocked: the first and the last,
        ADD to_date      date,
        ADD time_zone    text,                                -- on the wall of this zone
        ADD sealed_label bytea,                               -- with the practice's key
        ADD created_at   timestamptz,
        ADD revision     integer NOT NULL DEFAULT 1,
        ADD CHECK (num_nonnulls(from_date, to_date, time_zone) IN (0, 3)),
        ADD CHECK (to_date >= from_date);
      ALTER TABLE time_claims
        ADD CONSTRAINT time_claims_once_a_block UNIQUE (practice_id, resource_kind, resource_id, block_id);
      -- What was blocked before this keeps its time too; where an appointment has it already, nothing is taken from it.
      INSERT INTO time_claims (practice_id, id, resource_kind, resource_id, block_id, start_at, end_at, blocked, live)
      SELECT practice_id, id, 'coach', coach_id, id, start_at, end_at, tstzrange(start_at, end_at), true FROM blocked_times
      ON CONFLICT DO NOTHING;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM time_claims WHERE block_id IS NOT NULL;
      ALTER TABLE time_claims DROP CONSTRAINT time_claims_once_a_block;
      ALTER TABLE blocked_times
        DROP from_date, DROP to_date, DROP time_zone, DROP sealed_label, DROP created_at, DROP revision;
    `);
  }
}
