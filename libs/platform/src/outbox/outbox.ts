import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import { system } from '../database/actor.js';
import { Database, codeOf } from '../database/database.js';
import { DomainError } from '../errors.js';
import { definedJobs, type Job, type JobHandler, type Reaction } from './job.js';

/** The one queue there is. */
export const OUTBOX_QUEUE = 'outbox';

/** What a queue carries of an outbox row: where to find it, and which try this is. */
export interface DueRow {
  readonly practiceId: string;
  readonly outboxId: string;
  readonly attempts: number;
}

interface OutboxRow {
  kind: 'fact' | 'job';
  name: string;
  payload: unknown;
  done_at: Date | null;
  attempts: number;
}

const seconds = 1000;
/**
 * A row that was queued and not done by then is queued again: the queue may have been lost, or the worker killed. So
 * that it goes on within half a minute, whoever has to be started first.
 */
const forgottenAfter = 25 * seconds;
const longestPause = 600 * seconds;

/** A job name with no handler, or two; or one reaction named twice. The boot stops. */
export class BadCatalogue extends Error {}

/** The truth about what is still to be done. The queue only says when; this says what, and whether it is done. */
@Injectable()
export class Outbox {
  private handlers = new Map<string, JobHandler>();
  private reactions = new Map<string, readonly Job<unknown>[]>();

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Takes the two catalogues of the worker: every declared job has one handler, every fact one line. */
  register(handlers: readonly JobHandler[], reactions: readonly Reaction[]): void {
    for (const handler of handlers) {
      if (this.handlers.has(handler.job.name)) throw new BadCatalogue(`Two handlers for the job ${handler.job.name}.`);
      this.handlers.set(handler.job.name, handler);
    }
    for (const name of definedJobs())
      if (!this.handlers.has(name)) throw new BadCatalogue(`No handler for the job ${name}.`);
    for (const { fact, jobs } of reactions) {
      if (this.reactions.has(fact.name)) throw new BadCatalogue(`Two lines of reactions for ${fact.name}.`);
      this.reactions.set(fact.name, jobs);
    }
  }

  /** Claims up to `limit` rows that are due and not under way, for the caller to queue or run. */
  async takeDue(limit: number): Promise<DueRow[]> {
    const machineNow = new Date();
    return this.db.acrossPractices('the relay queues due work of every practice', (query) =>
      query<DueRow>(
        `UPDATE outbox SET attempts = outbox.attempts + 1, next_try_at = $3
         FROM (SELECT practice_id, id FROM outbox
               WHERE done_at IS NULL AND due_at <= $1 AND (next_try_at IS NULL OR next_try_at <= $2)
               ORDER BY due_at, id LIMIT $4 FOR UPDATE SKIP LOCKED) AS due
         WHERE outbox.practice_id = due.practice_id AND outbox.id = due.id
         RETURNING outbox.practice_id AS "practiceId", outbox.id AS "outboxId", outbox.attempts`,
        [this.clock.now(), machineNow, new Date(machineNow.getTime() + forgottenAfter), limit],
      ),
    );
  }

  /** Does what one row asks for. Quiet when it is done already; a failure is recorded and tried again after a pause. */
  async run(practiceId: string, outboxId: string): Promise<void> {
    const here = { practiceId, actor: system };
    const row = await this.db.inPractice(here, (tx) =>
      tx.one<OutboxRow>('SELECT kind, name, payload, done_at, attempts FROM outbox WHERE id = $1', [outboxId]),
    );
    if (!row || row.done_at) return;
    try {
      if (row.kind === 'fact') return await this.react(practiceId, outboxId, row);
      const handler = this.handlers.get(row.name);
      if (!handler) throw new BadCatalogue(`No handler for the job ${row.name}.`);
      await handler.run(practiceId, row.payload, { outboxId });
      await this.db.inPractice(here, (tx) =>
        tx.query('UPDATE outbox SET done_at = $2, failure = NULL WHERE id = $1', [outboxId, tx.now()]),
      );
    } catch (error) {
      const pause = Math.min(longestPause, 2 ** Math.min(row.attempts, 12) * seconds);
      await this.db.inPractice(here, (tx) =>
        tx.query('UPDATE outbox SET failure = $2, next_try_at = $3 WHERE id = $1', [
          outboxId,
          failureOf(error),
          new Date(Date.now() + pause),
        ]),
      );
      throw error;
    }
  }

  /**
   * Ends the pause of those rows of one job that failed and are to be tried again: of all, or of so many that wait longest.
   * Answers how many there are.
   */
  async wake(job: { readonly name: string }, atMost?: number): Promise<number> {
    const woken = await this.db.acrossPractices('a job that failed everywhere can be done again', (query) =>
      query(
        `UPDATE outbox SET next_try_at = NULL WHERE (practice_id, id) IN
           (SELECT practice_id, id FROM outbox
            WHERE done_at IS NULL AND name = $1 AND failure IS NOT NULL AND due_at <= $2
            ORDER BY due_at, id LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING id`,
        [job.name, this.clock.now(), atMost ?? null],
      ),
    );
    return woken.length;
  }

  /** Milliseconds by which the oldest due row is late, 0 when nothing is due: what readiness watches. */
  async lateness(): Promise<number> {
    const rows = await this.db.acrossPractices('readiness watches the oldest due row', (query) =>
      query<{ due_at: Date }>(
        'SELECT due_at FROM outbox WHERE done_at IS NULL AND due_at <= $1 ORDER BY due_at LIMIT 1',
        [this.clock.now()],
      ),
    );
    return rows[0] ? this.clock.now().getTime() - rows[0].due_at.getTime() : 0;
  }

  /** A fact becomes one job per reaction, each with its own tries, in one transaction with being done. */
  private async react(practiceId: string, outboxId: string, row: OutboxRow): Promise<void> {
    const jobs = this.reactions.get(row.name) ?? [];
    await this.db.inPractice({ practiceId, actor: system }, async (tx) => {
      for (const job of jobs) tx.schedule(job, row.payload, { causeId: outboxId });
      await tx.query('UPDATE outbox SET done_at = $2 WHERE id = $1', [outboxId, tx.now()]);
    });
  }
}

/** A failure as it may be stored: a code or a class, never a message. */
function failureOf(error: unknown): string {
  if (error instanceof DomainError) return error.code;
  return codeOf(error) || (error instanceof Error ? error.constructor.name : 'unknown');
}
