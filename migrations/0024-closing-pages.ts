import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of many who meet one hold that is over, one closes its page: until when it is somebody's turn. */
export class ClosingPages1700000000024 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE payments ADD closing_until timestamptz -- by the database's clock; NULL or past: nobody closes its page
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE payments DROP closing_until');
  }
}
