import { isIP } from 'node:net';
import { z } from 'zod';

const onOff = (fallback: 'on' | 'off') =>
  z
    .enum(['on', 'off'])
    .default(fallback)
    .transform((value) => value === 'on');
const port = z.coerce.number().int().min(0).max(65535);
const absoluteUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));
const secret = (bytes: number) => z.string().trim().min(bytes, `needs at least ${bytes} characters`);

/** Whom to believe about the client's address: nobody (`off`), so many proxies in front, or those at these addresses. */
const trustedProxies = z
  .string()
  .trim()
  .default('off')
  .transform((text, context): false | number | string[] => {
    if (text === 'off') return false;
    if (/^[1-9]$/.test(text)) return Number(text);
    const parts = text.split(',').map((part) => part.trim());
    if (parts.every(isNetwork)) return parts;
    context.addIssue({
      code: 'custom',
      message: 'is off, a number of proxies from 1 to 9, or their addresses and networks with commas between',
    });
    return z.NEVER;
  });

function isNetwork(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  const mostBits = family === 4 ? 32 : 128;
  return (
    family !== 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= mostBits))
  );
}

const environment = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  PORT: port.default(3000),
  METRICS_PORT: port.default(0),
  PUBLIC_URL: absoluteUrl.default('http://localhost:3000'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  KEY_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  DATA_KEY: z.base64().refine((text) => Buffer.from(text, 'base64').length === 32, 'needs 32 bytes in base64'),
  SESSION_SECRET: secret(32),
  RAPPORT_OPERATOR_KEY: secret(24),
  STRIPE_SECRET_KEY: secret(8),
  STRIPE_WEBHOOK_SECRET: secret(8),
  STRIPE_API_URL: absoluteUrl.optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }),
  MAIL_FROM: z.email().default('hello@localhost.localdomain'),
  MAIL_REST_SECONDS: z.coerce.number().min(0).max(30).default(2),
  TRUST_PROXY: trustedProxies,
  RATE_LIMIT: onOff('on'),
  TEST_CLOCK: onOff('off'),
  CLOCK_FILE: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).default('info'),
  DEMO: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
  MAILBOX_URL: absoluteUrl.optional(),
  BREAK_URL: absoluteUrl.optional(),
});

/** The names of all variables that `readConfig` reads. */
export const settings: readonly string[] = Object.keys(environment.shape);

/** The installation's settings, read once from the environment. */
export type Config = Readonly<z.infer<typeof environment>>;
export const CONFIG = Symbol('Config');

/** A setting that is missing, malformed or not allowed here; the boot stops and names it. */
export class BadConfig extends Error {}

/**
 * Parses the environment into typed settings. Throws BadConfig naming each variable that is missing or wrong,
 * and refuses what is meant for experiments in production.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = environment.safeParse(given);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new BadConfig(`The environment is not usable.\n  ${lines.join('\n  ')}`);
  }
  const config = result.data;
  const refusals: string[] = [];
  if (config.NODE_ENV === 'production') {
    if (config.TEST_CLOCK) refusals.push('TEST_CLOCK: is for experiments, not for production');
    if (!config.RATE_LIMIT) refusals.push('RATE_LIMIT: must stay on in production');
    if (config.STRIPE_API_URL) refusals.push('STRIPE_API_URL: the payment simulator is refused in production');
    if (config.MAILBOX_URL) refusals.push('MAILBOX_URL: everybody could read the mail there');
    if (config.BREAK_URL) refusals.push('BREAK_URL: nothing is broken on purpose in production');
  }
  if (config.STRIPE_API_URL && /^(sk|rk)_live_/.test(config.STRIPE_SECRET_KEY))
    refusals.push('STRIPE_SECRET_KEY: a live key is refused together with STRIPE_API_URL');
  if (config.TEST_CLOCK && !config.CLOCK_FILE) refusals.push('CLOCK_FILE: needed with TEST_CLOCK=on');
  if (refusals.length > 0) throw new BadConfig(`The environment is not usable.\n  ${refusals.join('\n  ')}`);
  return Object.freeze(config);
}
