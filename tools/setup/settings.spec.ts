import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { readConfig, settings } from '#platform';

const given: Record<string, string> = {
  DATABASE_URL: 'postgres://app@localhost/rapport',
  KEY_DATABASE_URL: 'postgres://app@localhost/rapport_keys',
  DATA_KEY: Buffer.alloc(32).toString('base64'),
  SESSION_SECRET: 's'.repeat(32),
  RAPPORT_OPERATOR_KEY: 'o'.repeat(24),
  STRIPE_SECRET_KEY: 'sk_test_1234',
  STRIPE_WEBHOOK_SECRET: 'whsec_1234',
  SMTP_URL: 'smtp://localhost:25',
};
/** What an installation behind containers has no use for: these are for trying things out, and refused in production. */
const forExperiments = ['STRIPE_API_URL', 'RATE_LIMIT', 'TEST_CLOCK', 'CLOCK_FILE', 'MAILBOX_URL', 'BREAK_URL'];

/** The rows under "Settings" of the operators' page: name, what holds without it, and what it says. */
const rows = readFileSync('docs/operators.md', 'utf8')
  .split(/^## /m)
  .find((part) => part.startsWith('Settings\n'))!
  .split('\n')
  .flatMap((line) => {
    const row = /^\| `([A-Z_]+)` +\| (.+?) +\| (.+?) +\|$/.exec(line);
    return row ? [{ name: row[1]!, without: row[2]!, says: row[3]! }] : [];
  });

describe('Every setting that the programs read (item 14)', () => {
  it('stands once on the page for operators, and nothing else does', () => {
    expect(rows.map(({ name }) => name).sort()).toEqual([...settings].sort());
  });

  it.each(rows)('is told true there: without $name holds what the page says', ({ name, without }) => {
    const fallback = /^`(.*)`$/.exec(without)?.[1];
    const read = (env: NodeJS.ProcessEnv) => readConfig(env) as Record<string, unknown>;
    if (without === 'must be given') expect(() => read({ ...given, [name]: undefined })).toThrow(`${name}:`);
    else expect(read({ ...given, [name]: fallback })[name]).toEqual(read(given)[name]);
    // Where no default stands there, there is none.
    expect([name, fallback === undefined]).toEqual([name, read(given)[name] === undefined || name in given]);
  });

  it('is set by docker-compose.yml or its image, but for what production refuses', () => {
    const { services } = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
      services: Record<string, { environment?: Record<string, string> }>;
    };
    const ofImage = [...readFileSync('Dockerfile', 'utf8').matchAll(/\b([A-Z_]+)=/g)].map(([, name]) => name!);
    const set = new Set([
      ...ofImage,
      ...Object.values(services).flatMap(({ environment = {} }) => Object.keys(environment)),
    ]);
    expect(settings.filter((name) => !set.has(name) && !forExperiments.includes(name))).toEqual([]);
  });

  it('that .env sets reaches the containers, and is explained in .env.example', () => {
    const compose = readFileSync('docker-compose.yml', 'utf8');
    const example = readFileSync('.env.example', 'utf8');
    const asked = [...compose.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name!);
    const explained = [...example.matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name!);
    expect([...new Set(explained)].sort()).toEqual([...new Set(asked)].sort());
  });
});
