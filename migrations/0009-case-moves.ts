import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a case stood before staff moved it, so that the move can be taken back for a short while. */
export class CaseMoves1700000000009 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE cases
        ADD COLUMN status_before     text CHECK (status_before IN ('inquiry', 'active', 'paused')),
        ADD COLUMN status_changed_at timestamptz,
        ADD CONSTRAINT cases_moved_whole CHECK ((status_before IS NULL) = (status_changed_at IS NULL));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE cases DROP COLUMN status_before, DROP COLUMN status_changed_at');
  }
}
