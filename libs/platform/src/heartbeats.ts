import { Injectable } from '@nestjs/common';
import { Database } from './database/database.js';
import { machineTime } from './machine-time.js';

/** The last sign of life of a kind of process. */
export interface Heartbeat {
  /** Milliseconds since then. */
  readonly silence: number;
  /** Milliseconds by which the clock of that process was ahead of the database's; negative where it was behind. */
  readonly ahead: number;
}

/** Far more than any clock that is set goes wrong, and what its column can hold. */
const mostAhead = 2_000_000_000;

/**
 * When each kind of process last said that it lives, so that readiness notices one that stopped. By the database's own
 * clock: the machines' may go apart, and a dead process whose clock was ahead would seem alive.
 */
@Injectable()
export class Heartbeats {
  constructor(private readonly db: Database) {}

  /** Says that this kind of process lives; call it every 10 seconds or so. */
  async beat(process: string): Promise<void> {
    const ahead = Math.round(Math.max(-mostAhead, Math.min(mostAhead, await this.ownClockAhead())));
    await this.db.outside((query) =>
      query(
        `INSERT INTO heartbeats (process, at, ahead_ms) VALUES ($1, clock_timestamp(), $2)
         ON CONFLICT (process) DO UPDATE SET at = excluded.at, ahead_ms = excluded.ahead_ms`,
        [process, ahead],
      ),
    );
  }

  /** The last sign of life of a kind of process; null where there never was one. */
  async last(process: string): Promise<Heartbeat | null> {
    const rows = await this.db.outside((query) =>
      query<{ silence: number; ahead: number }>(
        `SELECT (extract(epoch FROM clock_timestamp() - at) * 1000)::float8 AS silence, ahead_ms AS ahead
         FROM heartbeats WHERE process = $1`,
        [process],
      ),
    );
    return rows[0] ?? null;
  }

  /** Milliseconds by which this machine's clock is ahead of the database's, as exactly as the way there and back allows. */
  async ownClockAhead(): Promise<number> {
    const asked = machineTime().getTime();
    const rows = await this.db.outside((query) => query<{ now: Date }>('SELECT clock_timestamp() AS now'));
    const answered = machineTime().getTime();
    const theirs = rows[0]!.now.getTime();
    // Anywhere between asking and hearing is as good as the same time.
    return theirs < asked ? asked - theirs : Math.min(0, answered - theirs);
  }
}
