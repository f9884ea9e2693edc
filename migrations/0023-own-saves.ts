import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often each sitting saved: all that one which was not unlocked may know of how far a form is. */
export class OwnSaves1700000000023 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE assignments
        ADD saves jsonb NOT NULL DEFAULT '{}';                      -- by sitting, until the form is handed in
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE assignments DROP saves;
    `);
  }
}
