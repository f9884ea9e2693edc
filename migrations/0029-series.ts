import type { MigrationInterface, QueryRunner } from 'typeorm';
import { audience, practiceAlone } from './audience.js';
import { practiceColumns, tenantWall } from './tenant-wall.js';

/**
 * Appointments that staff make: taken back while nobody was told, one by one or several at once at one time of the week.
 * And which appointments a mail told of that is about several.
 */
export class Series1700000000029 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE series (
        ${practiceColumns}
        coach_id    uuid NOT NULL,
        time_zone   text NOT NULL,                        -- on whose wall it comes back
        every_weeks integer NOT NULL CHECK (every_weeks BETWEEN 1 AND 4),
        times       integer NOT NULL CHECK (times BETWEEN 1 AND 52),   -- how many appointments were made
        created_at  timestamptz NOT NULL,
        PRIMARY KEY (practice_id, id),
        FOREIGN KEY (practice_id, coach_id) REFERENCES coaches
      );
      ${tenantWall('series')}
      ${audience('series', { to: practiceAlone })}

      ALTER TABLE appointments
        ADD booked_by    text NOT NULL DEFAULT 'client' CHECK (booked_by IN ('client', 'practice')),
        ADD taken_back   boolean NOT NULL DEFAULT false CHECK (NOT taken_back OR status = 'cancelled'),  -- before anybody was told
        ADD series_id    uuid,
        ADD series_place integer CHECK ((series_id IS NULL) = (series_place IS NULL)),                   -- counted from one
        ADD FOREIGN KEY (practice_id, series_id) REFERENCES series,
        ADD CONSTRAINT appointments_series_place UNIQUE (practice_id, series_id, series_place);

      -- Of what a mail about several appointments told: their times as they stood at its sending.
      CREATE TABLE told_appointments (
        practice_id    uuid NOT NULL DEFAULT nullif(current_setting('app.practice_id', true), '')::uuid REFERENCES practices,
        message_id     uuid NOT NULL,
        appointment_id uuid NOT NULL,
        PRIMARY KEY (practice_id, message_id, appointment_id),
        FOREIGN KEY (practice_id, message_id) REFERENCES messages,
        FOREIGN KEY (practice_id, appointment_id) REFERENCES appointments
      );
      CREATE INDEX told_appointments_of ON told_appointments (practice_id, appointment_id);
      ${tenantWall('told_appointments')}
      ${audience('told_appointments', { to: ['member', 'api-key', 'system'] })}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE told_appointments;
      ALTER TABLE appointments DROP booked_by, DROP taken_back, DROP series_place, DROP series_id;
      DROP TABLE series;
    `);
  }
}
