import { createApi } from '../../apps/api/src/create-api.js';
import { freePort } from '../../tools/setup/ports.mjs';
import { startSimulator } from '../../tools/stripe-simulator/index.js';
import { stripeSecretKey, testConfig, webhookSecret } from '../support/test-config.js';
import type { FreshDatabases, Stoppable } from './installation.js';
import { commandOf, environmentOf, MortalProgram, until } from './mortal-program.js';
import type { Course } from './race-track.js';

/** Two APIs on one database, each as its maker makes them, and a payment provider that tells the first of them. */
export async function openCourse(
  databases: FreshDatabases,
  make: (config: ReturnType<typeof testConfig>, port: number) => Promise<Stoppable>,
): Promise<Course & Stoppable> {
  const ports = [await freePort(), await freePort()];
  const urls = ports.map((port) => `http://127.0.0.1:${port}`);
  const webhookUrls = [`${urls[0]}/api/v1/webhooks/stripe`];
  const provider = await startSimulator({ secretKey: stripeSecretKey, webhookSecret, webhookUrls });
  const apis: Stoppable[] = [];
  const stop = async () => {
    await Promise.all(apis.map((api) => api.stop()));
    await provider.close();
  };
  try {
    for (const port of ports) {
      const others = { smtpUrl: 'smtp://127.0.0.1:9', stripeUrl: provider.url, publicUrl: `http://localhost:${port}` };
      apis.push(await make(testConfig({ ...databases, ...others, env: { PORT: String(port) } }), port));
    }
    return { urls, adminUrl: databases.adminUrl, databaseUrl: databases.databaseUrl, provider, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** An API in a process of its own, as it runs in production. */
export async function apiProcess(config: ReturnType<typeof testConfig>, port: number): Promise<Stoppable> {
  const api = new MortalProgram(commandOf('api'), environmentOf(config));
  const stop = async () => {
    await api.kill();
  };
  const answers = async () => (await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined))?.ok === true; // not listening yet
  api.start();
  if ((await until(() => api.ended > 0 || answers(), 60_000)) && api.ended === 0) return { stop };
  await stop();
  throw new Error('An API does not answer.');
}

/** An API in this very process. */
export async function apiHere(config: ReturnType<typeof testConfig>, port: number): Promise<Stoppable> {
  const api = await createApi({ config });
  await api.listen(port, '127.0.0.1');
  return { stop: () => api.close() };
}
