import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, LOGGER, type Logger, type Query } from '#platform';
import { Loop } from './loop.js';

/** A secret that opens nothing any more is of use to nobody; a week keeps the trace of an attack that is looked into. */
const linkDays = 7;
/** What was done stays readable for a while. */
const outboxDays = 30;

const day = 24 * 60 * 60 * 1000;
/** Rows of one table in one turn: few enough to hold nobody up. */
const atOnce = 1_000;

/** Every half minute: removes what has outlived its use, in small steps. (Lost jobs are healed by the relay.) */
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
    const ago = (days: number) => new Date(now.getTime() - days * day);
    const inPractices = await this.db.acrossPractices(
      'the sweeper removes what has expired in every practice',
      async (query) => [
        await sweep(query, 'idempotent_answers', 'expires_at', now),
        await sweep(query, 'links', 'least(expires_at, used_at, revoked_at)', ago(linkDays)),
        await sweep(query, 'outbox', 'done_at', ago(outboxDays)),
      ],
    );
    const sessions = await this.db.outside((query) => sweep(query, 'sessions', 'expires_at', now));
    return [...inPractices, sessions].some((more) => more);
  }
}

/** Removes rows whose time lies before an instant; true where there may be more. A row changed meanwhile stays. */
async function sweep(query: Query, table: string, time: string, before: Date): Promise<boolean> {
  const swept = await query(
    `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE ${time} < $1 LIMIT ${atOnce})) RETURNING 1`,
    [before],
  );
  return swept.length === atOnce;
}
