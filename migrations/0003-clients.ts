import type { MigrationInterface, QueryRunner } from 'typeorm';
import { currentClient, practiceColumns, tenantWall } from './tenant-wall.js';

/** People and cases: who the practice knows, how they may be contacted, and the unit of coaching work. */
export class Clients1700000000003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE clients (
        ${practiceColumns}
        kind         text NOT NULL CHECK (kind IN ('contact', 'client')),
        name         text NOT NULL,
        email        text NOT NULL CHECK (email = lower(email)),
        phone        text,
        time_zone    text NOT NULL,
        locale       text NOT NULL,
        origin       text NOT NULL DEFAULT 'practice' CHECK (origin IN ('booking', 'practice')),   -- who typed the address
        confirmed_at timestamptz,                           -- when a link mailed to this address was opened
        merged_into  uuid CHECK (merged_into IS NULL OR (merged_into <> id AND confirmed_at IS NULL)),   -- the confirmed client this contact turned out to be
        created_at   timestamptz NOT NULL,
        revision     integer NOT NULL DEFAULT 1,
        PRIMARY KEY (practice_id, id),
        FOREIGN KEY (practice_id, merged_into) REFERENCES clients
      );
      -- A known address typed by somebody stays a contact of its own until its mailed link is opened. Two may share a mailbox.
      CREATE UNIQUE INDEX clients_one_per_confirmed_person ON clients (practice_id, email, lower(name)) WHERE confirmed_at IS NOT NULL;
      CREATE INDEX clients_by_address ON clients (practice_id, email);
      ${tenantWall('clients', { clientSees: `id = ${currentClient}` })}

      CREATE TABLE safe_contacts (
        practice_id  uuid NOT NULL DEFAULT nullif(current_setting('app.practice_id', true), '')::uuid REFERENCES practices,
        client_id    uuid NOT NULL,
        level        text NOT NULL DEFAULT 'discreet' CHECK (level IN ('discreet', 'time_only', 'none')),
        quiet_from   text,                                  -- wall time in the client's zone
        quiet_to     text,
        revision     integer NOT NULL DEFAULT 1,
        PRIMARY KEY (practice_id, client_id),
        FOREIGN KEY (practice_id, client_id) REFERENCES clients
      );
      ${tenantWall('safe_contacts', { clientSees: `client_id = ${currentClient}` })}

      CREATE TABLE suppressions (
        ${practiceColumns}
        email      text NOT NULL CHECK (email = lower(email)),
        reason     text NOT NULL CHECK (reason IN ('bounce', 'complaint', 'unsubscribe', 'never_again')),
        covers     text NOT NULL CHECK (covers IN ('marketing', 'all')),
        created_at timestamptz NOT NULL,
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, email, covers)
      );
      ${tenantWall('suppressions')}

      CREATE TABLE cases (
        ${practiceColumns}
        kind       text NOT NULL CHECK (kind IN ('individual', 'couple', 'family')),
        status     text NOT NULL CHECK (status IN ('inquiry', 'active', 'paused', 'closed', 'separated')),
        progress   text NOT NULL DEFAULT 'steady' CHECK (progress IN ('steady', 'slipping', 'stalled')),
        progress_reason text,
        coach_id   uuid NOT NULL,
        opened_at  timestamptz NOT NULL,
        closed_at  timestamptz,
        merged_into uuid CHECK (merged_into IS NULL OR (merged_into <> id AND status = 'closed')),   -- the client's case this inquiry turned out to be
        revision   integer NOT NULL DEFAULT 1,
        PRIMARY KEY (practice_id, id),
        FOREIGN KEY (practice_id, merged_into) REFERENCES cases,
        FOREIGN KEY (practice_id, coach_id) REFERENCES coaches
      );
      CREATE INDEX cases_of_coach ON cases (practice_id, coach_id, status);

      CREATE TABLE participants (
        ${practiceColumns}
        case_id   uuid NOT NULL,
        client_id uuid NOT NULL,
        status    text NOT NULL CHECK (status IN ('joined', 'left')),
        joined_at timestamptz NOT NULL,
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, case_id, client_id),
        FOREIGN KEY (practice_id, case_id) REFERENCES cases,
        FOREIGN KEY (practice_id, client_id) REFERENCES clients
      );
      CREATE INDEX participants_of_client ON participants (practice_id, client_id);
      ${tenantWall('participants', { clientSees: `client_id = ${currentClient}` })}
      ${tenantWall('cases', {
        clientSees: `EXISTS (SELECT 1 FROM participants p WHERE p.practice_id = cases.practice_id AND p.case_id = cases.id AND p.client_id = ${currentClient})`,
      })}

      -- The other person of a couple as the booker typed them. Nobody is mailed from this table.
      CREATE TABLE named_partners (
        ${practiceColumns}
        case_id    uuid NOT NULL,
        named_by   uuid NOT NULL,                           -- the client who typed it
        name       text NOT NULL,
        email      text NOT NULL CHECK (email = lower(email)),
        time_zone  text NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, case_id, email),
        FOREIGN KEY (practice_id, case_id) REFERENCES cases,
        FOREIGN KEY (practice_id, named_by) REFERENCES clients
      );
      ${tenantWall('named_partners')}

      -- A person's stop on automation, for themselves or for one case.
      CREATE TABLE brakes (
        ${practiceColumns}
        client_id  uuid NOT NULL,
        case_id    uuid,
        pulled_at  timestamptz NOT NULL,
        released_at timestamptz,
        PRIMARY KEY (practice_id, id),
        FOREIGN KEY (practice_id, client_id) REFERENCES clients
      );
      CREATE INDEX brakes_of_client ON brakes (practice_id, client_id) WHERE released_at IS NULL;
      ${tenantWall('brakes', { clientSees: `client_id = ${currentClient}` })}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE brakes, named_partners, participants, cases, suppressions, safe_contacts, clients`);
  }
}
