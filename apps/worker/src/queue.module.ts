import { BullModule } from '@nestjs/bullmq';
import { Module, type DynamicModule } from '@nestjs/common';
import { createPostgresBackend, createRedisBackend, setDefaultBackendFactory } from 'bullmq';
import { OUTBOX_QUEUE, type Config } from '#platform';

/** All that a queue carries: where the truth stands. */
export interface OutboxJob {
  readonly practiceId: string;
  readonly outboxId: string;
}

/** A Redis that comes back is noticed within two seconds, however long it was away. */
const soonAgain = (tries: number): number => Math.min(tries * 100, 2_000);

/** BullMQ on PostgreSQL, or on Redis where REDIS_URL is set. */
@Module({})
export class QueueModule {
  static with(config: Config): DynamicModule {
    if (config.REDIS_URL) setDefaultBackendFactory(createRedisBackend);
    else setDefaultBackendFactory(createPostgresBackend);
    const connection = config.REDIS_URL
      ? { url: config.REDIS_URL, maxRetriesPerRequest: null, retryStrategy: soonAgain }
      : ({ connectionString: config.DATABASE_URL, max: 6 } as object);
    return {
      module: QueueModule,
      imports: [BullModule.forRoot({ connection }), BullModule.registerQueue({ name: OUTBOX_QUEUE })],
      exports: [BullModule],
    };
  }
}
