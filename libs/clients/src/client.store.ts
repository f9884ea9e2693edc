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

/** A pattern for ILIKE that finds the words as typed, or null for none. */
export function containing(words: string | undefined): string | null {
  return words === undefined ? null : `%${words.replace(/[\\%_]/g, '\\$&')}%`;
}
