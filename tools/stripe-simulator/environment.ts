import { clockFrom } from './clock-file.js';
import { refuseLiveKey, type StartOptions } from './index.js';

/** What the environment says; a refusal is a sentence that says what to do. */
export function optionsFrom(environment: NodeJS.ProcessEnv): StartOptions {
  if (environment.NODE_ENV === 'production') {
    throw new Error(
      'The payment simulator does not run in production: set STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET for the real provider.',
    );
  }
  const port = Number(environment.SIMULATOR_PORT || 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error('SIMULATOR_PORT must be a port number, or 0 for any free one.');
  const { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, WEBHOOK_URL, SIMULATOR_WEBHOOK_URL, DATA_DIR, CLOCK_FILE } =
    environment;
  refuseLiveKey(STRIPE_SECRET_KEY);
  return {
    port,
    webhookUrls: (WEBHOOK_URL ?? SIMULATOR_WEBHOOK_URL ?? '')
      .split(',')
      .map((url) => url.trim())
      .filter(Boolean),
    ...(STRIPE_SECRET_KEY ? { secretKey: STRIPE_SECRET_KEY } : {}),
    ...(STRIPE_WEBHOOK_SECRET ? { webhookSecret: STRIPE_WEBHOOK_SECRET } : {}),
    ...(DATA_DIR ? { dataDir: DATA_DIR } : {}),
    ...(CLOCK_FILE ? { now: clockFrom(CLOCK_FILE) } : {}),
  };
}
