import type { MigrationInterface, QueryRunner } from 'typeorm';
import { practiceColumns, tenantWall } from './tenant-wall.js';

/** Message series, and every message there is: at most one per cause, step and person. */
export class Followups1700000000008 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE sequences (
        ${practiceColumns}
        slug       text NOT NULL CHECK (slug ~ '^[a-z0-9](-?[a-z0-9])*$' AND length(slug) <= 60),
        name       text NOT NULL,
        trigger    text NOT NULL CHECK (trigger IN ('appointmentCompleted', 'manual')),
        offering_id uuid,                                   -- only appointments of this offering start it
        exit_rules text[] NOT NULL,                         -- closed set, checked by the code
        active     boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL,
        revision   integer NOT NULL DEFAULT 1,
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, slug),
        FOREIGN KEY (practice_id, offering_id) REFERENCES offerings
      );
      ${tenantWall('sequences')}

      CREATE TABLE sequence_steps (
        ${practiceColumns}
        sequence_id   uuid NOT NULL,
        position      integer NOT NULL CHECK (position > 0),
        kind          text NOT NULL CHECK (kind IN ('service', 'marketing')),
        delay_minutes integer CHECK (delay_minutes >= 0),
        after_days    integer CHECK (after_days >= 0),
        at_local      text CHECK (at_local ~ '^[0-2][0-9]:[0-5][0-9]$'),   -- wall time in the person's zone
        subject       text NOT NULL,
        body          text NOT NULL,
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, sequence_id, position),
        CHECK ((delay_minutes IS NULL) <> (after_days IS NULL)),
        CHECK ((after_days IS NULL) = (at_local IS NULL)),
        FOREIGN KEY (practice_id, sequence_id) REFERENCES sequences
      );
      ${tenantWall('sequence_steps')}

      CREATE TABLE enrolments (
        ${practiceColumns}
        sequence_id uuid NOT NULL,
        client_id   uuid NOT NULL,
        case_id     uuid,
        cause_id    uuid NOT NULL,                          -- the appointment, or its own id when a coach started it
        status      text NOT NULL CHECK (status IN ('active', 'finished', 'exited', 'braked')),
        exit_reason text,
        enrolled_at timestamptz NOT NULL,
        ended_at    timestamptz,
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, sequence_id, client_id, cause_id),
        FOREIGN KEY (practice_id, sequence_id) REFERENCES sequences,
        FOREIGN KEY (practice_id, client_id) REFERENCES clients
      );
      ${tenantWall('enrolments')}

      CREATE TABLE messages (
        ${practiceColumns}
        kind           text NOT NULL CHECK (kind IN ('service', 'marketing')),
        template       text NOT NULL,
        cause_id       uuid NOT NULL,                       -- appointment, assignment, enrolment, link request
        step           text NOT NULL,                       -- unique within its cause: 'confirmation:0', 'reminder:0', 'step:2'
        enrolment_id   uuid,
        client_id      uuid,
        member_id      uuid,
        user_id        uuid,
        must_arrive    boolean NOT NULL,
        status         text NOT NULL CHECK (status IN
                         ('scheduled', 'sending', 'handed', 'sent', 'outcome_unknown', 'suppressed', 'cancelled', 'failed')),
        reason         text,                                -- why it was suppressed, cancelled or failed
        message_id     text NOT NULL,                       -- the mail's Message-ID, the same at every attempt
        due_at         timestamptz NOT NULL,
        expires_at     timestamptz,                         -- later than this it would be late
        created_at     timestamptz NOT NULL,
        sent_at        timestamptz,
        revision       integer NOT NULL DEFAULT 1,
        PRIMARY KEY (practice_id, id),
        CHECK (num_nonnulls(client_id, member_id, user_id) = 1),
        UNIQUE NULLS NOT DISTINCT (practice_id, cause_id, step, client_id, member_id, user_id),
        FOREIGN KEY (practice_id, enrolment_id) REFERENCES enrolments,
        FOREIGN KEY (practice_id, client_id) REFERENCES clients,
        FOREIGN KEY (practice_id, member_id) REFERENCES members
      );
      CREATE INDEX messages_by_cause ON messages (practice_id, cause_id);
      CREATE INDEX messages_of_client ON messages (practice_id, client_id, id) WHERE client_id IS NOT NULL;
      CREATE INDEX messages_of_enrolment ON messages (practice_id, enrolment_id) WHERE enrolment_id IS NOT NULL;
      CREATE INDEX messages_by_due ON messages (practice_id, due_at, id);
      ${tenantWall('messages')}

      CREATE TABLE deliveries (
        ${practiceColumns}
        message_id uuid NOT NULL,
        attempt    integer NOT NULL,
        started_at timestamptz NOT NULL,
        handed_at  timestamptz,
        ended_at   timestamptz,
        outcome    text CHECK (outcome IN ('accepted', 'refused', 'unknown', 'not_handed')),
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, message_id, attempt),
        FOREIGN KEY (practice_id, message_id) REFERENCES messages
      );
      ${tenantWall('deliveries')}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE deliveries, messages, enrolments, sequence_steps, sequences`);
  }
}
