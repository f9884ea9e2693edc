import { Injectable } from '@nestjs/common';
import { Database } from './database/database.js';

/** What nobody has repeated since then is over, or its witness is gone. The database's own clock is the one they share. */
const lately = `clock_timestamp() - interval '15 seconds'`;

/** Parts that some process cannot use at the moment, so that readiness, which runs elsewhere, can tell. */
@Injectable()
export class PartTroubles {
  constructor(private readonly db: Database) {}

  /** Says that a part is in trouble since some instant; repeat it every few seconds. The earliest instant stays. */
  async tell(part: string, since: Date): Promise<void> {
    await this.db.outside((query) =>
      query(
        `INSERT INTO part_troubles (part, since, seen_at) VALUES ($1, $2, clock_timestamp())
         ON CONFLICT (part) DO UPDATE SET seen_at = excluded.seen_at,
           since = CASE WHEN part_troubles.seen_at < ${lately} THEN $2 ELSE least(part_troubles.since, $2) END`,
        [part, since],
      ),
    );
  }

  /** Says that it is over. */
  async over(part: string): Promise<void> {
    await this.db.outside((query) => query('DELETE FROM part_troubles WHERE part = $1', [part]));
  }

  /** Since when a part is in trouble; null where it is not. */
  async since(part: string): Promise<Date | null> {
    const rows = await this.db.outside((query) =>
      query<{ since: Date }>(`SELECT since FROM part_troubles WHERE part = $1 AND seen_at >= ${lately}`, [part]),
    );
    return rows[0]?.since ?? null;
  }
}
