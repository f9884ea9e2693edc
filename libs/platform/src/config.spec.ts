import { BadConfig, readConfig } from './config.js';

const usable = {
  DATABASE_URL: 'postgres://app@localhost/rapport',
  KEY_DATABASE_URL: 'postgres://app@localhost/rapport_keys',
  DATA_KEY: Buffer.alloc(32).toString('base64'),
  SESSION_SECRET: 's'.repeat(32),
  RAPPORT_OPERATOR_KEY: 'o'.repeat(24),
  STRIPE_SECRET_KEY: 'sk_test_1234',
  STRIPE_WEBHOOK_SECRET: 'whsec_1234',
  SMTP_URL: 'smtp://localhost:25',
};

describe('The environment (item 2)', () => {
  it('is read into typed settings, an empty variable counting as missing', () => {
    expect(readConfig({ ...usable, PORT: '8080', REDIS_URL: '', PUBLIC_URL: 'https://example.org/' })).toMatchObject({
      PORT: 8080,
      PUBLIC_URL: 'https://example.org',
      RATE_LIMIT: true,
    });
  });

  it.each(Object.keys(usable))('stops the boot by name when %s is missing', (name) => {
    expect(() => readConfig({ ...usable, [name]: undefined })).toThrow(new RegExp(`${name}:`));
  });

  it.each([
    ['TEST_CLOCK', { TEST_CLOCK: 'on', CLOCK_FILE: '/tmp/clock' }],
    ['RATE_LIMIT', { RATE_LIMIT: 'off' }],
    ['STRIPE_API_URL', { STRIPE_API_URL: 'http://localhost:12111' }],
    ['MAILBOX_URL', { MAILBOX_URL: 'http://localhost:8025' }],
    ['BREAK_URL', { BREAK_URL: 'http://localhost:8026' }],
  ])('refuses %s in production', (name, env) => {
    expect(() => readConfig({ ...usable, ...env, NODE_ENV: 'production' })).toThrow(new RegExp(`${name}:`));
  });

  it.each([
    [undefined, false],
    ['off', false],
    ['1', 1],
    ['10.0.0.7, 2001:db8::/32,uniquelocal', ['10.0.0.7', '2001:db8::/32', 'uniquelocal']],
  ])('reads whom to believe about a client from TRUST_PROXY=%s', (text, trusted) => {
    expect(readConfig({ ...usable, TRUST_PROXY: text }).TRUST_PROXY).toEqual(trusted);
  });

  it.each(['on', 'true', '0', '-1', '12', '*', '10.0.0.0/33', '10.0.0.7,', '10.0.0.7/8/8', '300.1.1.1'])(
    'stops the boot where TRUST_PROXY is %s, which would believe anybody or nobody by mistake',
    (text) => {
      expect(() => readConfig({ ...usable, TRUST_PROXY: text })).toThrow(/TRUST_PROXY:/);
    },
  );

  it('refuses a live key together with the simulator, and a blank webhook secret', () => {
    expect(() =>
      readConfig({ ...usable, STRIPE_SECRET_KEY: 'sk_live_12345', STRIPE_API_URL: 'http://localhost:1' }),
    ).toThrow(BadConfig);
    expect(() => readConfig({ ...usable, STRIPE_WEBHOOK_SECRET: ' '.repeat(20) })).toThrow(/STRIPE_WEBHOOK_SECRET/);
  });
});
