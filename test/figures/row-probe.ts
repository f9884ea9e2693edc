import pg from 'pg';
import type { TenancyWorld } from './tenancy-world.js';

/** How many rows of A's clients the app's own role reads while it stands in B, with a forgotten WHERE. */
export async function clientsSeenFromOutside(world: TenancyWorld): Promise<number> {
  const app = new pg.Client({ connectionString: world.app.config.DATABASE_URL });
  await app.connect();
  try {
    await app.query('BEGIN');
    await app.query(`SELECT set_config('app.practice_id', $1, true), set_config('app.actor_kind', 'system', true)`, [
      world.b.id,
    ]);
    const { rows } = await app.query<{ practice_id: string }>('SELECT practice_id FROM clients');
    return rows.filter(({ practice_id }) => practice_id !== world.b.id).length;
  } finally {
    await app.end();
  }
}
