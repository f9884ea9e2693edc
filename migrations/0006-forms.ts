import type { MigrationInterface, QueryRunner } from 'typeorm';
import { currentClient, practiceColumns, tenantWall } from './tenant-wall.js';

/** Forms as they were asked, and answers sealed with their person's key. */
export class Forms1700000000006 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE forms (
        ${practiceColumns}
        slug           text NOT NULL CHECK (slug ~ '^[a-z0-9](-?[a-z0-9])*$' AND length(slug) <= 60),
        kind           text NOT NULL CHECK (kind IN ('intake', 'quiz', 'check-in', 'safety-screen')),
        name           text NOT NULL,
        latest_version integer NOT NULL,
        created_at     timestamptz NOT NULL,
        revision       integer NOT NULL DEFAULT 1,
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, slug)
      );
      ${tenantWall('forms', { clientSees: 'true' })}

      CREATE TABLE form_versions (
        ${practiceColumns}
        form_id      uuid NOT NULL,
        number       integer NOT NULL CHECK (number > 0),
        definition   jsonb NOT NULL,
        consent_version text NOT NULL,
        consent_text text NOT NULL,
        created_at   timestamptz NOT NULL,
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, form_id, number),
        FOREIGN KEY (practice_id, form_id) REFERENCES forms
      );
      CREATE TRIGGER form_versions_never_change BEFORE UPDATE OR DELETE ON form_versions FOR EACH ROW EXECUTE FUNCTION refuse_change();
      ${tenantWall('form_versions', { clientSees: 'true', app: 'SELECT, INSERT' })}
      ALTER TABLE offerings ADD FOREIGN KEY (practice_id, intake_form_id) REFERENCES forms;

      CREATE TABLE assignments (
        ${practiceColumns}
        form_id         uuid NOT NULL,
        form_version_id uuid NOT NULL,
        client_id       uuid NOT NULL,
        case_id         uuid,
        cause_id        uuid,                               -- the appointment that asked for it, if one did
        asked_by        uuid,                               -- the member who asked, who reads what belongs to no case
        status          text NOT NULL CHECK (status IN ('assigned', 'started', 'submitted', 'withdrawn')),
        assigned_at     timestamptz NOT NULL,
        started_at      timestamptz,
        submitted_at    timestamptz,
        revision        integer NOT NULL DEFAULT 1,
        PRIMARY KEY (practice_id, id),
        FOREIGN KEY (practice_id, form_id) REFERENCES forms,
        FOREIGN KEY (practice_id, form_version_id) REFERENCES form_versions,
        FOREIGN KEY (practice_id, client_id) REFERENCES clients,
        FOREIGN KEY (practice_id, case_id) REFERENCES cases
      );
      CREATE UNIQUE INDEX assignments_once_per_cause ON assignments (practice_id, cause_id, form_id, client_id) WHERE cause_id IS NOT NULL;
      CREATE INDEX assignments_of_client ON assignments (practice_id, client_id);
      ${tenantWall('assignments', { clientSees: `client_id = ${currentClient}` })}

      CREATE TABLE responses (
        ${practiceColumns}
        assignment_id uuid NOT NULL,
        client_id     uuid NOT NULL,
        started_at    timestamptz NOT NULL,
        submitted_at  timestamptz,
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, assignment_id),
        FOREIGN KEY (practice_id, assignment_id) REFERENCES assignments
      );
      ${tenantWall('responses', { clientSees: `client_id = ${currentClient}` })}

      CREATE TABLE answers (
        ${practiceColumns}
        response_id uuid NOT NULL,
        client_id   uuid NOT NULL,
        question    text NOT NULL,
        sealed      bytea NOT NULL,                         -- with the client's key, bound to this row
        revision    integer NOT NULL DEFAULT 1,
        answered_at timestamptz NOT NULL,
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, response_id, question),
        FOREIGN KEY (practice_id, response_id) REFERENCES responses
      );
      ${tenantWall('answers', { clientSees: `client_id = ${currentClient}` })}

      -- The pages people agreed to, each once, found by the hash that a consent names.
      CREATE TABLE consent_pages (
        practice_id uuid NOT NULL DEFAULT nullif(current_setting('app.practice_id', true), '')::uuid REFERENCES practices,
        hash        bytea NOT NULL,
        page        jsonb NOT NULL,
        PRIMARY KEY (practice_id, hash)
      );
      CREATE TRIGGER consent_pages_never_change BEFORE UPDATE OR DELETE ON consent_pages FOR EACH ROW EXECUTE FUNCTION refuse_change();
      ${tenantWall('consent_pages', { clientSees: 'true', app: 'SELECT, INSERT' })}

      CREATE TABLE consents (
        ${practiceColumns}
        client_id     uuid NOT NULL,
        assignment_id uuid,
        purpose       text NOT NULL,
        version       text NOT NULL,
        text_hash     bytea NOT NULL,                       -- SHA-256 of the very words that were shown
        adult         boolean NOT NULL,
        given_at      timestamptz NOT NULL,
        revoked_at    timestamptz,
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, client_id, assignment_id, purpose, version),
        FOREIGN KEY (practice_id, client_id) REFERENCES clients,
        FOREIGN KEY (practice_id, assignment_id) REFERENCES assignments
      );
      ${tenantWall('consents', { clientSees: `client_id = ${currentClient}` })}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE offerings DROP CONSTRAINT offerings_practice_id_intake_form_id_fkey;
      DROP TABLE consents, consent_pages, answers, responses, assignments, form_versions, forms;
    `);
  }
}
