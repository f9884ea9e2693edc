import type { BreakOptions } from './index.js';
import type { WorkerOfTheStart } from './worker-of-the-start.js';

/** What the environment says. Throws a sentence that names what is missing, and one in production, where nothing is broken on purpose. */
export function optionsFrom(environment: NodeJS.ProcessEnv, worker: WorkerOfTheStart): BreakOptions {
  if (environment['NODE_ENV'] === 'production' || environment['DEMO'] !== 'true')
    throw new Error('Things are broken on purpose in a demo alone (DEMO=true), and never in production.');
  const given = (name: string): string => {
    const value = environment[name];
    if (!value) throw new Error(`${name} must be given.`);
    return value;
  };
  return {
    apiUrl: `http://127.0.0.1:${given('PORT')}`,
    homeUrl: given('PUBLIC_URL'),
    operatorKey: given('RAPPORT_OPERATOR_KEY'),
    dataDir: given('DATA_DIR'),
    databaseUrl: given('DATABASE_URL'),
    providerUrl: given('STRIPE_API_URL'),
    mailboxUrl: given('MAILBOX_URL'),
    port: Number(given('BREAK_PORT')),
    worker,
  };
}
