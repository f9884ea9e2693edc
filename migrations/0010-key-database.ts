import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which key database belongs to these rows: setup writes here what that database calls itself. */
export class KeyDatabase1700000000010 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Outside the practice policies: it is of the installation, and says nothing about anybody.
      CREATE TABLE key_database (
        only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
        id       uuid NOT NULL
      );
      GRANT SELECT ON key_database TO rapport_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE key_database');
  }
}
