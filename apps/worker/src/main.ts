import { BadConfig, OtherKeyDatabase, createLogger, describeError, readConfig } from '#platform';
import { createWorker } from './create-worker.js';
import { Heartbeat } from './heartbeat.js';
import { MailWatch } from './mail-watch.js';
import { OutboxRelay } from './outbox-relay.js';
import { OutboxProcessor } from './processors/outbox.processor.js';
import { QueueWatch } from './queue-watch.js';
import { Sweeper } from './sweeper.js';

/** Starts the worker and stops it after the jobs under way. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLogger(config.LOG_LEVEL, 'worker');
  // Whoever watches over the processes starts it anew; what it was doing is safe to do twice.
  const app = await createWorker({ config, queue: true, whenQueueEnds: () => process.exit(1) });
  const loops = [app.get(OutboxRelay), app.get(Sweeper), app.get(Heartbeat), app.get(MailWatch), app.get(QueueWatch)];
  for (const loop of loops) loop.start();
  log.info('worker is running');

  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    for (const loop of loops) await loop.stop();
    await app.get(OutboxProcessor).finish();
    await app.close();
    log.info('worker has stopped');
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      stop().catch((error: unknown) => {
        log.error({ err: describeError(error) }, 'the worker did not stop cleanly');
        process.exitCode = 1;
      });
    });
}

main().catch((error: unknown) => {
  const said = error instanceof BadConfig || error instanceof OtherKeyDatabase;
  const words = said ? error.message : JSON.stringify(describeError(error));
  process.stderr.write(`The worker cannot start. ${words}\n`);
  process.exit(1);
});
