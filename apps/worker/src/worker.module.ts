import { Module, type DynamicModule } from '@nestjs/common';
import { PlatformModule, type Clock, type Config, type Database, type EgressWays } from '#platform';
import { entities, libraries } from './libraries.js';
import { Heartbeat } from './heartbeat.js';
import { MailWatch } from './mail-watch.js';
import { OutboxRelay } from './outbox-relay.js';
import { OutboxProcessor } from './processors/outbox.processor.js';
import { QueueModule } from './queue.module.js';
import { QueueWatch } from './queue-watch.js';
import { Sweeper } from './sweeper.js';

export interface WorkerOptions {
  readonly config: Config;
  readonly clock?: Clock;
  /** Whether to take jobs from the queue; without it the caller runs due rows itself, as tests do. */
  readonly queue?: boolean;
  /** Called once, should the queue not be read any more although nobody stopped the worker. */
  readonly whenQueueEnds?: (error: unknown) => void;
  /** Other doors to the database than the usual ones. */
  readonly database?: typeof Database;
  /** For tests, which fetch from servers of their own. */
  readonly egress?: EgressWays;
}

/** The job shell: every domain, and the queue where it is wanted. */
@Module({})
export class WorkerModule {
  static with({ config, clock, queue = false, database, egress }: WorkerOptions): DynamicModule {
    const platform = PlatformModule.with({
      config,
      name: 'worker',
      entities,
      ...(clock && { clock }),
      ...(database && { database }),
      ...(egress && { egress }),
    });
    return {
      module: WorkerModule,
      imports: [platform, ...libraries, ...(queue ? [QueueModule.with(config)] : [])],
      providers: queue
        ? [OutboxRelay, OutboxProcessor, Sweeper, Heartbeat, MailWatch, QueueWatch]
        : [Sweeper, MailWatch],
    };
  }
}
