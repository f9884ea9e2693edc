import type { MigrationInterface, QueryRunner } from 'typeorm';
import { audience } from './audience.js';
import { currentPractice, tenantWall } from './tenant-wall.js';

/** Words that a practice keeps out of its mails, beside those that nobody's mails say. */
export class TellingWords1700000000017 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE telling_words (
        practice_id uuid PRIMARY KEY REFERENCES practices DEFAULT ${currentPractice},
        words       text[] NOT NULL CHECK (cardinality(words) <= 50),
        revision    integer NOT NULL DEFAULT 1
      );
      ${tenantWall('telling_words', { app: 'SELECT, INSERT, UPDATE' })}
      ${audience('telling_words', { to: ['member', 'api-key', 'system'] })}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE telling_words');
  }
}
