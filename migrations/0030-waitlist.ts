import type { MigrationInterface, QueryRunner } from 'typeorm';
import { audience, practiceAlone, practiceAndVisitors } from './audience.js';
import { currentClient, currentPractice, practiceColumns, tenantWall } from './tenant-wall.js';

/** Who wants an earlier time, and the times that were offered to them: each is kept by a claim like any other until it is answered. */
export class Waitlist1700000000030 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE waitlist_entries (
        ${practiceColumns}
        client_id      uuid NOT NULL,
        offering_id    uuid NOT NULL,
        coach_id       uuid,                                -- null: anyone who offers it
        appointment_id uuid,                                -- what would be moved; null: it would be booked
        time_zone      text NOT NULL,                       -- on whose wall the wishes are meant
        days           text[] NOT NULL CHECK (days <@ ARRAY['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] AND cardinality(days) > 0),
        parts          text[] NOT NULL CHECK (parts <@ ARRAY['morning', 'afternoon', 'evening'] AND cardinality(parts) > 0),
        until          date,                                -- the last date that would suit
        status         text NOT NULL CHECK (status IN ('asked', 'waiting', 'ended')),
        end_reason     text CHECK (end_reason IN ('taken', 'booked', 'left', 'over', 'closed', 'removed')),
        created_at     timestamptz NOT NULL,
        joined_at      timestamptz,                         -- their place in the order
        ended_at       timestamptz,
        PRIMARY KEY (practice_id, id),
        CHECK ((status = 'ended') = (end_reason IS NOT NULL)),
        CHECK ((status = 'ended') = (ended_at IS NOT NULL)),
        CHECK (status <> 'waiting' OR joined_at IS NOT NULL),
        CHECK (appointment_id IS NULL OR coach_id IS NOT NULL),
        FOREIGN KEY (practice_id, client_id) REFERENCES clients,
        FOREIGN KEY (practice_id, offering_id) REFERENCES offerings,
        FOREIGN KEY (practice_id, coach_id) REFERENCES coaches,
        FOREIGN KEY (practice_id, appointment_id) REFERENCES appointments
      );
      CREATE INDEX waitlist_in_order ON waitlist_entries (practice_id, joined_at, id) WHERE status = 'waiting';
      CREATE INDEX waitlist_of_client ON waitlist_entries (practice_id, client_id);
      -- Nobody waits twice with one appointment.
      CREATE UNIQUE INDEX waitlist_of_appointment ON waitlist_entries (practice_id, appointment_id)
        WHERE status = 'waiting' AND appointment_id IS NOT NULL;
      ${tenantWall('waitlist_entries', { clientSees: `client_id = ${currentClient}` })}
      ${audience('waitlist_entries', { to: practiceAndVisitors })}

      CREATE TABLE waitlist_offers (
        ${practiceColumns}
        entry_id       uuid NOT NULL,
        coach_id       uuid NOT NULL,
        start_at       timestamptz NOT NULL,
        end_at         timestamptz NOT NULL CHECK (end_at > start_at),
        status         text NOT NULL CHECK (status IN ('open', 'taken', 'declined', 'over', 'withdrawn')),
        offered_at     timestamptz NOT NULL,
        expires_at     timestamptz NOT NULL CHECK (expires_at > offered_at AND expires_at <= start_at),
        answered_at    timestamptz,
        appointment_id uuid,                                -- what it became
        PRIMARY KEY (practice_id, id),
        CHECK ((status = 'open') = (answered_at IS NULL)),
        CHECK ((status = 'taken') = (appointment_id IS NOT NULL)),
        -- Nobody hears of one time twice.
        CONSTRAINT waitlist_offers_once UNIQUE (practice_id, entry_id, coach_id, start_at),
        FOREIGN KEY (practice_id, entry_id) REFERENCES waitlist_entries,
        FOREIGN KEY (practice_id, coach_id) REFERENCES coaches,
        FOREIGN KEY (practice_id, appointment_id) REFERENCES appointments
      );
      -- One at a time.
      CREATE UNIQUE INDEX waitlist_offers_open ON waitlist_offers (practice_id, entry_id) WHERE status = 'open';
      ${tenantWall('waitlist_offers', {
        clientSees: `EXISTS (SELECT 1 FROM waitlist_entries e WHERE e.practice_id = waitlist_offers.practice_id AND e.id = waitlist_offers.entry_id AND e.client_id = ${currentClient})`,
      })}
      ${audience('waitlist_offers', { to: practiceAndVisitors })}

      -- What is offered to somebody is kept by a claim like any other.
      ALTER TABLE time_claims
        ADD offer_id uuid,
        DROP CONSTRAINT time_claims_check1,
        ADD CONSTRAINT time_claims_one_owner CHECK (num_nonnulls(appointment_id, block_id, offer_id) = 1),
        ADD CONSTRAINT time_claims_offer FOREIGN KEY (practice_id, offer_id) REFERENCES waitlist_offers;
      CREATE INDEX time_claims_of_offer ON time_claims (practice_id, offer_id) WHERE offer_id IS NOT NULL;

      -- Hours that are being changed while somebody waits: whatever they open is offered once the changes stand.
      CREATE TABLE changing_hours (
        practice_id uuid NOT NULL DEFAULT ${currentPractice} REFERENCES practices,
        coach_id    uuid NOT NULL,
        before      jsonb NOT NULL,                         -- the coach's hours, and the rules of what is offered, before the first change
        changed_at  timestamptz NOT NULL,                   -- the last change
        PRIMARY KEY (practice_id, coach_id),
        FOREIGN KEY (practice_id, coach_id) REFERENCES coaches
      );
      ${tenantWall('changing_hours')}
      ${audience('changing_hours', { to: practiceAlone })}

      ALTER TABLE links DROP CONSTRAINT links_kind_check,
        ADD CONSTRAINT links_kind_check CHECK (kind IN ('manage', 'sign-in', 'form', 'reset', 'invitation', 'joining', 'waitlist'));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM links WHERE kind = 'waitlist';
      ALTER TABLE links DROP CONSTRAINT links_kind_check,
        ADD CONSTRAINT links_kind_check CHECK (kind IN ('manage', 'sign-in', 'form', 'reset', 'invitation', 'joining'));
      DELETE FROM time_claims WHERE offer_id IS NOT NULL;
      DROP INDEX time_claims_of_offer;
      ALTER TABLE time_claims DROP CONSTRAINT time_claims_offer, DROP CONSTRAINT time_claims_one_owner, DROP offer_id,
        ADD CONSTRAINT time_claims_check1 CHECK (num_nonnulls(appointment_id, block_id) = 1);
      DROP TABLE changing_hours, waitlist_offers, waitlist_entries;
    `);
  }
}
