import { readConfig, type Config } from '#platform';

/** The settings of a test's installation: real parts on free ports, keys that protect nothing. */
export function testConfig(parts: {
  databaseUrl: string;
  keyDatabaseUrl: string;
  smtpUrl: string;
  stripeUrl: string;
  publicUrl: string;
  env?: NodeJS.ProcessEnv;
}): Config {
  return readConfig({
    NODE_ENV: 'test',
    PUBLIC_URL: parts.publicUrl,
    DATABASE_URL: parts.databaseUrl,
    KEY_DATABASE_URL: parts.keyDatabaseUrl,
    SMTP_URL: parts.smtpUrl,
    MAIL_FROM: 'hello@practice.example',
    MAIL_REST_SECONDS: '0',
    STRIPE_API_URL: parts.stripeUrl,
    STRIPE_SECRET_KEY: stripeSecretKey,
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
    SESSION_SECRET: 'a session secret that protects nothing',
    RAPPORT_OPERATOR_KEY: operatorKey,
    RATE_LIMIT: 'off',
    LOG_LEVEL: 'silent',
    ...(process.env['TEST_REDIS_URL'] && { REDIS_URL: process.env['TEST_REDIS_URL'] }),
    ...parts.env,
  });
}

export const operatorKey = 'an operator key for tests only';
export const stripeSecretKey = 'sk_test_for_stories_only';
export const webhookSecret = 'whsec_for_stories_only';
