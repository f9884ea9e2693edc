import type { AddressInfo } from 'node:net';
import {
  BadConfig,
  CONFIG,
  DatabaseAway,
  LOGGER,
  OtherKeyDatabase,
  describeError,
  type Config,
  type Logger,
} from '#platform';
import { createApi } from './create-api.js';
import { HttpMetrics } from './http/metrics.js';

/** Runs the API until it is told to stop. */
async function main(): Promise<void> {
  const app = await createApi();
  const config = app.get<Config>(CONFIG);
  const logger = app.get<Logger>(LOGGER);
  const metrics = await app.get(HttpMetrics).serve(config.METRICS_PORT);
  await app.listen(config.PORT, '0.0.0.0');
  const { port: metricsPort } = metrics.address() as AddressInfo;
  logger.info({ port: config.PORT, metricsPort }, 'the API is listening');

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    metrics.close();
    // Requests under way are finished first; what is still open then is cut, so that a stop always ends.
    setTimeout(() => process.exit(1), 15_000).unref();
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: describeError(error) }, 'the API did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${sentenceFor(error)}\n`);
  process.exit(1);
});

/** What stopped the start, for whoever started it: a bad setting by name, anything else by its code. */
function sentenceFor(error: unknown): string {
  if (error instanceof BadConfig || error instanceof OtherKeyDatabase) return error.message;
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE') return `Port ${port ?? ''} is in use. Stop what uses it, or set PORT to another one.`;
  if (code === 'ECONNREFUSED' || error instanceof DatabaseAway)
    return 'The database does not answer. Check that it runs and that DATABASE_URL points to it.';
  return `The API could not start. ${JSON.stringify(describeError(error))}`;
}
