import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { QueryRunner } from 'typeorm';

const asNobody = `SET LOCAL ROLE NONE; SELECT set_config('app.practice_id', '', true), set_config('app.actor_kind', '', true), set_config('app.actor_id', '', true), set_config('app.member_id', '', true)`;

/**
 * The doors to the database with everything behind them in one transaction: what was a transaction is a part of it that
 * stands or falls alone. Nobody sees anything before `keep`; a program that dies before that leaves nothing behind.
 */
@Injectable()
export class OneTransaction extends Database {
  private over = false;
  private whole: Promise<QueryRunner> | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private readonly underWay = new AsyncLocalStorage<true>();

  /** Everything that was done becomes true at once. */
  async keep(): Promise<void> {
    await this.end('COMMIT');
  }

  /** Nothing of it ever was, unless it was kept before. */
  async forget(): Promise<void> {
    await this.end('ROLLBACK');
  }

  override lookOutside<Row>(sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    return this.outside((query) => query<Row>(sql, parameters));
  }

  /** One part at a time: they share a connection. */
  protected override async transaction<T>(begin: string, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
    if (this.over) throw new TypeError('The whole has ended, and so have its parts.');
    if (this.underWay.getStore()) throw new TypeError('A part of the whole cannot be begun inside another.');
    const turn = this.last.then(() => this.underWay.run(true, () => this.part(begin, work)));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private async part<T>(begin: string, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
    const runner = await (this.whole ??= this.begin());
    const readOnly = begin.startsWith('BEGIN READ ONLY') ? 'SET TRANSACTION READ ONLY' : '';
    const settings = begin.replace(/^BEGIN( READ ONLY)?;?/, '');
    await runner.query(['SAVEPOINT part', readOnly, settings].filter((text) => text.trim() !== '').join(';'));
    try {
      const result = await work(runner);
      await runner.query(`RELEASE SAVEPOINT part; ${asNobody}`);
      return result;
    } catch (error) {
      await runner.query(`ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part; ${asNobody}`);
      throw error;
    }
  }

  private async begin(): Promise<QueryRunner> {
    const runner = this.source.createQueryRunner();
    await runner.connect();
    await runner.query('BEGIN');
    (runner as { isTransactionActive: boolean }).isTransactionActive = true;
    return runner;
  }

  private async end(how: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    this.over = true;
    await this.last;
    const runner = await this.whole;
    this.whole = undefined;
    if (!runner) return;
    try {
      await runner.query(how);
    } finally {
      (runner as { isTransactionActive: boolean }).isTransactionActive = false;
      await runner.release();
    }
  }
}
