import type { MigrationInterface, QueryRunner } from 'typeorm';
import { audience, practiceAlone } from './audience.js';

/** The former times of an appointment: which of its times each was, who moved it, and whether that took a move back. */
export class Moves1700000000020 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE appointment_moves
        ADD sequence   integer NOT NULL,                            -- the appointment's own, while it stood there
        ADD moved_by   text NOT NULL CHECK (moved_by IN ('client', 'practice')),
        ADD takes_back boolean NOT NULL DEFAULT false,              -- staff took the move before it back
        -- An appointment leaves each of its times once.
        ADD CONSTRAINT appointment_moves_once UNIQUE (practice_id, appointment_id, sequence);
      -- Whoever holds a manage link moves their appointment, and reads nothing of how it was moved before.
      ALTER POLICY appointment_moves_audience ON appointment_moves WITH CHECK (true);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP POLICY appointment_moves_audience ON appointment_moves;
      ${audience('appointment_moves', { to: practiceAlone })}
      ALTER TABLE appointment_moves
        DROP CONSTRAINT appointment_moves_once, DROP sequence, DROP moved_by, DROP takes_back;
    `);
  }
}
