import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type QueryRunner } from 'typeorm';
import { Clock } from '../clock.js';
import { isId } from '../ids.js';
import { actorSettings, type Here } from './actor.js';
import { DatabaseAway, meansAbsence } from './database-away.js';
import { Tx } from './tx.js';

/** Deadlock found, or serialization failure: the database undid everything, so the work may simply run again. */
const worthAnotherTry = new Set(['40P01', '40001']);
const tries = 4;

/** The doors to the database. Tenant data is reached through `inPractice` alone. */
@Injectable()
export class Database {
  constructor(
    @Inject(DataSource) protected readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * One transaction with the practice and the actor set for the policies and the audit. `work` may run more than
   * once (a deadlock is retried), so it must do nothing but talk to this database.
   */
  async inPractice<T>(here: Here, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.inside(here, () => Promise.resolve(), work);
  }

  /**
   * The door into a practice that is only now being made: `enter` adds it to the list of practices, then `work` goes
   * on inside it, all in one transaction. Adding to that list is a right of the second door alone, so its role is
   * taken for `enter` and laid down again before the first row inside is written.
   */
  async inNewPractice<T>(
    here: Here,
    enter: (query: Query) => Promise<unknown>,
    work: (tx: Tx) => Promise<T>,
  ): Promise<T> {
    const before = async (runner: QueryRunner) => {
      await runner.query('SET LOCAL ROLE rapport_across');
      await enter(queryOf(runner));
      await runner.query('SET LOCAL ROLE NONE');
    };
    return this.inside(here, before, work);
  }

  private async inside<T>(
    here: Here,
    before: (runner: QueryRunner) => Promise<void>,
    work: (tx: Tx) => Promise<T>,
  ): Promise<T> {
    const begin = begins(here);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.transaction(begin, async (runner) => {
          await before(runner);
          const tx = new Tx(runner, this.clock, here.practiceId, here.actor);
          const result = await work(tx);
          await tx.flush();
          return result;
        });
      } catch (error) {
        if (attempt >= tries || !worthAnotherTry.has(codeOf(error))) throw error;
      }
    }
  }

  /**
   * The second door: named tables of every practice, for the relay, the sweeper and sign-in. The reason is for
   * the reader of the call.
   */
  async acrossPractices<T>(_reason: string, work: (query: Query) => Promise<T>): Promise<T> {
    return this.transaction('BEGIN; SET LOCAL ROLE rapport_across', (runner) => work(queryOf(runner)));
  }

  /** What stands outside every practice: users, sessions, the list of practices. */
  async outside<T>(work: (query: Query) => Promise<T>): Promise<T> {
    return this.transaction('BEGIN', (runner) => work(queryOf(runner)));
  }

  /**
   * One look at what stands outside every practice. A single SELECT is a transaction by itself: it goes to the database and
   * back once, where `outside` goes three times. Throws DatabaseAway.
   */
  async lookOutside<Row>(sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    const runner = await this.connected();
    try {
      return await queryOf(runner)<Row>(sql, parameters);
    } catch (error) {
      throw whatItMeans(error, false);
    } finally {
      await runner.release();
    }
  }

  /** What all doors come to: `begin` opens the transaction and says as whom. Throws DatabaseAway. */
  protected async transaction<T>(begin: string, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
    const runner = await this.connected();
    let committing = false;
    try {
      await runner.query(begin);
      markActive(runner, true);
      const result = await work(runner);
      committing = true;
      await runner.query('COMMIT');
      return result;
    } catch (error) {
      await rollBack(runner);
      throw whatItMeans(error, committing);
    } finally {
      markActive(runner, false);
      await runner.release();
    }
  }

  private async connected(): Promise<QueryRunner> {
    const runner = this.source.createQueryRunner();
    try {
      await runner.connect();
      return runner;
    } catch (error) {
      throw whatItMeans(error, false);
    }
  }
}

/**
 * BEGIN and the settings travel in one round trip, which TypeORM's own startTransaction cannot do; it must be told,
 * or save() would begin a second time.
 */
function markActive(runner: QueryRunner, active: boolean): void {
  (runner as { isTransactionActive: boolean }).isTransactionActive = active;
}

/** DatabaseAway for a failure that means it, and any other as it is. */
function whatItMeans(error: unknown, committing: boolean): unknown {
  return meansAbsence(error) ? new DatabaseAway(error, committing) : error;
}

/** Undoes a failed transaction. Where even that fails the connection is gone, and the first error says more. */
async function rollBack(runner: QueryRunner): Promise<void> {
  try {
    await runner.query('ROLLBACK');
  } catch {
    // The server ends a transaction whose connection is gone.
  }
}

/** A plain query, outside of any practice. */
export type Query = <Row = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]) => Promise<Row[]>;

function queryOf(runner: QueryRunner): Query {
  return async <Row>(sql: string, parameters: readonly unknown[] = []) => {
    const result = (await runner.query(sql, [...parameters], true)) as { records?: Row[] };
    return result.records ?? [];
  };
}

/** The first statement of a transaction. Every value in it is a checked UUID or one of a closed set. */
function begins({ practiceId, actor, readOnly }: Here): string {
  if (!isId(practiceId)) throw new TypeError('A practice is needed to open the door.');
  return `BEGIN${readOnly ? ' READ ONLY' : ''}; SELECT set_config('app.practice_id', '${practiceId}', true), ${actorSettings(actor)}`;
}

/** The SQLSTATE of a failure, or ''. */
export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

/** The name of the constraint a failure broke, or ''. */
export function constraintOf(error: unknown): string {
  const constraint = (error as { driverError?: { constraint?: unknown }; constraint?: unknown } | null) ?? {};
  const name = constraint.driverError?.constraint ?? constraint.constraint;
  return typeof name === 'string' ? name : '';
}
