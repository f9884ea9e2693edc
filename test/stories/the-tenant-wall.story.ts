import { afterAll, beforeAll } from '@jest/globals';
import pg from 'pg';
import { createDataSource } from '#platform';
import { entities } from '../support/entities.js';
import { cloneDatabases, type TestDatabases } from '../support/databases.js';

/** What may stand outside the practice policies, and nothing else. */
const outside = new Set([
  'practices',
  'users',
  'sessions',
  'heartbeats',
  'part_troubles',
  'key_database',
  'migrations',
]);

describe('The wall around a practice, read from the catalogue of a migrated database (item 2)', () => {
  let databases: TestDatabases;
  let admin: pg.Client;
  const ask = async <Row extends object>(sql: string): Promise<Row[]> => (await admin.query<Row>(sql)).rows;

  beforeAll(async () => {
    databases = await cloneDatabases();
    admin = new pg.Client({ connectionString: databases.adminUrl });
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await databases.drop();
  });

  /** Tables whose wall has a gap: no policy, not forced, not begun by practice_id, or open to the app's role some other way. */
  const leakyTables = () =>
    ask<{ table: string; gap: string }>(`
      WITH tables AS (SELECT c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity, c.relowner
                      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'm', 'f'))
      SELECT relname AS table, gap FROM tables, LATERAL (VALUES
        (CASE WHEN NOT relrowsecurity THEN 'row-level security is off' END),
        (CASE WHEN NOT relforcerowsecurity THEN 'row-level security is not forced on its owner' END),
        (CASE WHEN relowner <> 'rapport_owner'::regrole THEN 'the owner is not rapport_owner' END),
        (CASE WHEN NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = tables.oid AND a.attname = 'practice_id' AND a.attnotnull)
              THEN 'no practice_id' END),
        (CASE WHEN NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = tables.oid AND p.polpermissive AND 'rapport_app'::regrole = ANY (p.polroles)
                               AND pg_get_expr(p.polqual, p.polrelid) ~ 'app.practice_id' AND pg_get_expr(p.polwithcheck, p.polrelid) ~ 'app.practice_id')
              THEN 'no practice policy with USING and WITH CHECK' END),
        (CASE WHEN NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = tables.oid AND NOT p.polpermissive AND p.polcmd = '*'
                               AND pg_get_expr(p.polqual, p.polrelid) ~ 'actor_kind')
              THEN 'no restrictive policy for clients' END),
        (CASE WHEN EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = tables.oid AND p.polpermissive
                           AND (0 = ANY (p.polroles) OR ('rapport_app'::regrole = ANY (p.polroles) AND pg_get_expr(p.polqual, p.polrelid) !~ 'practice_id')))
              THEN 'a policy that lets everybody in' END),
        (CASE WHEN has_table_privilege('rapport_app', tables.oid, 'TRUNCATE, REFERENCES, TRIGGER') THEN 'the app may truncate or alter it' END)
      ) AS gaps(gap)
      WHERE gap IS NOT NULL AND relname <> ALL (ARRAY['${[...outside].join("','")}']) ORDER BY 1, 2`);

  it('has no gap in any table of a practice', async () => {
    expect(await leakyTables()).toEqual([]);
  });

  it('would notice a table somebody adds without it (control)', async () => {
    await admin.query('CREATE TABLE diary (id uuid PRIMARY KEY); GRANT SELECT ON diary TO rapport_app');
    const found = await leakyTables();
    await admin.query('DROP TABLE diary');
    expect(new Set(found.map(({ table }) => table))).toEqual(new Set(['diary']));
  });

  it('keeps practice_id first in every primary key and unique index, and in every foreign key between practice tables', async () => {
    const wrong = await ask<{ name: string }>(`
      SELECT i.indexrelid::regclass::text AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
      WHERE c.relnamespace = 'public'::regnamespace AND i.indisunique AND c.relname <> ALL (ARRAY['${[...outside].join("','")}'])
        AND (SELECT attname FROM pg_attribute WHERE attrelid = c.oid AND attnum = i.indkey[0]) <> 'practice_id'
      UNION ALL
      SELECT k.conname FROM pg_constraint k
      WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace
        AND k.confrelid::regclass::text <> ALL (ARRAY['${[...outside].join("','")}'])
        AND NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = k.conkey[1] AND a.attname = 'practice_id')`);
    expect(wrong).toEqual([]);
  });

  it('has no view without security_invoker, no materialised view, no foreign table and no SECURITY DEFINER function of a stranger', async () => {
    const found = await ask<{ name: string }>(`
      SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
        AND (c.relkind IN ('m', 'f') OR (c.relkind = 'v' AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)))
      UNION ALL
      SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND p.proowner <> 'rapport_across'::regrole`);
    expect(found).toEqual([]);
  });

  it('gives the app a role that owns nothing, inherits nothing and bypasses nothing', async () => {
    const roles = await ask<{ name: string; powers: boolean; inherits: boolean; owns: string }>(`
      SELECT rolname AS name, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb AS powers, rolinherit AS inherits,
             (SELECT count(*) FROM pg_class c WHERE c.relowner = r.oid)::text AS owns
      FROM pg_roles r WHERE rolname = 'rapport_app'`);
    expect(roles).toEqual([{ name: 'rapport_app', powers: false, inherits: false, owns: '0' }]);
  });

  it('shows the app no row of another practice, and none at all outside the door', async () => {
    const [mine, theirs] = ['01890000-0000-7000-8000-000000000001', '01890000-0000-7000-8000-000000000002'];
    await admin.query(`
      INSERT INTO practices (id, slug, created_at) VALUES ('${mine}', 'mine', now()), ('${theirs}', 'theirs', now());
      INSERT INTO suppressions (practice_id, id, email, reason, covers, created_at)
      VALUES ('${mine}', '${mine}', 'a@example.org', 'bounce', 'all', now()), ('${theirs}', '${theirs}', 'b@example.org', 'bounce', 'all', now())`);
    const app = new pg.Client({ connectionString: databases.databaseUrl });
    await app.connect();
    try {
      const count = async () =>
        (await app.query<{ n: number }>('SELECT count(*)::int AS n FROM suppressions')).rows[0]?.n;
      expect(await count()).toBe(0);
      await app.query(`BEGIN; SELECT set_config('app.practice_id', '${mine}', true)`);
      expect(await count()).toBe(0); // nobody said who acts
      await app.query(`SELECT set_config('app.actor_kind', 'system', true)`);
      expect(await count()).toBe(1);
      await expect(
        app.query(
          `INSERT INTO suppressions (practice_id, id, email, reason, covers, created_at) VALUES ('${theirs}', '${mine}', 'c@example.org', 'bounce', 'all', now())`,
        ),
      ).rejects.toThrow(/row-level security/);
      await app.query('ROLLBACK');
      await app.query(
        `BEGIN; SELECT set_config('app.practice_id', '${mine}', true), set_config('app.actor_kind', 'client', true), set_config('app.actor_id', '${mine}', true)`,
      );
      expect(await count()).toBe(0);
      await app.query('ROLLBACK');
    } finally {
      await app.end();
    }
  });

  it('never changes an audit entry or a form version, whoever asks', async () => {
    await expect(
      admin.query(`
      INSERT INTO audit_entries (practice_id, id, at, actor_kind, action, subject_kind, subject_id)
      VALUES ((SELECT id FROM practices LIMIT 1), '01890000-0000-7000-8000-000000000009', now(), 'system', 'x.y', 'x', '01890000-0000-7000-8000-000000000009');
      UPDATE audit_entries SET action = 'z.y'`),
    ).rejects.toThrow(/never changed/);
  });

  it('matches every entity column by column: name, type and nullability', async () => {
    const source = createDataSource(databases.adminUrl, entities);
    await source.initialize();
    try {
      const columns = await ask<{ table: string; column: string; type: string; nullable: boolean }>(`
        SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, NULL) AS type, NOT a.attnotnull AS nullable
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped`);
      const catalogue = new Map(columns.map((column) => [`${column.table}.${column.column}`, column]));
      const differences = source.entityMetadatas.flatMap((entity) => {
        const described = new Set(entity.columns.map(({ databaseName }) => databaseName));
        const missing = columns
          .filter(({ table, column }) => table === entity.tableName && !described.has(column))
          .map(({ column }) => `${entity.tableName}.${column} is not in the entity`);
        const wrong = entity.columns.flatMap((column) => {
          const name = `${entity.tableName}.${column.databaseName}`;
          const real = catalogue.get(name);
          if (!real) return [`${name} is not in the table`];
          const type = plainType(source.driver.normalizeType(column)) + (column.isArray ? '[]' : '');
          if (type !== plainType(real.type)) return [`${name} is ${real.type}, the entity says ${type}`];
          return real.nullable === column.isNullable ? [] : [`${name} is ${real.nullable ? '' : 'not '}nullable`];
        });
        return [...missing, ...wrong];
      });
      expect(differences).toEqual([]);
      const tables = new Set(columns.map(({ table }) => table));
      const described = new Set(source.entityMetadatas.map(({ tableName }) => tableName));
      expect([...tables].filter((table) => !described.has(table) && !withoutEntity.has(table))).toEqual([]);
    } finally {
      await source.destroy();
    }
  });
});

/** Tables that platform reads and writes by plain queries alone. */
const withoutEntity = new Set([
  'migrations',
  'heartbeats',
  'key_database',
  'part_troubles',
  'audit_entries',
  'outbox',
  'idempotent_answers',
  'links',
  'users',
  'sessions',
  'members',
  'api_keys',
]);

function plainType(type: string): string {
  return type
    .replace('timestamp with time zone', 'timestamptz')
    .replace('character varying', 'varchar')
    .replace(/^int(4|eger)?$/, 'integer');
}
