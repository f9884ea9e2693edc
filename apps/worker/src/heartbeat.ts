import { Inject, Injectable } from '@nestjs/common';
import { Database, LOGGER, type Logger } from '#platform';
import { Loop } from './loop.js';

/** Says every few seconds that a worker is alive, by the machine's own time: readiness of the API reads it. */
@Injectable()
export class Heartbeat extends Loop {
  constructor(
    private readonly db: Database,
    @Inject(LOGGER) log: Logger,
  ) {
    super(5_000, log);
  }

  async turn(): Promise<boolean> {
    await this.db.outside((query) =>
      query(
        `INSERT INTO heartbeats (process, at) VALUES ('worker', $1) ON CONFLICT (process) DO UPDATE SET at = excluded.at`,
        [new Date()],
      ),
    );
    return false;
  }
}
