import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Outbox } from '#platform';
import { handlersOf } from './processors/handlers.js';
import { OutboxProcessor } from './processors/outbox.processor.js';
import { reactions } from './reactions.js';
import { WorkerModule, type WorkerOptions } from './worker.module.js';

/** The worker, with every job's handler known and checked against the table of reactions. */
export async function createWorker(options: WorkerOptions): Promise<INestApplicationContext> {
  const app = await NestFactory.createApplicationContext(WorkerModule.with(options), {
    abortOnError: false,
    bufferLogs: true,
    logger: options.config.LOG_LEVEL === 'silent' ? false : ['error', 'warn'],
  });
  app.get(Outbox).register(handlersOf(app), reactions);
  if (options.queue) app.get(OutboxProcessor).begin(options.whenQueueEnds);
  return app;
}
