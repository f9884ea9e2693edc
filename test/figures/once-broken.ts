import type pg from 'pg';
import { asAdmin } from './overlaps.js';

/** The control of a check: what it sees once this has been broken by hand. Nothing of it stays. */
export async function onceBroken<T>(
  adminUrl: string,
  [breaking, parameters = []]: readonly [string, (readonly unknown[])?],
  look: (admin: pg.Client) => Promise<T>,
): Promise<T> {
  return asAdmin(adminUrl, async (admin) => {
    await admin.query('BEGIN');
    try {
      // Neither a trigger nor a foreign key stands in the way of what should never be.
      await admin.query('SET LOCAL session_replication_role = replica');
      const { rowCount } = await admin.query(breaking, [...parameters]);
      if (!rowCount) throw new Error(`There was nothing to break: ${breaking}`);
      return await look(admin);
    } finally {
      await admin.query('ROLLBACK');
    }
  });
}
