import { Module, type DynamicModule } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock, FileClock, SystemClock } from './clock.js';
import { CONFIG, type Config } from './config.js';
import { KeyDatabase } from './crypto/key-database.js';
import { KeyStore } from './crypto/key-store.js';
import { createDataSource } from './database/data-source.js';
import { DataSourceCloser } from './database/data-source-closer.js';
import { Database } from './database/database.js';
import { EgressClient } from './egress/egress-client.js';
import { publicInternet, type EgressWays } from './egress/egress-ways.js';
import { Heartbeats } from './heartbeats.js';
import { createLogger } from './logging.js';
import { LOGGER } from './logger.token.js';
import { Outbox } from './outbox/outbox.js';
import { PartTroubles } from './part-troubles.js';
import { Links } from './secrets/links.js';

export interface PlatformOptions {
  readonly config: Config;
  readonly name: 'api' | 'worker' | 'demo' | 'test';
  readonly entities: readonly (new () => object)[];
  /** For tests, which set their own time. */
  readonly clock?: Clock;
  /** Other doors to the database than the usual ones. */
  readonly database?: typeof Database;
  /** For tests, which fetch from servers of their own. No setting of the environment leads here. */
  readonly egress?: EgressWays;
}

/** What every domain stands on: settings, clock, the doors to the database, keys, outbox, links. Knows no domain. */
@Module({})
export class PlatformModule {
  static with({ config, name, entities, clock, database = Database, egress }: PlatformOptions): DynamicModule {
    const time =
      clock ?? (config.TEST_CLOCK && config.CLOCK_FILE ? new FileClock(config.CLOCK_FILE) : new SystemClock());
    return {
      module: PlatformModule,
      global: true,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: Clock, useValue: time },
        { provide: LOGGER, useFactory: () => createLogger(config.LOG_LEVEL, name) },
        { provide: DataSource, useFactory: () => createDataSource(config.DATABASE_URL, entities).initialize() },
        { provide: Database, useClass: database },
        { provide: EgressClient, useValue: new EgressClient(egress ?? publicInternet) },
        Heartbeats,
        KeyStore,
        KeyDatabase,
        Outbox,
        PartTroubles,
        Links,
        DataSourceCloser,
      ],
      exports: [
        CONFIG,
        Clock,
        LOGGER,
        DataSource,
        Database,
        EgressClient,
        Heartbeats,
        KeyStore,
        KeyDatabase,
        Outbox,
        PartTroubles,
        Links,
      ],
    };
  }
}
