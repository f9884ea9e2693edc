import { prepareDatabases } from '#platform';
import pg from 'pg';
import { migrations } from '../../migrations/index.js';
import { saidOf } from './said-of-databases.js';

/**
 * Makes or updates roles, databases and schema; with `--addresses` prints where they are, passwords and all, as one line
 * of JSON.
 * `MIGRATION_DATABASE_URL` (or `DATABASE_URL`) must be allowed to create roles; DATA_KEY seeds the app role's password.
 */
async function main(): Promise<void> {
  const adminUrl = process.env['MIGRATION_DATABASE_URL'] ?? process.env['DATABASE_URL'];
  const passwordSeed = process.env['DATA_KEY'];
  if (!adminUrl || !passwordSeed) throw new Error('MIGRATION_DATABASE_URL (or DATABASE_URL) and DATA_KEY are needed.');
  await refuseWithoutRights(adminUrl);
  const given = new URL(adminUrl).pathname.slice(1);
  const name = given === '' || given === 'postgres' ? 'rapport' : given;
  const appPassword = givenAppPassword(process.env['DATABASE_URL']);
  const prepared = await prepareDatabases({
    adminUrl,
    name,
    keyName: `${name}_keys`,
    passwordSeed,
    ...(appPassword !== undefined && { appPassword }),
    migrations,
  });
  process.stdout.write(saidOf(prepared, process.argv.slice(2)));
}

/** The password the installation chose for the app's role, where DATABASE_URL names that role. */
function givenAppPassword(databaseUrl: string | undefined): string | undefined {
  if (!databaseUrl) return undefined;
  const { username, password } = new URL(databaseUrl);
  return username === 'rapport_app' && password !== '' ? decodeURIComponent(password) : undefined;
}

async function refuseWithoutRights(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ able: boolean }>(
      'SELECT rolsuper OR (rolcreaterole AND rolcreatedb) AS able FROM pg_roles WHERE rolname = current_user',
    );
    if (!rows[0]?.able)
      throw new Error(
        'This database user may not create roles and databases. As an administrator run once:\n' +
          '  ALTER ROLE <this user> CREATEROLE CREATEDB;\nor give an administrator in MIGRATION_DATABASE_URL, then start again.',
      );
  } finally {
    await client.end();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
