import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when a part that a process leans on does not do its work, as that process last said. */
export class PartTroubles1700000000013 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE part_troubles (                          -- of the installation, not of a practice; machine time
        part    text PRIMARY KEY,
        since   timestamptz NOT NULL,
        seen_at timestamptz NOT NULL
      );
      GRANT SELECT, INSERT, UPDATE, DELETE ON part_troubles TO rapport_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE part_troubles');
  }
}
