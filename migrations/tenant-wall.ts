/** The practice of the running transaction, or NULL outside the door (then every policy refuses). */
export const currentPractice = `nullif(current_setting('app.practice_id', true), '')::uuid`;

/** The client who acts, when a client acts. */
export const currentClient = `nullif(current_setting('app.actor_id', true), '')::uuid`;

const actsAsClient = `current_setting('app.actor_kind', true) = 'client'`;

export interface WallOptions {
  /** SQL condition under which a client may see a row; without one a client sees none. */
  clientSees?: string;
  /** A client's own actions may add rows of this table even where they may not read them (audit, outbox). */
  clientMayAdd?: boolean;
  /** The second door (`acrossPractices`) may reach this table, with these rights. */
  across?: 'SELECT' | 'SELECT, UPDATE' | 'SELECT, UPDATE, DELETE' | 'SELECT, INSERT';
  /** What the app's role may do inside its practice. */
  app?: string;
}

/**
 * The statements that shut one table inside its practice: row-level security enabled and forced, one policy for the
 * app's role, a restrictive one for clients, one for the owner's own backfills, and the grants.
 */
export function tenantWall(table: string, options: WallOptions = {}): string {
  const { clientSees = 'false', clientMayAdd = false, across, app = 'SELECT, INSERT, UPDATE, DELETE' } = options;
  const clientRule = `${actsAsClient} IS NOT TRUE OR (${clientSees})`;
  const clientCheck = clientMayAdd ? 'true' : clientRule;
  return `
    ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
    ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
    CREATE POLICY ${table}_practice ON ${table} TO rapport_app
      USING (practice_id = ${currentPractice}) WITH CHECK (practice_id = ${currentPractice});
    CREATE POLICY ${table}_client ON ${table} AS RESTRICTIVE TO rapport_app
      USING (${clientRule}) WITH CHECK (${clientCheck});
    CREATE POLICY ${table}_owner ON ${table} TO rapport_owner USING (true) WITH CHECK (true);
    GRANT ${app} ON ${table} TO rapport_app;
    ${across ? `CREATE POLICY ${table}_across ON ${table} TO rapport_across USING (true) WITH CHECK (true); GRANT ${across} ON ${table} TO rapport_across;` : ''}
  `;
}

/** The columns every practice-owned table begins with. */
export const practiceColumns = `
    practice_id uuid NOT NULL DEFAULT ${currentPractice} REFERENCES practices,
    id          uuid NOT NULL,`;
