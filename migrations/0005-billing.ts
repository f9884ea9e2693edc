import type { MigrationInterface, QueryRunner } from 'typeorm';
import { currentClient, practiceColumns, tenantWall } from './tenant-wall.js';

/** What is owed and what was paid. An appointment is known here only as a cause id. */
export class Billing1700000000005 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE payments (
        ${practiceColumns}
        cause_id            uuid NOT NULL,                  -- what it is owed for
        payer_id            uuid NOT NULL,
        amount_minor        integer NOT NULL CHECK (amount_minor > 0),
        refunded_minor      integer NOT NULL DEFAULT 0 CHECK (refunded_minor BETWEEN 0 AND amount_minor),
        currency            text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
        status              text NOT NULL CHECK (status IN
                              ('pending', 'paid', 'failed', 'expired', 'partly_refunded', 'refunded', 'disputed', 'lost')),
        account             text,                           -- connected account; NULL: the key's own
        checkout_session_id text,
        checkout_url        text,
        checkout_attempt    integer NOT NULL DEFAULT 0,     -- each attempt has an idempotency key of its own
        checkout_expires_at timestamptz,
        payment_intent_id   text,
        created_at          timestamptz NOT NULL,
        paid_at             timestamptz,
        revision            integer NOT NULL DEFAULT 1,
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, cause_id),
        UNIQUE (practice_id, checkout_session_id),
        FOREIGN KEY (practice_id, payer_id) REFERENCES clients
      );
      CREATE INDEX payments_of_payer ON payments (practice_id, payer_id);
      ${tenantWall('payments', { clientSees: `payer_id = ${currentClient}` })}

      CREATE TABLE refunds (
        ${practiceColumns}
        payment_id       uuid NOT NULL,
        amount_minor     integer NOT NULL CHECK (amount_minor > 0),
        currency         text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
        status           text NOT NULL CHECK (status IN ('owed', 'requested', 'succeeded', 'failed')),
        reason           text NOT NULL CHECK (reason IN ('paid_late', 'cancelled', 'declined', 'staff')),
        stripe_refund_id text,
        created_at       timestamptz NOT NULL,
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, stripe_refund_id),
        FOREIGN KEY (practice_id, payment_id) REFERENCES payments
      );
      CREATE INDEX refunds_of_payment ON refunds (practice_id, payment_id);
      ${tenantWall('refunds')}

      -- What Stripe said, once per event id, in the same transaction as its effect.
      CREATE TABLE stripe_events (
        practice_id uuid NOT NULL DEFAULT nullif(current_setting('app.practice_id', true), '')::uuid REFERENCES practices,
        event_id    text NOT NULL,
        type        text NOT NULL,
        applied_at  timestamptz NOT NULL,
        PRIMARY KEY (practice_id, event_id)
      );
      ${tenantWall('stripe_events', { app: 'SELECT, INSERT' })}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE stripe_events, refunds, payments`);
  }
}
