import type { MigrationInterface, QueryRunner } from 'typeorm';
import { currentClient, practiceColumns, tenantWall } from './tenant-wall.js';

/** What can be booked, when, by whom; and the constraint under which nobody is in two places. */
export class Scheduling1700000000004 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE availabilities (
        practice_id uuid NOT NULL DEFAULT nullif(current_setting('app.practice_id', true), '')::uuid REFERENCES practices,
        coach_id    uuid NOT NULL,
        time_zone   text NOT NULL,
        weekly      jsonb NOT NULL,                         -- [{ days, from, to }] in time_zone
        overrides   jsonb NOT NULL,                         -- [{ date, hours: [{ from, to }] }]
        revision    integer NOT NULL DEFAULT 1,
        PRIMARY KEY (practice_id, coach_id),
        FOREIGN KEY (practice_id, coach_id) REFERENCES coaches
      );
      ${tenantWall('availabilities', { clientSees: 'true' })}

      CREATE TABLE offerings (
        ${practiceColumns}
        slug                   text NOT NULL CHECK (slug ~ '^[a-z0-9](-?[a-z0-9])*$' AND length(slug) <= 60),
        name                   text NOT NULL,
        description            text NOT NULL DEFAULT '',
        kind                   text NOT NULL CHECK (kind IN ('individual', 'couple', 'group')),
        duration_minutes       integer NOT NULL CHECK (duration_minutes BETWEEN 5 AND 1440),
        start_every_minutes    integer NOT NULL CHECK (start_every_minutes BETWEEN 5 AND 1440),
        buffer_before_minutes  integer NOT NULL CHECK (buffer_before_minutes BETWEEN 0 AND 1440),
        buffer_after_minutes   integer NOT NULL CHECK (buffer_after_minutes BETWEEN 0 AND 1440),
        minimum_notice_minutes integer NOT NULL CHECK (minimum_notice_minutes BETWEEN 0 AND 525600),
        booking_window_days    integer NOT NULL CHECK (booking_window_days BETWEEN 1 AND 1000),
        max_per_day            integer CHECK (max_per_day > 0),
        max_per_week           integer CHECK (max_per_week > 0),
        seats                  integer CHECK (seats > 0),
        approval               text NOT NULL CHECK (approval IN ('automatic', 'coach')),
        format                 text CHECK (format IN ('video', 'phone', 'place')),
        location               text CHECK (length(location) <= 300),     -- a link for video, an address for a place
        price_minor            integer NOT NULL CHECK (price_minor >= 0),
        deposit_minor          integer CHECK (deposit_minor > 0 AND deposit_minor <= price_minor),
        currency               text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
        payment                text NOT NULL CHECK (payment IN ('none', 'full', 'deposit', 'later')),
        intake_form_id         uuid,
        active                 boolean NOT NULL DEFAULT true,
        created_at             timestamptz NOT NULL,
        revision               integer NOT NULL DEFAULT 1,
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, slug),
        CHECK (payment = 'none' OR price_minor > 0),
        CHECK ((payment = 'deposit') = (deposit_minor IS NOT NULL))
      );
      ${tenantWall('offerings', { clientSees: 'true' })}

      CREATE TABLE offering_coaches (
        practice_id uuid NOT NULL DEFAULT nullif(current_setting('app.practice_id', true), '')::uuid REFERENCES practices,
        offering_id uuid NOT NULL,
        coach_id    uuid NOT NULL,
        PRIMARY KEY (practice_id, offering_id, coach_id),
        FOREIGN KEY (practice_id, offering_id) REFERENCES offerings,
        FOREIGN KEY (practice_id, coach_id) REFERENCES coaches
      );
      ${tenantWall('offering_coaches', { clientSees: 'true' })}

      CREATE TABLE appointments (
        ${practiceColumns}
        case_id         uuid NOT NULL,
        offering_id     uuid NOT NULL,
        coach_id        uuid NOT NULL,
        start_at        timestamptz NOT NULL,
        end_at          timestamptz NOT NULL CHECK (end_at > start_at),
        time_zone       text NOT NULL,                      -- the zone its client booked in
        status          text NOT NULL CHECK (status IN
                          ('held', 'pending_approval', 'confirmed', 'completed', 'no_show', 'expired', 'declined', 'cancelled')),
        sequence        integer NOT NULL DEFAULT 0,         -- counts time changes, for calendars
        held_at         timestamptz,                        -- when the hold began: it lasts 30 minutes at most
        hold_expires_at timestamptz CHECK ((status = 'held') = (hold_expires_at IS NOT NULL)),
        answer_due_at   timestamptz,                        -- an unanswered request expires then
        source          text CHECK (length(source) <= 200),
        policy          jsonb NOT NULL,                     -- snapshot of the cancellation policy
        cancelled_by    text CHECK (cancelled_by IN ('client', 'practice')),
        cancelled_from  text CHECK (cancelled_from IN ('held', 'pending_approval', 'confirmed')),
        sealed_override bytea,                              -- why staff lifted the rules of booking
        sealed_reason   bytea,                              -- why staff cancelled or declined
        reasons_of      uuid CHECK (reasons_of IS NOT NULL OR num_nonnulls(sealed_override, sealed_reason) = 0),   -- with whose key: the booker's, as they were known then
        created_at      timestamptz NOT NULL,
        closed_at       timestamptz,
        revision        integer NOT NULL DEFAULT 1,
        PRIMARY KEY (practice_id, id),
        FOREIGN KEY (practice_id, case_id) REFERENCES cases,
        FOREIGN KEY (practice_id, offering_id) REFERENCES offerings,
        FOREIGN KEY (practice_id, coach_id) REFERENCES coaches
      );
      CREATE INDEX appointments_by_start ON appointments (practice_id, start_at, id);
      CREATE INDEX appointments_of_coach ON appointments (practice_id, coach_id, start_at);
      CREATE INDEX appointments_of_case ON appointments (practice_id, case_id, start_at);
      CREATE INDEX appointments_holds ON appointments (practice_id, hold_expires_at) WHERE status = 'held';

      -- One person's part in an appointment. Their manage links stand in links, with this row as subject.
      CREATE TABLE attendances (
        ${practiceColumns}
        appointment_id uuid NOT NULL,
        client_id      uuid NOT NULL,
        name           text NOT NULL,                       -- as given when booking
        time_zone      text NOT NULL,
        status         text NOT NULL CHECK (status IN ('invited', 'accepted', 'refused', 'withdrawn')),
        outcome        jsonb,                               -- what they were answered when they cancelled: figures alone
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, appointment_id, client_id),
        FOREIGN KEY (practice_id, appointment_id) REFERENCES appointments,
        FOREIGN KEY (practice_id, client_id) REFERENCES clients
      );
      CREATE INDEX attendances_of_client ON attendances (practice_id, client_id);
      ${tenantWall('attendances', { clientSees: `client_id = ${currentClient}` })}
      ${tenantWall('appointments', {
        clientSees: `EXISTS (SELECT 1 FROM attendances a WHERE a.practice_id = appointments.practice_id AND a.appointment_id = appointments.id AND a.client_id = ${currentClient})`,
      })}

      CREATE TABLE appointment_moves (
        ${practiceColumns}
        appointment_id uuid NOT NULL,
        from_start_at  timestamptz NOT NULL,
        from_end_at    timestamptz NOT NULL,
        moved_at       timestamptz NOT NULL,
        PRIMARY KEY (practice_id, id),
        FOREIGN KEY (practice_id, appointment_id) REFERENCES appointments
      );
      ${tenantWall('appointment_moves')}

      CREATE TABLE blocked_times (
        ${practiceColumns}
        coach_id uuid NOT NULL,
        start_at timestamptz NOT NULL,
        end_at   timestamptz NOT NULL CHECK (end_at > start_at),
        PRIMARY KEY (practice_id, id),
        FOREIGN KEY (practice_id, coach_id) REFERENCES coaches
      );
      CREATE INDEX blocked_times_of_coach ON blocked_times (practice_id, coach_id, end_at);
      ${tenantWall('blocked_times')}

      CREATE TABLE time_claims (
        ${practiceColumns}
        resource_kind  text NOT NULL CHECK (resource_kind IN ('coach', 'room', 'seat')),
        resource_id    uuid NOT NULL,
        appointment_id uuid,
        block_id       uuid,
        offering_id    uuid,                                -- for daily and weekly limits
        start_at       timestamptz NOT NULL,
        end_at         timestamptz NOT NULL CHECK (end_at > start_at),
        blocked        tstzrange NOT NULL,                  -- start and end, buffers included
        live           boolean NOT NULL,
        PRIMARY KEY (practice_id, id),
        CHECK (num_nonnulls(appointment_id, block_id) = 1),
        CHECK (blocked @> tstzrange(start_at, end_at)),
        UNIQUE (practice_id, resource_kind, resource_id, appointment_id),
        FOREIGN KEY (practice_id, appointment_id) REFERENCES appointments,
        FOREIGN KEY (practice_id, block_id) REFERENCES blocked_times,

        -- Nobody can be in two places: no two live claims on one resource overlap.
        CONSTRAINT time_claims_no_overlap EXCLUDE USING gist
          (practice_id WITH =, resource_kind WITH =, resource_id WITH =, blocked WITH &&) WHERE (live)
      );
      CREATE INDEX time_claims_of_appointment ON time_claims (practice_id, appointment_id) WHERE appointment_id IS NOT NULL;
      CREATE INDEX time_claims_of_block ON time_claims (practice_id, block_id) WHERE block_id IS NOT NULL;
      CREATE INDEX time_claims_busy ON time_claims (practice_id, resource_id, start_at) INCLUDE (end_at) WHERE live;
      ${tenantWall('time_claims')}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE time_claims, blocked_times, appointment_moves, attendances, appointments, offering_coaches, offerings, availabilities;
    `);
  }
}
