import type { Tx } from '#platform';

/** A person as lists and pages read them. */
export interface ClientRow {
  readonly id: string;
  readonly kind: 'contact' | 'client';
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly timeZone: string;
  readonly locale: string;
  readonly confirmedAt: Date | null;
  readonly createdAt: Date;
  readonly revision: number;
}

export const clientColumns = `id, kind, name, email, phone, time_zone AS "timeZone", locale,
  confirmed_at AS "confirmedAt", created_at AS "createdAt", revision`;

interface NewClient {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly timeZone: string;
  readonly phone?: string | undefined;
  readonly origin: 'booking' | 'practice';
}

/** Writes a contact in the practice's language. */
export async function insertClient(tx: Tx, client: NewClient): Promise<void> {
  await tx.query(
    `INSERT INTO clients (id, kind, name, email, phone, time_zone, locale, origin, created_at)
     SELECT $1, 'contact', $2, $3, $4, $5, (SELECT locale FROM practice_settings), $6, $7`,
    [client.id, client.name, client.email, client.phone ?? null, client.timeZone, client.origin, tx.now()],
  );
}

/** The person of this name and address: the confirmed one, else the one met last. */
export function findPerson(tx: Tx, name: string, email: string): Promise<ClientRow | null> {
  return tx.one<ClientRow>(
    `SELECT ${clientColumns} FROM clients WHERE email = lower($1) AND lower(name) = lower($2) AND merged_into IS NULL
     ORDER BY confirmed_at IS NULL, id DESC LIMIT 1`,
    [email, name],
  );
}

/**
 * Everybody who confirmed this address, for two people may share a mailbox. Where nobody did: who was met last under each
 * of the first three names given with it, so that a stranger who types names can neither shut anybody out nor flood them.
 */
export async function selectWhoMaySignIn(tx: Tx, email: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM (
       SELECT id, confirmed, bool_or(confirmed) OVER () AS "someConfirmed",
         row_number() OVER (PARTITION BY confirmed ORDER BY met) AS place
       FROM (SELECT DISTINCT ON (lower(name)) id, confirmed_at IS NOT NULL AS confirmed,
               min(id::text) OVER (PARTITION BY lower(name)) AS met
             FROM clients WHERE email = lower($1) AND merged_into IS NULL
             ORDER BY lower(name), confirmed_at IS NULL, id DESC) named) known
     WHERE confirmed OR (NOT "someConfirmed" AND place <= 3) ORDER BY id`,
    [email],
  );
  return rows.map(({ id }) => id);
}

/** Whether somebody else with this address has a place in an open case of this person. */
export async function sharesCaseWith(tx: Tx, clientId: string, email: string): Promise<boolean> {
  const row = await tx.one(
    `SELECT 1 FROM participants p JOIN cases c ON c.id = p.case_id AND c.status IN ('inquiry', 'active', 'paused')
     JOIN participants o ON o.case_id = p.case_id AND o.client_id <> p.client_id AND o.status = 'joined'
     JOIN clients l ON l.id = o.client_id
     WHERE p.client_id = $1 AND p.status = 'joined' AND l.email = $2 AND l.merged_into IS NULL LIMIT 1`,
    [clientId, email],
  );
  return row !== null;
}

/** A pattern for ILIKE that finds the words as typed, or null for none. */
export function containing(words: string | undefined): string | null {
  return words === undefined ? null : `%${words.replace(/[\\%_]/g, '\\$&')}%`;
}
