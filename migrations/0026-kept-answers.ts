import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The answer to a request for two is kept until the instant at which it is told, whatever it is. */
export class KeptAnswers1700000000026 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE appointments
        ADD answer text CHECK (answer IN ('approved', 'declined')),
        -- Once it is told the status says it.
        ADD CONSTRAINT appointments_answer_kept CHECK (answer IS NULL OR status = 'pending_approval')
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE appointments DROP answer');
  }
}
