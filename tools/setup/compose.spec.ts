import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { settings } from '#platform';

interface Service {
  image?: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string>;
  ports?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
}

/** What API and worker read, and what setup, mail catcher and the first practice read beside it. */
const KNOWN = new Set([
  ...settings,
  ...['MIGRATION_DATABASE_URL', 'MAILBOX_PORT', 'MAILBOX_SMTP_PORT', 'MAILBOX_HOST'],
  ...['RAPPORT_OWNER_EMAIL', 'RAPPORT_OWNER_PASSWORD', 'RAPPORT_API_KEY'],
]);
const OF_POSTGRES = new Set(['POSTGRES_PASSWORD', 'POSTGRES_DB']);
const PORTS_OF_IMAGES: Record<string, string> = { postgres: '5432', redis: '6379' };

describe('docker-compose.yml (item 14)', () => {
  const text = readFileSync('docker-compose.yml', 'utf8');
  const { services } = parse(text, { merge: true }) as { services: Record<string, Service> };
  const all = Object.entries(services);
  const ours = all.filter(([, service]) => service.build !== undefined);

  it('runs PostgreSQL, Redis, the API, the worker, a mail catcher, the setup and the first practice', () => {
    const names = ['api', 'first-practice', 'mail', 'postgres', 'redis', 'setup', 'worker'];
    expect(Object.keys(services).sort()).toEqual(names);
    expect(new Set(ours.map(([, { image, build }]) => `${image} ${build}`)).size).toBe(1);
    expect(services['postgres']?.image).toBe('postgres:18');
    expect(services['postgres']?.command).toEqual(['postgres', '-c', 'log_error_verbosity=terse']);
  });

  it.each(ours)('starts %s by a program that has a source', (_, { command = [] }) => {
    expect(command[0]).toBe('node');
    expect(existsSync((command[1] ?? '').replace(/^dist\//, '').replace(/\.js$/, '.ts'))).toBe(true);
  });

  it.each(all)('gives %s only variables that its programs know', (name, { environment = {} }) => {
    const known = name === 'postgres' ? OF_POSTGRES : KNOWN;
    expect(Object.keys(environment).filter((variable) => !known.has(variable))).toEqual([]);
  });

  it('requires what .env.example leaves to be filled in, and nothing else', () => {
    const required = [...readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
    const without = [...text.matchAll(/\$\{([A-Z_]+):\?/g)].map(([, name]) => name);
    expect([...new Set(without)].sort()).toEqual(required.sort());
  });

  it('publishes and calls only ports that somebody listens on', () => {
    const listening = (name: string): (string | undefined)[] => {
      const environment = services[name]?.environment ?? {};
      return [
        PORTS_OF_IMAGES[name],
        ...Object.keys(environment)
          .filter((variable) => variable.endsWith('PORT'))
          .map((variable) => environment[variable]),
      ];
    };
    for (const [name, { ports = [], healthcheck, environment = {} }] of all) {
      for (const port of ports) expect(listening(name)).toContain(port.split(':').at(-1));
      for (const [, port] of (healthcheck?.test.join(' ') ?? '').matchAll(/127\.0\.0\.1:(\d+)/g))
        expect(listening(name)).toContain(port);
      for (const value of Object.values(environment))
        for (const [, host = '', port] of value.matchAll(/(?:@|:\/\/)(postgres|redis|mail|api):(\d+)/g))
          expect(listening(host)).toContain(port);
    }
  });

  it('waits for services that exist, by conditions that they can meet', () => {
    for (const [, { depends_on = {} }] of all) {
      for (const [name, { condition }] of Object.entries(depends_on)) {
        expect(Object.keys(services)).toContain(name);
        if (condition === 'service_healthy') expect(services[name]?.healthcheck).toBeDefined();
      }
    }
  });

  it('makes the first practice that the environment names, once the tables stand and before anybody works', () => {
    const { environment = {}, depends_on = {} } = services['first-practice'] ?? {};
    for (const name of ['RAPPORT_OWNER_EMAIL', 'RAPPORT_OWNER_PASSWORD', 'RAPPORT_API_KEY', 'DEMO'])
      expect(environment[name]).toMatch(new RegExp(`^\\$\\{${name}:-`));
    expect(depends_on['setup']?.condition).toBe('service_completed_successfully');
    for (const name of ['api', 'worker'])
      expect(services[name]?.depends_on?.['first-practice']?.condition).toBe('service_completed_successfully');
    // What it needs to begin is given, as the API is given it.
    expect(Object.keys(environment)).toEqual(expect.arrayContaining(['DATABASE_URL', 'KEY_DATABASE_URL', 'SMTP_URL']));
  });

  it('builds one image whose paths are those of the build, and which does not run as root', () => {
    const dockerfile = readFileSync('Dockerfile', 'utf8');
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(dockerfile).toMatch(/npm install --no-save --omit=dev/);
    for (const [, sources = ''] of dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm))
      for (const source of sources.split(' ')) expect(existsSync(source)).toBe(true);
  });
});
