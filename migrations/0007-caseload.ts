import type { MigrationInterface, QueryRunner } from 'typeorm';
import { currentClient, practiceColumns, tenantWall } from './tenant-wall.js';

/** What a coach writes down and what the practice must still do. */
export class Caseload1700000000007 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE notes (
        ${practiceColumns}
        case_id        uuid NOT NULL,
        appointment_id uuid,
        author_id      uuid,                                -- the member who wrote it
        audience       text NOT NULL CHECK (audience IN ('coach', 'participant', 'all')),
        participant_id uuid,
        key_person_id  uuid NOT NULL,                       -- whose key seals it: the client's, or the case's own when it is about both
        sealed         bytea NOT NULL,
        created_at     timestamptz NOT NULL,
        revision       integer NOT NULL DEFAULT 1,
        PRIMARY KEY (practice_id, id),
        CHECK ((audience = 'participant') = (participant_id IS NOT NULL)),
        FOREIGN KEY (practice_id, case_id) REFERENCES cases,
        FOREIGN KEY (practice_id, appointment_id) REFERENCES appointments,
        FOREIGN KEY (practice_id, participant_id) REFERENCES participants
      );
      CREATE INDEX notes_of_case ON notes (practice_id, case_id, id);
      ${tenantWall('notes', {
        clientSees: `EXISTS (SELECT 1 FROM participants p WHERE p.practice_id = notes.practice_id AND p.case_id = notes.case_id AND p.client_id = ${currentClient}
                      AND (notes.audience = 'all' OR notes.participant_id = p.id))`,
      })}

      CREATE TABLE tasks (
        ${practiceColumns}
        kind           text NOT NULL CHECK (kind IN ('approve_request', 're_seat', 'refunded_late_payment', 'message_outcome_unknown', 'message_failed', 'review')),
        coach_id       uuid,
        case_id        uuid,
        subject_id     uuid NOT NULL,
        trouble_id     uuid,                                -- which trouble raised a review last: a new one opens it again
        status         text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'done')),
        created_at     timestamptz NOT NULL,
        done_at        timestamptz,
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, kind, subject_id),
        FOREIGN KEY (practice_id, coach_id) REFERENCES coaches,
        FOREIGN KEY (practice_id, case_id) REFERENCES cases
      );
      ${tenantWall('tasks')}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE tasks, notes`);
  }
}
