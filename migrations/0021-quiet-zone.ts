import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Quiet hours keep the zone they were meant in, so that whoever corrects a client's own zone does not shift them. */
export class QuietZone1700000000021 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE safe_contacts ADD quiet_zone text;
      UPDATE safe_contacts s SET quiet_zone = c.time_zone FROM clients c
      WHERE c.practice_id = s.practice_id AND c.id = s.client_id AND s.quiet_from IS NOT NULL;
      ALTER TABLE safe_contacts
        ADD CONSTRAINT safe_contacts_quiet_somewhere CHECK (quiet_from IS NULL OR quiet_zone IS NOT NULL);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE safe_contacts DROP CONSTRAINT safe_contacts_quiet_somewhere, DROP quiet_zone');
  }
}
