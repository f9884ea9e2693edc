import { Injectable } from '@nestjs/common';
import { Database } from './database/database.js';

/** When each kind of process last said that it lives, so that readiness notices one that stopped. */
@Injectable()
export class Heartbeats {
  constructor(private readonly db: Database) {}

  /** Says that this kind of process lives; call it every 10 seconds or so. */
  async beat(process: string): Promise<void> {
    await this.db.outside((query) =>
      query('INSERT INTO heartbeats (process, at) VALUES ($1, $2) ON CONFLICT (process) DO UPDATE SET at = $2', [
        process,
        new Date(),
      ]),
    );
  }

  /** Milliseconds since a kind of process last said so; null where none ever did. */
  async silence(process: string): Promise<number | null> {
    const rows = await this.db.outside((query) =>
      query<{ at: Date }>('SELECT at FROM heartbeats WHERE process = $1', [process]),
    );
    return rows[0] ? Math.max(0, Date.now() - rows[0].at.getTime()) : null;
  }
}
