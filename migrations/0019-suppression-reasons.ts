import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An address may be stopped for several reasons at once: each stands for itself, and lifting one leaves the others. */
export class SuppressionReasons1700000000019 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE suppressions DROP CONSTRAINT suppressions_practice_id_email_covers_key;
      ALTER TABLE suppressions ADD CONSTRAINT suppressions_once_per_reason UNIQUE (practice_id, email, covers, reason);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      -- One reason is kept, and never the one that lets some mail through.
      DELETE FROM suppressions one USING suppressions other
      WHERE one.practice_id = other.practice_id AND one.email = other.email AND one.covers = other.covers
        AND (one.reason = 'never_again', one.id) > (other.reason = 'never_again', other.id);
      ALTER TABLE suppressions DROP CONSTRAINT suppressions_once_per_reason;
      ALTER TABLE suppressions ADD CONSTRAINT suppressions_practice_id_email_covers_key UNIQUE (practice_id, email, covers);
    `);
  }
}
