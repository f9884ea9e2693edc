import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How an appointment was agreed to be held, where that is for it alone, and the link by which a coach is met. */
export class Locations1700000000028 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE coaches
        ADD join_link text CHECK (length(join_link) <= 300);              -- of their video calls, where an offering names no other
      ALTER TABLE appointments
        ADD format          text CHECK (format IN ('video', 'phone', 'place')),  -- as it was booked
        ADD location        text CHECK (length(location) <= 300),         -- in place of what its offering says
        ADD former_location text CHECK (length(former_location) <= 300),  -- before the last change
        ADD relocated_at    timestamptz;                                  -- when that was
      UPDATE appointments a SET format = o.format FROM offerings o WHERE o.practice_id = a.practice_id AND o.id = a.offering_id;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE appointments DROP relocated_at, DROP former_location, DROP location, DROP format;
      ALTER TABLE coaches DROP join_link;
    `);
  }
}
