import { Injectable } from '@nestjs/common';
import { Database } from './database/database.js';
import { machineTime } from './machine-time.js';

const seconds = 1000;
/** What nobody has repeated for so long is over, or its witness is gone. */
const repeatedWithin = 15 * seconds;

/** Parts that some process cannot use at the moment, so that readiness, which runs elsewhere, can tell. Machine time. */
@Injectable()
export class PartTroubles {
  constructor(private readonly db: Database) {}

  /** Says that a part is in trouble since some instant; repeat it every few seconds. The earliest instant stays. */
  async tell(part: string, since: Date): Promise<void> {
    const now = machineTime();
    await this.db.outside((query) =>
      query(
        `INSERT INTO part_troubles (part, since, seen_at) VALUES ($1, $2, $3)
         ON CONFLICT (part) DO UPDATE SET seen_at = $3,
           since = CASE WHEN part_troubles.seen_at < $4 THEN $2 ELSE least(part_troubles.since, $2) END`,
        [part, since, now, new Date(now.getTime() - repeatedWithin)],
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
      query<{ since: Date }>('SELECT since FROM part_troubles WHERE part = $1 AND seen_at >= $2', [
        part,
        new Date(machineTime().getTime() - repeatedWithin),
      ]),
    );
    return rows[0]?.since ?? null;
  }
}
