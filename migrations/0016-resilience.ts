import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By how much the clock of a process goes apart from the database's, which is the one that all processes share. */
export class Resilience1700000000016 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE heartbeats ADD ahead_ms integer NOT NULL DEFAULT 0;   -- negative: behind
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE heartbeats DROP ahead_ms');
  }
}
