import { Module, type DynamicModule } from '@nestjs/common';
import { PlatformModule } from '#platform';
import type { WorkerOptions } from './create-worker.js';
import { entities, libraries } from './libraries.js';
import { Heartbeat } from './heartbeat.js';
import { OutboxRelay } from './outbox-relay.js';
import { OutboxProcessor } from './processors/outbox.processor.js';
import { QueueModule } from './queue.module.js';
import { Sweeper } from './sweeper.js';

/** The job shell: every domain, and the queue where it is wanted. */
@Module({})
export class WorkerModule {
  static with({ config, clock, queue = false }: WorkerOptions): DynamicModule {
    const platform = PlatformModule.with({ config, name: 'worker', entities, ...(clock && { clock }) });
    return {
      module: WorkerModule,
      imports: [platform, ...libraries, ...(queue ? [QueueModule.with(config)] : [])],
      providers: queue ? [OutboxRelay, OutboxProcessor, Sweeper, Heartbeat] : [Sweeper],
    };
  }
}
