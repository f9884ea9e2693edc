import type { INestApplicationContext } from '@nestjs/common';
import type { Config } from '#platform';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { OutboxRelay } from '../../apps/worker/src/outbox-relay.js';
import { OutboxProcessor } from '../../apps/worker/src/processors/outbox.processor.js';

/** A worker in this very process, by the machine's own clock: it cannot be killed, but no other program has to start. */
export class WorkerHere {
  private worker: INestApplicationContext | undefined;

  constructor(private readonly config: Config) {}

  async start(): Promise<void> {
    this.worker = await createWorker({ config: this.config, queue: true });
    this.worker.get(OutboxRelay).start();
  }

  async stop(): Promise<void> {
    await this.worker?.get(OutboxRelay).stop();
    await this.worker?.get(OutboxProcessor).finish();
    await this.worker?.close();
  }
}
