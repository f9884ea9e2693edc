import { newId } from '#platform';

/** Runs one statement past every policy, such as a pg Client of the superuser. */
export type Write = (sql: string, parameters: unknown[]) => Promise<unknown>;

/** A person of a practice, confirmed unless said otherwise; answers their id. */
export async function givenClient(
  write: Write,
  practiceId: string,
  wishes: { name?: string; email?: string; confirmed?: boolean; kind?: 'contact' | 'client'; at?: Date } = {},
): Promise<string> {
  const id = newId();
  const at = wishes.at ?? new Date('2027-01-01T00:00:00Z');
  await write(
    `INSERT INTO clients (practice_id, id, kind, name, email, time_zone, locale, confirmed_at, created_at)
     VALUES ($1, $2, $3, $4, $5, 'Europe/London', 'en-GB', $6, $7)`,
    [
      practiceId,
      id,
      wishes.kind ?? 'client',
      wishes.name ?? 'Ana Ruiz',
      wishes.email ?? `${id}@example.org`,
      wishes.confirmed === false ? null : at,
      at,
    ],
  );
  return id;
}

/** An open case of these people with a coach; answers its id. */
export async function givenCase(
  write: Write,
  practiceId: string,
  coachId: string,
  clientIds: readonly string[],
  wishes: { kind?: 'individual' | 'couple' | 'family'; status?: 'inquiry' | 'active' | 'paused' } = {},
): Promise<string> {
  const id = newId();
  const kind = wishes.kind ?? (clientIds.length === 2 ? 'couple' : 'individual');
  await write(
    `INSERT INTO cases (practice_id, id, kind, status, coach_id, opened_at) VALUES ($1, $2, $3, $4, $5, '2027-01-01T00:00:00Z')`,
    [practiceId, id, kind, wishes.status ?? 'active', coachId],
  );
  for (const clientId of clientIds)
    await write(
      `INSERT INTO participants (practice_id, id, case_id, client_id, status, joined_at)
       VALUES ($1, $2, $3, $4, 'joined', '2027-01-01T00:00:00Z')`,
      [practiceId, newId(), id, clientId],
    );
  return id;
}
