import pg from 'pg';

/** Does something while nobody gets to a database: every connection but this superuser's is cut, and none is taken. */
export async function withoutDatabase<T>(admin: pg.Client, work: () => Promise<T>): Promise<T> {
  const { rows } = await admin.query<{ name: string }>('SELECT current_database() AS name');
  const server = new pg.Client({ connectionString: process.env['RAPPORT_TEST_SERVER'] });
  await server.connect();
  const allow = (yes: boolean) => server.query(`ALTER DATABASE ${rows[0]!.name} CONNECTION LIMIT ${yes ? -1 : 0}`);
  try {
    await allow(false);
    await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    return await work();
  } finally {
    await allow(true);
    await server.end();
  }
}
