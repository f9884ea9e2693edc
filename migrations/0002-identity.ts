import type { MigrationInterface, QueryRunner } from 'typeorm';
import { practiceColumns, tenantWall } from './tenant-wall.js';

/** Who may sign in, with what, and as whom: users and sessions outside, members, keys and coach profiles inside. */
export class Identity1700000000002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE users (
        id            uuid PRIMARY KEY,
        email         text NOT NULL CHECK (email = lower(email)),
        name          text NOT NULL,
        password_hash text,                                 -- argon2id; NULL until the invitation is accepted
        password_set_at timestamptz,                        -- links that set a new one and are older than this are dead
        created_at    timestamptz NOT NULL,
        UNIQUE (email)
      );
      GRANT SELECT, INSERT, UPDATE ON users TO rapport_app;

      -- Opaque random ids, kept as hashes. A session is a member's or a client's, never both.
      CREATE TABLE sessions (
        id_hash      bytea PRIMARY KEY,
        kind         text NOT NULL CHECK (kind IN ('member', 'client')),
        user_id      uuid REFERENCES users ON DELETE CASCADE,
        practice_id  uuid REFERENCES practices,
        client_id    uuid,
        csrf_hash    bytea NOT NULL,
        created_at   timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        expires_at   timestamptz NOT NULL,
        CHECK ((kind = 'member') = (user_id IS NOT NULL)),
        CHECK ((kind = 'client') = (client_id IS NOT NULL)),
        CHECK (kind = 'member' OR practice_id IS NOT NULL)
      );
      CREATE INDEX sessions_by_user ON sessions (user_id);
      CREATE INDEX sessions_over ON sessions (expires_at);
      CREATE INDEX sessions_by_client ON sessions (practice_id, client_id);
      GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO rapport_app;

      CREATE TABLE members (
        ${practiceColumns}
        user_id    uuid NOT NULL REFERENCES users,
        role       text NOT NULL CHECK (role IN ('owner', 'coach', 'assistant')),
        status     text NOT NULL CHECK (status IN ('invited', 'active', 'left')),
        created_at timestamptz NOT NULL,
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, user_id)
      );
      CREATE INDEX members_by_user ON members (user_id);
      ${tenantWall('members', { across: 'SELECT' })}

      CREATE TABLE api_keys (
        ${practiceColumns}
        name         text NOT NULL,
        hash         bytea NOT NULL,
        scopes       text[] NOT NULL,
        created_by   uuid,
        created_at   timestamptz NOT NULL,
        expires_at   timestamptz,
        last_used_at timestamptz,
        revoked_at   timestamptz,
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, hash)
      );
      ${tenantWall('api_keys')}

      CREATE TABLE coaches (
        ${practiceColumns}
        member_id  uuid NOT NULL,
        slug       text NOT NULL CHECK (slug ~ '^[a-z0-9](-?[a-z0-9])*$' AND length(slug) <= 60),
        name       text NOT NULL,
        headline   text NOT NULL DEFAULT '',
        bio        text NOT NULL DEFAULT '',
        philosophy text NOT NULL DEFAULT '',
        links      jsonb NOT NULL DEFAULT '[]',
        time_zone  text NOT NULL,
        created_at timestamptz NOT NULL,
        revision   integer NOT NULL DEFAULT 1,
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, slug),
        UNIQUE (practice_id, member_id),
        FOREIGN KEY (practice_id, member_id) REFERENCES members
      );
      ${tenantWall('coaches', { clientSees: 'true' })}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE coaches, api_keys, members, sessions, users`);
  }
}
