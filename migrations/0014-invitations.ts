import type { MigrationInterface, QueryRunner } from 'typeorm';
import { practiceColumns, tenantWall } from './tenant-wall.js';

/** Who was named by somebody else: whether a coach agreed to invite them, and the one invitation that an address ever gets. */
export class Invitations1700000000014 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE named_partners ADD COLUMN invited_at timestamptz;   -- when a coach agreed that they be invited

      -- One for each address of a practice, whoever names it, and however often.
      CREATE TABLE partner_invitations (
        ${practiceColumns}
        case_id     uuid NOT NULL,                          -- in which they take part once they accept
        email       text NOT NULL CHECK (email = lower(email)),
        status      text NOT NULL CHECK (status IN ('open', 'accepted', 'not_me', 'never')),
        created_at  timestamptz NOT NULL,
        answered_at timestamptz,
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, email),
        CHECK ((status = 'open') = (answered_at IS NULL)),
        FOREIGN KEY (practice_id, case_id) REFERENCES cases
      );
      CREATE INDEX partner_invitations_of_case ON partner_invitations (practice_id, case_id);
      ${tenantWall('partner_invitations')}

      ALTER TABLE links DROP CONSTRAINT links_kind_check,
        ADD CONSTRAINT links_kind_check CHECK (kind IN ('manage', 'sign-in', 'form', 'reset', 'invitation', 'joining'));

      -- Whoever is invited is nobody's client yet, so a mail may also go to an invitation.
      ALTER TABLE messages
        ADD COLUMN invitation_id uuid,
        DROP CONSTRAINT messages_check,
        ADD CONSTRAINT messages_check CHECK (num_nonnulls(client_id, member_id, user_id, invitation_id) = 1),
        ADD CONSTRAINT messages_invitation FOREIGN KEY (practice_id, invitation_id) REFERENCES partner_invitations;
      CREATE INDEX messages_of_invitation ON messages (practice_id, invitation_id) WHERE invitation_id IS NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM deliveries d USING messages m
        WHERE m.practice_id = d.practice_id AND m.id = d.message_id AND m.invitation_id IS NOT NULL;
      DELETE FROM messages WHERE invitation_id IS NOT NULL;
      ALTER TABLE messages
        DROP CONSTRAINT messages_invitation,
        DROP CONSTRAINT messages_check,
        DROP COLUMN invitation_id,
        ADD CONSTRAINT messages_check CHECK (num_nonnulls(client_id, member_id, user_id) = 1);
      DELETE FROM links WHERE kind = 'joining';
      ALTER TABLE links DROP CONSTRAINT links_kind_check,
        ADD CONSTRAINT links_kind_check CHECK (kind IN ('manage', 'sign-in', 'form', 'reset', 'invitation'));
      DROP TABLE partner_invitations;
      ALTER TABLE named_partners DROP COLUMN invited_at;
    `);
  }
}
