import type { MigrationInterface, QueryRunner } from 'typeorm';
import { practiceColumns, tenantWall } from './tenant-wall.js';

/** The tenant, its settings and keys, and the three ledgers every domain writes to: audit, outbox, idempotent answers. */
export class Practices1700000000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE EXTENSION IF NOT EXISTS btree_gist;
      GRANT USAGE ON SCHEMA public TO rapport_app, rapport_across;

      -- Outside the practice policies: what a request needs before it knows its practice, and nothing else.
      CREATE TABLE practices (
        id         uuid PRIMARY KEY,
        slug       text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9](-?[a-z0-9])*$' AND length(slug) <= 60),
        host       text UNIQUE,
        status     text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'unpaid', 'closed')),
        plan       text NOT NULL DEFAULT 'self-hosted',
        region     text NOT NULL DEFAULT 'local',
        created_at timestamptz NOT NULL
      );
      GRANT SELECT ON practices TO rapport_app;
      GRANT SELECT, INSERT ON practices TO rapport_across;

      -- When each kind of process last said that it lives, by the machine's own clock.
      CREATE TABLE heartbeats (
        process text PRIMARY KEY,
        at      timestamptz NOT NULL
      );
      GRANT SELECT, INSERT, UPDATE ON heartbeats TO rapport_app;

      CREATE TABLE practice_settings (
        practice_id     uuid PRIMARY KEY REFERENCES practices DEFAULT nullif(current_setting('app.practice_id', true), '')::uuid,
        name            text NOT NULL,
        time_zone       text NOT NULL,
        currency        text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
        locale          text NOT NULL,
        country         text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
        stripe_account  text,                               -- the connected account; NULL: the key's own account
        payments_ready  boolean NOT NULL DEFAULT false,
        wrapped_key     bytea NOT NULL,                     -- the practice's key, wrapped by DATA_KEY
        created_at      timestamptz NOT NULL,
        revision        integer NOT NULL DEFAULT 1
      );
      ${tenantWall('practice_settings', { clientSees: 'true', app: 'SELECT, INSERT, UPDATE' })}

      CREATE TABLE audit_entries (
        ${practiceColumns}
        at           timestamptz NOT NULL,
        actor_kind   text NOT NULL CHECK (actor_kind IN ('member', 'client', 'visitor', 'api-key', 'operator', 'system')),
        actor_id     uuid,
        action       text NOT NULL,
        subject_kind text NOT NULL,
        subject_id   uuid NOT NULL,
        request_id   text,
        PRIMARY KEY (practice_id, id)
      );
      CREATE INDEX audit_entries_by_subject ON audit_entries (practice_id, subject_id, id);
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege'; END $$;
      CREATE TRIGGER audit_entries_never_change BEFORE UPDATE OR DELETE ON audit_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
      ${tenantWall('audit_entries', { clientMayAdd: true, app: 'SELECT, INSERT' })}

      -- Facts and jobs committed with the change that caused them. What the queue carries is only (practice_id, id).
      CREATE TABLE outbox (
        ${practiceColumns}
        kind       text NOT NULL CHECK (kind IN ('fact', 'job')),
        name       text NOT NULL,
        payload    jsonb NOT NULL,
        cause_id   uuid,                                    -- the fact a job follows from
        due_at     timestamptz NOT NULL,
        created_at timestamptz NOT NULL,
        attempts   integer NOT NULL DEFAULT 0,
        next_try_at timestamptz,                            -- by the machine's own clock: not queued again before
        done_at    timestamptz,
        failure    text,                                    -- the last error's code, never its data
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, cause_id, name)
      );
      CREATE INDEX outbox_due ON outbox (due_at, id) WHERE done_at IS NULL;
      CREATE INDEX outbox_over ON outbox (done_at) WHERE done_at IS NOT NULL;                -- which the sweeper removes
      ${tenantWall('outbox', { clientSees: 'true', clientMayAdd: true, across: 'SELECT, UPDATE, DELETE' })}

      -- First answers of POSTs that carried an Idempotency-Key. The operator's own calls stand under the nil practice.
      CREATE TABLE idempotent_answers (
        practice_id  uuid NOT NULL DEFAULT nullif(current_setting('app.practice_id', true), '')::uuid,
        scope_hash   bytea NOT NULL,                        -- HMAC of door, principal, route and key
        body_hash    bytea NOT NULL,
        status       integer,                               -- NULL while the call is running
        sealed       bytea,                                 -- headers and body, with the practice's key
        request_id   text,                                  -- under which the audit names what the call did
        started_at   timestamptz NOT NULL,
        expires_at   timestamptz NOT NULL,
        PRIMARY KEY (practice_id, scope_hash)
      );
      CREATE INDEX idempotent_answers_over ON idempotent_answers (expires_at);
      ${tenantWall('idempotent_answers', { clientSees: 'true', clientMayAdd: true, across: 'SELECT, UPDATE, DELETE' })}

      -- Every secret handed out in a link: manage, sign-in, reset, invitation, form. Only its hash is kept.
      CREATE TABLE links (
        ${practiceColumns}
        kind       text NOT NULL CHECK (kind IN ('manage', 'sign-in', 'form', 'reset', 'invitation')),
        hash       bytea NOT NULL,
        subject_id uuid NOT NULL,
        client_id  uuid,                                    -- whose it is, where it is a client's
        address_hash bytea CHECK ((client_id IS NULL) = (address_hash IS NULL)),   -- of the address it was made for: to any other it is dead
        mailed     boolean NOT NULL DEFAULT false,          -- went to that address, so that whoever acts by it reads that mailbox
        created_at timestamptz NOT NULL,
        expires_at timestamptz,
        used_at    timestamptz,
        revoked_at timestamptz,
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, hash)
      );
      CREATE INDEX links_by_subject ON links (practice_id, subject_id);
      CREATE INDEX links_of_client ON links (practice_id, client_id) WHERE client_id IS NOT NULL;
      CREATE INDEX links_over ON links ((least(expires_at, used_at, revoked_at)));   -- which the sweeper removes
      ${tenantWall('links', { across: 'SELECT, UPDATE, DELETE' })}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE links, idempotent_answers, outbox, audit_entries, practice_settings, heartbeats, practices;
      DROP FUNCTION refuse_change();
    `);
  }
}
