import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database.js';
import { LOGGER } from '../logger.token.js';
import { describeError, type Logger } from '../logging.js';
import { OtherKeyDatabase } from './key-identity.js';
import { KeyStore } from './key-store.js';

/** Whether the key database is the one that belongs to the main one: no process starts beside another's keys. */
@Injectable()
export class KeyDatabase implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly keys: KeyStore,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** A key database that does not answer yet stops no start: readiness says so, and what needs a key fails. */
  async onModuleInit(): Promise<void> {
    if ((await this.identity()) !== undefined) await this.mustBelong();
  }

  /** Throws OtherKeyDatabase, or what the key database's silence throws. */
  async mustBelong(): Promise<void> {
    const known = await this.db.outside((query) => query<{ id: string }>('SELECT id FROM key_database'));
    if (known[0]?.id !== (await this.keys.identity())) throw new OtherKeyDatabase();
  }

  private async identity(): Promise<string | null | undefined> {
    try {
      return await this.keys.identity();
    } catch (error) {
      this.logger.warn({ err: describeError(error) }, 'the key database does not answer');
      return undefined;
    }
  }
}
