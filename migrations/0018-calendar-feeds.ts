import type { MigrationInterface, QueryRunner } from 'typeorm';
import { audience, practiceAlone, practiceAndVisitors } from './audience.js';
import { practiceColumns, tenantWall } from './tenant-wall.js';

/**
 * Other calendars of a coach, by address, and when they say that the coach is busy. That is no claim: nobody here can
 * refuse what stands there already, so it may lie over an appointment.
 */
export class CalendarFeeds1700000000018 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE calendar_feeds (
        ${practiceColumns}
        coach_id       uuid NOT NULL,
        label          text NOT NULL,
        host           text NOT NULL,                       -- all that is shown of the address
        sealed_address bytea NOT NULL,                      -- who has it reads the whole calendar
        created_at     timestamptz NOT NULL,
        PRIMARY KEY (practice_id, id),
        FOREIGN KEY (practice_id, coach_id) REFERENCES coaches
      );
      CREATE INDEX calendar_feeds_of_coach ON calendar_feeds (practice_id, coach_id);
      ${tenantWall('calendar_feeds')}
      ${audience('calendar_feeds', { to: practiceAlone })}

      CREATE TABLE feed_checks (                            -- how the last look went; read whenever somebody books
        ${practiceColumns}
        coach_id   uuid NOT NULL,
        checked_at timestamptz,                             -- the last look, however it went
        synced_at  timestamptz,                             -- the last one that was understood
        fault      text,
        PRIMARY KEY (practice_id, id),
        FOREIGN KEY (practice_id, id) REFERENCES calendar_feeds ON DELETE CASCADE
      );
      CREATE INDEX feed_checks_of_coach ON feed_checks (practice_id, coach_id);
      ${tenantWall('feed_checks')}
      ${audience('feed_checks', { to: practiceAndVisitors })}

      CREATE TABLE feed_busy (                              -- when, and nothing else
        ${practiceColumns}
        coach_id uuid NOT NULL,
        start_at timestamptz NOT NULL,
        end_at   timestamptz NOT NULL CHECK (end_at > start_at AND end_at <= start_at + interval '24 hours'),
        PRIMARY KEY (practice_id, id, start_at),            -- id is the calendar's
        FOREIGN KEY (practice_id, id) REFERENCES calendar_feeds ON DELETE CASCADE
      );
      CREATE INDEX feed_busy_of_coach ON feed_busy (practice_id, coach_id, start_at) INCLUDE (end_at);
      ${tenantWall('feed_busy')}
      ${audience('feed_busy', { to: practiceAndVisitors })}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE feed_busy, feed_checks, calendar_feeds');
  }
}
