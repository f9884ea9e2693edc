import { createHmac, randomBytes } from 'node:crypto';
import pg from 'pg';

export const template = `rapport_template_${(process.env['RAPPORT_TEST_RUN'] ?? 'stories').replace(/\W/g, '_')}`;
export const keyTemplate = `${template}_keys`;
export const passwordSeed = 'a seed for tests only';

/** A story's own pair of databases. */
export interface TestDatabases {
  readonly databaseUrl: string;
  readonly keyDatabaseUrl: string;
  /** The superuser's connection to the main database, for looking at what the app may not see. */
  readonly adminUrl: string;
  drop(): Promise<void>;
}

/** Clones the migrated template: some 50 ms, against seconds for the migrations. */
export async function cloneDatabases(): Promise<TestDatabases> {
  const server = process.env['RAPPORT_TEST_SERVER'];
  if (!server) throw new Error('The test server is not running: these tests need the global set-up.');
  const name = `rapport_story_${randomBytes(6).toString('hex')}`;
  const keys = `${name}_keys`;
  await asAdmin(server, async (admin) => {
    // Two clones of one template at once would refuse each other.
    await admin.query('SELECT pg_advisory_lock(712604140)');
    for (const [database, source] of [
      [name, template],
      [keys, keyTemplate],
    ]) {
      await admin.query(`CREATE DATABASE ${database} TEMPLATE ${source} OWNER rapport_owner`);
      await admin.query(`GRANT CONNECT, TEMPORARY ON DATABASE ${database} TO rapport_app`);
    }
  });
  const password = createHmac('sha256', passwordSeed).update('rapport_app').digest('base64url');
  return {
    databaseUrl: urlOf(server, name, password),
    keyDatabaseUrl: urlOf(server, keys, password),
    adminUrl: urlOf(server, name),
    drop: () =>
      asAdmin(server, async (admin) => {
        for (const database of [name, keys]) await admin.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
      }),
  };
}

function urlOf(server: string, database: string, appPassword?: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  if (appPassword) {
    url.username = 'rapport_app';
    url.password = appPassword;
  }
  return url.toString();
}

async function asAdmin(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
