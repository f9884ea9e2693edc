import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { readPort } from './ports.mjs';
import { mayBreak } from './programs.mjs';
import { Sentence } from './sentence.mjs';

/** Passed on to the programs as they are, where the environment has them. */
const PASSED_ON = [
  'PATH',
  'HOME',
  'LANG',
  'NODE_EXTRA_CA_CERTS',
  'LOG_LEVEL',
  'REDIS_URL',
  'RATE_LIMIT',
  'TEST_CLOCK',
  'TRUST_PROXY',
];

/** What a start was asked for, read once from the environment (an empty variable counts as unset). */
export function readSettings(environment, root) {
  const env = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const port = readPort('PORT', env.PORT ?? '3000');
  const publicUrl = (env.PUBLIC_URL ?? `http://localhost:${port}`).replace(/\/+$/, '');
  if (!/^https?:\/\/[^/]/.test(publicUrl)) {
    throw new Sentence(
      `PUBLIC_URL is "${env.PUBLIC_URL}", but it is an address such as https://coaching.example.org. Set another one.`,
    );
  }
  const demo = env.DEMO ?? String(env.DATABASE_URL === undefined);
  if (!['true', 'false'].includes(demo)) throw new Sentence(`DEMO is "${demo}", but it is true or false.`);
  return {
    env,
    port,
    publicUrl,
    dataDir: resolve(root, env.DATA_DIR ?? '.data'),
    demo: demo === 'true',
    ownDatabase: env.DATABASE_URL === undefined,
    simulator: env.STRIPE_SECRET_KEY === undefined,
    mailbox: env.SMTP_URL === undefined,
    testClock: env.TEST_CLOCK === 'on',
  };
}

/** Secrets for local use, made once: what `known` has is kept, what it lacks is made. */
export function completeSecrets(known = {}) {
  const made = {
    DATA_KEY: () => randomBytes(32).toString('base64'),
    SESSION_SECRET: () => randomBytes(32).toString('base64url'),
    RAPPORT_OPERATOR_KEY: () => randomBytes(24).toString('base64url'),
    STRIPE_SECRET_KEY: () => `sk_test_${randomBytes(18).toString('hex')}`,
    STRIPE_WEBHOOK_SECRET: () => `whsec_${randomBytes(24).toString('hex')}`,
    RAPPORT_OWNER_EMAIL: () => 'owner@demo.example',
    RAPPORT_OWNER_PASSWORD: () => randomBytes(12).toString('base64url'),
    RAPPORT_API_KEY: () => `${newUuid()}_${randomBytes(32).toString('base64url')}`,
  };
  return Object.fromEntries(Object.entries(made).map(([name, make]) => [name, known[name] ?? make()]));
}

/**
 * The environment of the programs of one start. What the person gave wins over what was made here; the owner's
 * database address is not among them, since only the setup of the database may have it.
 */
export function childEnvironment({ settings, secrets, databases, ports, clockFile }) {
  const { env } = settings;
  const given = (name, fallback) => env[name] ?? fallback;
  return {
    ...Object.fromEntries(PASSED_ON.filter((name) => env[name] !== undefined).map((name) => [name, env[name]])),
    TZ: 'UTC',
    DATA_DIR: settings.dataDir,
    PORT: String(settings.port),
    PUBLIC_URL: settings.publicUrl,
    DATABASE_URL: databases.databaseUrl,
    KEY_DATABASE_URL: given('KEY_DATABASE_URL', databases.keyDatabaseUrl),
    METRICS_PORT: String(ports.METRICS_PORT),
    SMTP_URL: given('SMTP_URL', `smtp://127.0.0.1:${ports.MAILBOX_SMTP_PORT}`),
    MAIL_FROM: given('MAIL_FROM', 'rapport@demo.example'),
    DATA_KEY: given('DATA_KEY', secrets.DATA_KEY),
    SESSION_SECRET: given('SESSION_SECRET', secrets.SESSION_SECRET),
    RAPPORT_OPERATOR_KEY: given('RAPPORT_OPERATOR_KEY', secrets.RAPPORT_OPERATOR_KEY),
    RAPPORT_OWNER_EMAIL: given('RAPPORT_OWNER_EMAIL', secrets.RAPPORT_OWNER_EMAIL),
    RAPPORT_OWNER_PASSWORD: given('RAPPORT_OWNER_PASSWORD', secrets.RAPPORT_OWNER_PASSWORD),
    RAPPORT_API_KEY: given('RAPPORT_API_KEY', secrets.RAPPORT_API_KEY),
    DEMO: String(settings.demo),
    ...demoEnvironment(settings, ports),
    ...(clockFile === undefined ? {} : { CLOCK_FILE: clockFile }),
    ...stripeEnvironment(settings, secrets, ports),
  };
}

/** Where the first page of a demo leads besides: to its mail, and to what may be broken. */
function demoEnvironment(settings, ports) {
  if (!settings.demo) return {};
  return {
    ...(settings.mailbox && { MAILBOX_URL: `http://localhost:${ports.MAILBOX_PORT}` }),
    ...(mayBreak(settings) && { BREAK_URL: `http://localhost:${ports.BREAK_PORT}` }),
  };
}

/** A key of the person's own talks to Stripe (or to the address given); without one, the simulator is spoken to. */
function stripeEnvironment({ env, simulator, port }, secrets, ports) {
  if (!simulator) {
    return Object.fromEntries(
      ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'STRIPE_API_URL']
        .filter((name) => env[name] !== undefined)
        .map((name) => [name, env[name]]),
    );
  }
  return {
    STRIPE_SECRET_KEY: secrets.STRIPE_SECRET_KEY,
    STRIPE_WEBHOOK_SECRET: env.STRIPE_WEBHOOK_SECRET ?? secrets.STRIPE_WEBHOOK_SECRET,
    STRIPE_API_URL: `http://localhost:${ports.SIMULATOR_PORT}`,
    SIMULATOR_WEBHOOK_URL: `http://localhost:${port}/api/v1/webhooks/stripe`,
  };
}

/** A UUIDv7: the time in its first 48 bits, random otherwise. */
function newUuid() {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
