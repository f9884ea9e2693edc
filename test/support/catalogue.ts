import type pg from 'pg';

/** Everything the catalogue says of a schema, one line each, in an order that does not depend on when it was made. */
export async function catalogueOf(client: pg.Client, schema = 'public'): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(statement, [schema]);
  return rows.map(({ line }) => line);
}

const statement = `
  WITH tables AS (
    SELECT c.*, c.oid::regclass::text AS name FROM pg_class c
    WHERE c.relnamespace = $1::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND c.relname NOT LIKE 'migrations%'
  ),
  columns AS (
    SELECT a.*, t.name, row_number() OVER (PARTITION BY t.oid ORDER BY a.attnum) AS place
    FROM pg_attribute a JOIN tables t ON t.oid = a.attrelid WHERE a.attnum > 0 AND NOT a.attisdropped
  ),
  lines(line) AS (
    SELECT format('table %s (%s) of %s, walls %s %s, options %s, rights %s', name, relkind, relowner::regrole,
                  relrowsecurity, relforcerowsecurity, reloptions, (SELECT array_agg(acl::text ORDER BY acl::text) FROM unnest(relacl) AS acl))
    FROM tables
    UNION ALL
    SELECT format('column %s.%s no. %s %s collation %s, not null %s, generated %s, default %s, rights %s', c.name, c.attname, c.place,
                  format_type(c.atttypid, c.atttypmod), c.attcollation::regcollation, c.attnotnull, c.attgenerated::text || c.attidentity::text,
                  (SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d WHERE d.adrelid = c.attrelid AND d.adnum = c.attnum), c.attacl)
    FROM columns c
    UNION ALL
    SELECT format('constraint %s on %s: %s, valid %s', k.conname, t.name, pg_get_constraintdef(k.oid), k.convalidated)
    FROM pg_constraint k JOIN tables t ON t.oid = k.conrelid
    UNION ALL
    SELECT format('index %s, valid %s', pg_get_indexdef(i.indexrelid), i.indisvalid) FROM pg_index i JOIN tables t ON t.oid = i.indrelid
    UNION ALL
    SELECT format('trigger %s, enabled %s', pg_get_triggerdef(g.oid), g.tgenabled)
    FROM pg_trigger g JOIN tables t ON t.oid = g.tgrelid WHERE NOT g.tgisinternal
    UNION ALL
    SELECT format('policy %s on %s for %s, permissive %s, to %s, using %s, check %s', p.polname, t.name, p.polcmd, p.polpermissive,
                  (SELECT array_agg(r::regrole::text ORDER BY r::regrole::text) FROM unnest(p.polroles) AS r),
                  pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
    FROM pg_policy p JOIN tables t ON t.oid = p.polrelid
    UNION ALL
    SELECT format('function %s of %s, rights %s', pg_get_functiondef(f.oid), f.proowner::regrole, f.proacl)
    FROM pg_proc f WHERE f.pronamespace = $1::regnamespace AND f.prokind IN ('f', 'p') AND NOT EXISTS (
      SELECT 1 FROM pg_depend d WHERE d.objid = f.oid AND d.deptype = 'e')
    UNION ALL
    SELECT format('view %s: %s', name, pg_get_viewdef(oid)) FROM tables WHERE relkind IN ('v', 'm')
    UNION ALL
    SELECT format('type %s (%s)', y.typname, y.typtype) FROM pg_type y
    WHERE y.typnamespace = $1::regnamespace AND y.typtype IN ('e', 'd') AND NOT EXISTS (
      SELECT 1 FROM pg_depend d WHERE d.objid = y.oid AND d.deptype = 'e')
    UNION ALL
    SELECT format('extension %s %s', extname, extversion) FROM pg_extension
    UNION ALL
    SELECT format('schema %s of %s, rights %s', nspname, nspowner::regrole, (SELECT array_agg(acl::text ORDER BY acl::text) FROM unnest(nspacl) AS acl))
    FROM pg_namespace WHERE oid = $1::regnamespace
    UNION ALL
    SELECT format('what is made by %s gets %s (%s)', defaclrole::regrole, defaclacl, defaclobjtype) FROM pg_default_acl
  )
  SELECT line FROM lines ORDER BY line COLLATE "C"`;
