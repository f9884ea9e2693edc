import type { MigrationInterface, QueryRunner } from 'typeorm';
import { audience, practiceAndVisitors } from './audience.js';
import { practiceColumns, tenantWall } from './tenant-wall.js';

/** Further hours of a coach beside their usual ones, each with a name and perhaps a place; and what is booked by them. */
export class Schedules1700000000027 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE schedules (
        ${practiceColumns}
        coach_id      uuid NOT NULL,
        name          text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
        time_zone     text NOT NULL,
        weekly        jsonb NOT NULL,                       -- as in availabilities
        overrides     jsonb NOT NULL,
        place_name    text,                                 -- where one meets in these hours
        place_address text CHECK (num_nonnulls(place_name, place_address) <> 1),
        created_at    timestamptz NOT NULL,
        revision      integer NOT NULL DEFAULT 1,
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, coach_id, id),
        FOREIGN KEY (practice_id, coach_id) REFERENCES coaches
      );
      CREATE UNIQUE INDEX schedules_by_name ON schedules (practice_id, coach_id, lower(name));
      ${tenantWall('schedules', { clientSees: 'true' })}
      ${audience('schedules', { to: practiceAndVisitors })}

      -- Nobody is booked by the hours of another coach; those that something follows stay.
      ALTER TABLE offering_coaches ADD schedule_id uuid,    -- NULL: the usual hours
        ADD CONSTRAINT offering_coaches_schedule FOREIGN KEY (practice_id, coach_id, schedule_id)
          REFERENCES schedules (practice_id, coach_id, id);
      CREATE INDEX offering_coaches_of_schedule ON offering_coaches (practice_id, schedule_id) WHERE schedule_id IS NOT NULL;

      ALTER TABLE appointments ADD schedule_id uuid,        -- by which hours its time was claimed, and so where it is
        ADD CONSTRAINT appointments_schedule FOREIGN KEY (practice_id, schedule_id)
          REFERENCES schedules ON DELETE SET NULL (schedule_id);
      CREATE INDEX appointments_of_schedule ON appointments (practice_id, schedule_id) WHERE schedule_id IS NOT NULL;
      ALTER TABLE appointment_moves ADD from_schedule_id uuid,
        ADD CONSTRAINT appointment_moves_schedule FOREIGN KEY (practice_id, from_schedule_id)
          REFERENCES schedules ON DELETE SET NULL (from_schedule_id);
      CREATE INDEX appointment_moves_of_schedule ON appointment_moves (practice_id, from_schedule_id)
        WHERE from_schedule_id IS NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE appointment_moves DROP from_schedule_id;
      ALTER TABLE appointments DROP schedule_id;
      ALTER TABLE offering_coaches DROP schedule_id;
      DROP TABLE schedules;
    `);
  }
}
