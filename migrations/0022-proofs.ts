import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when whatever a client holds beside their mailbox was chosen with a code that a coach said; and what was given once more in a session. */
export class Proofs1700000000022 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE client_factors ADD vouched_at timestamptz;        -- a code was made: what was held before it is gone
      ALTER TABLE sessions ADD given_again_at timestamptz;          -- the PIN or a passkey, while it was open; spent by one change
      UPDATE client_factors f SET vouched_at =
        (SELECT max(e.at) FROM audit_entries e WHERE e.practice_id = f.practice_id AND e.subject_id = f.client_id
           AND e.action = 'client.private-access-reopened');
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE sessions DROP given_again_at;
      ALTER TABLE client_factors DROP vouched_at;
    `);
  }
}
