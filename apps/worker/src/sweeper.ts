import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, LOGGER, type Logger } from '#platform';
import { Loop } from './loop.js';

/** A secret that opens nothing any more is of use to nobody; a week keeps the trace of an attack that is looked into. */
const linkDays = 7;

const day = 24 * 60 * 60 * 1000;

/** Every half minute: removes what has outlived its use. (Lost jobs are healed by the relay.) */
@Injectable()
export class Sweeper extends Loop {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    @Inject(LOGGER) log: Logger,
  ) {
    super(30_000, log);
  }

  async turn(): Promise<boolean> {
    const now = this.clock.now();
    await this.db.acrossPractices('the sweeper removes what has expired in every practice', async (query) => {
      await query('DELETE FROM idempotent_answers WHERE expires_at < $1', [now]);
      await query('DELETE FROM links WHERE least(expires_at, used_at, revoked_at) < $1', [
        new Date(now.getTime() - linkDays * day),
      ]);
      await query('DELETE FROM outbox WHERE done_at < $1', [new Date(now.getTime() - 30 * day)]);
    });
    await this.db.outside((query) => query('DELETE FROM sessions WHERE expires_at < $1', [now]));
    return false;
  }
}
