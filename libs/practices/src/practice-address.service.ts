import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, Database, type Config, type Tx } from '#platform';
import { practiceOrigin } from './domain/practice-origin.js';

const ask = 'SELECT host FROM practices WHERE id = $1';
type Row = { readonly host: string | null };

/** Where the pages of a practice stand, for every link that leaves the house; never what a request says of its host. */
@Injectable()
export class PracticeAddress {
  constructor(
    private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The address of the practice of this transaction, without a slash at the end. */
  async of(tx: Tx): Promise<string> {
    return this.from(await tx.query<Row>(ask, [tx.practiceId]));
  }

  /** The same outside of any transaction. */
  async ofPractice(practiceId: string): Promise<string> {
    return this.from(await this.db.outside((query) => query<Row>(ask, [practiceId])));
  }

  private from([row]: readonly Row[]): string {
    return practiceOrigin(this.config.PUBLIC_URL, row?.host ?? null);
  }
}
