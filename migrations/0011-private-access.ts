import type { MigrationInterface, QueryRunner } from 'typeorm';
import { currentClient, practiceColumns, tenantWall } from './tenant-wall.js';

/** What a client holds beside their mailbox: a PIN, passkeys, the browser they booked in; and what each session may see. */
export class PrivateAccess1700000000011 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Whose session it is was enough; now it also says what it opens. Clients open their mail once more.
      DELETE FROM sessions WHERE kind = 'client';
      ALTER TABLE sessions
        ADD COLUMN assignment_id   uuid,                    -- the one form that a form's link opens; NULL opens the client's own page
        ADD COLUMN sitting         uuid,                    -- until ten idle minutes: what was answered in it may be read again
        ADD COLUMN unlocked_at     timestamptz,             -- by PIN or passkey
        ADD COLUMN private_used_at timestamptz,             -- the ten minutes count from here
        ADD COLUMN code_wrong      integer NOT NULL DEFAULT 0 CHECK (code_wrong >= 0), -- spoken codes that were wrong in it
        ADD COLUMN code_not_before timestamptz,             -- the next try of one
        ADD CONSTRAINT sessions_private_parts CHECK ((kind = 'client') = (sitting IS NOT NULL)),
        ADD CONSTRAINT sessions_of_members_open_all CHECK (kind = 'client' OR (assignment_id IS NULL AND unlocked_at IS NULL)),
        ADD CONSTRAINT sessions_unlocked_since CHECK (unlocked_at IS NULL OR private_used_at IS NOT NULL);
      CREATE INDEX sessions_by_assignment ON sessions (practice_id, assignment_id) WHERE assignment_id IS NOT NULL;
      ALTER TABLE answers ADD COLUMN sitting uuid;          -- in which it was written last

      -- One row per client, locked by every try.
      CREATE TABLE client_factors (
        practice_id     uuid NOT NULL DEFAULT nullif(current_setting('app.practice_id', true), '')::uuid REFERENCES practices,
        client_id       uuid NOT NULL,
        pin_hash        text,                               -- argon2id; NULL where none is set
        pin_set_at      timestamptz,
        tries           integer NOT NULL DEFAULT 0,         -- since the last right one, those that came too soon included
        wrong_in_row    integer NOT NULL DEFAULT 0,
        not_before      timestamptz,                        -- the next try
        code_hash       bytea,                              -- of the code a coach spoke to them
        code_expires_at timestamptz,
        PRIMARY KEY (practice_id, client_id),
        CHECK ((pin_hash IS NULL) = (pin_set_at IS NULL)),
        CHECK ((code_hash IS NULL) = (code_expires_at IS NULL)),
        FOREIGN KEY (practice_id, client_id) REFERENCES clients
      );
      ${tenantWall('client_factors', { clientSees: `client_id = ${currentClient}` })}

      CREATE TABLE passkeys (
        ${practiceColumns}
        client_id     uuid NOT NULL,
        rp_id         text NOT NULL,                        -- the host it was made at; it works nowhere else
        credential_id text NOT NULL,
        public_key    bytea NOT NULL,
        counter       bigint NOT NULL,
        transports    text[] NOT NULL,
        name          text NOT NULL,
        created_at    timestamptz NOT NULL,
        last_used_at  timestamptz,
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, credential_id),
        FOREIGN KEY (practice_id, client_id) REFERENCES clients
      );
      CREATE INDEX passkeys_of_client ON passkeys (practice_id, client_id);
      ${tenantWall('passkeys', { clientSees: `client_id = ${currentClient}` })}

      -- What a passkey is asked to sign: one at a time for each session and purpose.
      CREATE TABLE passkey_challenges (
        practice_id  uuid NOT NULL DEFAULT nullif(current_setting('app.practice_id', true), '')::uuid REFERENCES practices,
        session_hash bytea NOT NULL,
        purpose      text NOT NULL CHECK (purpose IN ('create', 'unlock')),
        client_id    uuid NOT NULL,
        challenge    text NOT NULL,
        expires_at   timestamptz NOT NULL,
        PRIMARY KEY (practice_id, session_hash, purpose),
        FOREIGN KEY (practice_id, client_id) REFERENCES clients
      );
      CREATE INDEX passkey_challenges_of_client ON passkey_challenges (practice_id, client_id);
      ${tenantWall('passkey_challenges', { clientSees: `client_id = ${currentClient}` })}

      -- The browser in which somebody booked, for the contact that this booking made. Only the hash of its cookie is kept.
      CREATE TABLE booking_browsers (
        practice_id uuid NOT NULL DEFAULT nullif(current_setting('app.practice_id', true), '')::uuid REFERENCES practices,
        hash        bytea NOT NULL,
        client_id   uuid NOT NULL,
        created_at  timestamptz NOT NULL,
        expires_at  timestamptz NOT NULL,
        PRIMARY KEY (practice_id, hash, client_id),
        FOREIGN KEY (practice_id, client_id) REFERENCES clients
      );
      CREATE INDEX booking_browsers_of_client ON booking_browsers (practice_id, client_id);
      CREATE INDEX booking_browsers_over ON booking_browsers (practice_id, expires_at);
      ${tenantWall('booking_browsers', { clientSees: `client_id = ${currentClient}` })}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE booking_browsers, passkey_challenges, passkeys, client_factors;
      ALTER TABLE answers DROP COLUMN sitting;
      DROP INDEX sessions_by_assignment;
      ALTER TABLE sessions
        DROP CONSTRAINT sessions_private_parts,
        DROP CONSTRAINT sessions_of_members_open_all,
        DROP CONSTRAINT sessions_unlocked_since,
        DROP COLUMN assignment_id, DROP COLUMN sitting, DROP COLUMN unlocked_at, DROP COLUMN private_used_at,
        DROP COLUMN code_wrong, DROP COLUMN code_not_before;
    `);
  }
}
