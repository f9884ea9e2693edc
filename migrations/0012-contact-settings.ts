import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which of our neutral sender labels and subjects a person wants to see; null for those of each mail. */
export class ContactSettings1700000000012 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE safe_contacts
        ADD COLUMN sender  text CHECK (sender ~ '^[a-z][a-z-]*$'),    -- keys of the neutral lists, which the code holds
        ADD COLUMN subject text CHECK (subject ~ '^[a-z][a-z-]*$'),
        ADD CONSTRAINT safe_contacts_quiet_whole CHECK ((quiet_from IS NULL) = (quiet_to IS NULL)),
        ADD CONSTRAINT safe_contacts_quiet_times CHECK (quiet_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'
                                                     AND quiet_to ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$');
      -- Once per message, so that pressing twice sends one more copy and not two.
      ALTER TABLE messages ADD COLUMN sent_again_at timestamptz;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE messages DROP COLUMN sent_again_at;
      ALTER TABLE safe_contacts DROP CONSTRAINT safe_contacts_quiet_times, DROP CONSTRAINT safe_contacts_quiet_whole,
        DROP COLUMN subject, DROP COLUMN sender;
    `);
  }
}
