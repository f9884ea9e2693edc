import pg from 'pg';
import { runMigrations as migrateQueue } from 'bullmq';
import { DataSource, type MigrationInterface } from 'typeorm';
import { createHmac } from 'node:crypto';
import { acquaint } from '../crypto/key-identity.js';
import { OUTBOX_QUEUE } from '../outbox/outbox.js';

export interface SetupOptions {
  /** A connection that may create roles and databases. */
  adminUrl: string;
  /** Names of the main database and the one of the person keys. */
  name: string;
  keyName: string;
  /** From which the app role's password is derived, so that a second start finds the same one. */
  passwordSeed: string;
  /** The app role's password where the installation chose one itself; it wins over the derived one. */
  appPassword?: string;
  migrations: readonly (new () => MigrationInterface)[];
}

/** The connections a prepared installation runs on. */
export interface Prepared {
  databaseUrl: string;
  keyDatabaseUrl: string;
  ownerUrl: string;
  /** True when the practices table held nothing. */
  empty: boolean;
}

/** Roles are of the whole server, so two setups at once take turns. */
const setupLock = 712_604_133;

/**
 * Makes roles, databases and schema, or brings them up to date; safe to run again and from two processes at once.
 * Throws OtherKeyDatabase. Roles: `rapport_owner` owns and migrates, `rapport_app` runs and owns nothing, `rapport_across` is the second door.
 */
export async function prepareDatabases(options: SetupOptions): Promise<Prepared> {
  const password =
    options.appPassword ?? createHmac('sha256', options.passwordSeed).update('rapport_app').digest('base64url');
  await withClient(options.adminUrl, async (admin) => {
    await admin.query('SELECT pg_advisory_lock($1)', [setupLock]);
    await makeRoles(admin, password);
    for (const name of [options.name, options.keyName]) await makeDatabase(admin, name);
  });
  const ownerUrl = urlFor(options.adminUrl, options.name, { role: 'rapport_owner' });
  await migrate(ownerUrl, options.migrations);
  const keyOwnerUrl = urlFor(options.adminUrl, options.keyName, { role: 'rapport_owner' });
  await prepareKeys(keyOwnerUrl);
  await withClient(ownerUrl, (main) => withClient(keyOwnerUrl, (keys) => acquaint(main, keys)));
  const login = { user: 'rapport_app', password };
  const databaseUrl = urlFor(options.adminUrl, options.name, login);
  const empty = await withClient(
    ownerUrl,
    async (owner) => (await owner.query('SELECT 1 FROM practices LIMIT 1')).rows.length === 0,
  );
  return { databaseUrl, keyDatabaseUrl: urlFor(options.adminUrl, options.keyName, login), ownerUrl, empty };
}

async function makeRoles(admin: pg.Client, password: string): Promise<void> {
  await admin.query(`
    DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'rapport_owner') THEN CREATE ROLE rapport_owner NOLOGIN; END IF;
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'rapport_across') THEN CREATE ROLE rapport_across NOLOGIN; END IF;
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'rapport_app') THEN CREATE ROLE rapport_app LOGIN NOINHERIT; END IF;
    END $$;
    GRANT rapport_across TO rapport_app;
    GRANT rapport_owner TO CURRENT_USER;
  `);
  await admin.query(`ALTER ROLE rapport_app LOGIN NOINHERIT PASSWORD ${pg.escapeLiteral(password)}`);
}

async function makeDatabase(admin: pg.Client, name: string): Promise<void> {
  const known = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  const quoted = pg.escapeIdentifier(name);
  if (known.rows.length === 0)
    await admin.query(`CREATE DATABASE ${quoted} OWNER rapport_owner TEMPLATE template0 ENCODING 'UTF8'`);
  // A database that was there already, an administrator's empty one for instance, is taken over.
  else await admin.query(`ALTER DATABASE ${quoted} OWNER TO rapport_owner`);
  await admin.query(
    `REVOKE ALL ON DATABASE ${quoted} FROM PUBLIC; GRANT CONNECT, TEMPORARY ON DATABASE ${quoted} TO rapport_app`,
  );
}

async function migrate(ownerUrl: string, migrations: SetupOptions['migrations']): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    migrations: [...migrations],
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
  });
  await withClient(ownerUrl, async (owner) => {
    await owner.query('SELECT pg_advisory_lock($1)', [setupLock + 1]);
    await owner.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
    await source.initialize();
    try {
      await source.runMigrations();
    } finally {
      await source.destroy();
    }
    await migrateQueue(owner);
    await owner.query(`
      -- BullMQ makes a queue's sequence at its first job; the app may make nothing, so it is made here.
      SET search_path = bullmq;
      SELECT next_job_id('${OUTBOX_QUEUE}');
      RESET search_path;
      GRANT USAGE ON SCHEMA bullmq TO rapport_app;
      GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA bullmq TO rapport_app;
      GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA bullmq TO rapport_app;
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA bullmq TO rapport_app;
    `);
  });
}

/** The key database holds the keys, shut inside their practice like every other table, and its own name. */
async function prepareKeys(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, (owner) =>
    owner.query(`
      SELECT pg_advisory_xact_lock(${setupLock + 2});
      REVOKE CREATE ON SCHEMA public FROM PUBLIC;
      GRANT USAGE ON SCHEMA public TO rapport_app;
      CREATE TABLE IF NOT EXISTS person_keys (
        practice_id uuid NOT NULL,
        person_id   uuid NOT NULL,
        wrapped     bytea,                              -- NULL: erased, and never made anew
        PRIMARY KEY (practice_id, person_id)
      );
      ALTER TABLE person_keys ALTER COLUMN wrapped DROP NOT NULL;
      ALTER TABLE person_keys ENABLE ROW LEVEL SECURITY;
      ALTER TABLE person_keys FORCE ROW LEVEL SECURITY;
      DROP POLICY IF EXISTS person_keys_practice ON person_keys;
      CREATE POLICY person_keys_practice ON person_keys TO rapport_app
        USING (practice_id = nullif(current_setting('app.practice_id', true), '')::uuid)
        WITH CHECK (practice_id = nullif(current_setting('app.practice_id', true), '')::uuid);
      REVOKE DELETE ON person_keys FROM rapport_app;
      GRANT SELECT, INSERT, UPDATE ON person_keys TO rapport_app;
      CREATE TABLE IF NOT EXISTS identity (
        only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
        id       uuid NOT NULL
      );
      GRANT SELECT ON identity TO rapport_app;
    `),
  );
}

function urlFor(adminUrl: string, database: string, as: { role: string } | { user: string; password: string }): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  if ('role' in as) url.searchParams.set('options', `-c role=${as.role}`);
  else {
    url.username = as.user;
    url.password = as.password;
    url.searchParams.delete('options');
  }
  return url.toString();
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
