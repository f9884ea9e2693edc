import { beforeAll } from '@jest/globals';
import pg from 'pg';
import { walkThePath, type Walked } from '../support/private-path.js';
import { useTestApp } from '../support/test-app.js';

const words = {
  answered: 'A calmer house.',
  answeredShortly: 'More time.',
  refused: 'Never mind.',
  noted: 'They listened.',
  notedForAll: 'A walk each day.',
  mailed: 'Rest well.',
};

interface Entry {
  id: string;
  at: Date;
  actor_kind: string;
  actor_id: string | null;
  action: string;
  subject_kind: string;
  subject_id: string;
  request_id: string | null;
}

describe('The audit of the whole path (item 2)', () => {
  const app = useTestApp();
  let walked: Walked;
  let entries: Entry[];
  const one = async (table: string): Promise<string> => {
    const [row, ...more] = await app.rows<{ id: string }>(walked.practice, table);
    if (!row || more.length > 0) throw new Error(`One row was expected in ${table}.`);
    return row.id;
  };

  beforeAll(async () => {
    app.clock.set('2027-01-11T09:00:00Z');
    walked = await walkThePath(app, words, () => app.settle());
    entries = await app.rows<Entry>(walked.practice, 'audit_entries');
  });

  it('names who did what to which thing, in the order in which it was done', async () => {
    const { coach, appointmentId, caseId, assignmentId, responseId, noteIds } = walked;
    const client = await one('clients');
    const payment = await one('payments');
    const key = await one('api_keys');
    const actors: Record<string, string> = { [coach.memberId]: 'Cora', [client]: 'Ana', [key]: 'the key' };
    const things: Record<string, string> = {
      [walked.practice.id]: 'the practice',
      [coach.memberId]: 'Cora',
      [coach.coachId]: "Cora's hours",
      [walked.formId]: 'the intake',
      [walked.offeringId]: 'the offering',
      [walked.sequenceId]: 'the sequence',
      [client]: 'Ana',
      [caseId]: 'the case',
      [appointmentId]: 'the appointment',
      [payment]: 'the payment',
      [assignmentId]: 'what was asked of Ana',
      [responseId]: 'what Ana answered',
      [await one('consents')]: "Ana's consent",
      [await one('enrolments')]: "Ana's follow-up",
      [noteIds[0]!]: 'the first note',
      [noteIds[1]!]: 'the second note',
    };
    const told = entries
      .slice(entries.findIndex(({ action }) => action === 'member.signed-in'))
      .filter(({ action }) => !action.startsWith('message.'))
      .map((entry) => {
        const who = entry.actor_id === null ? '' : ` ${actors[entry.actor_id] ?? 'somebody else'}`;
        return `${entry.actor_kind}${who}: ${entry.action} (${things[entry.subject_id] ?? 'something else'})`;
      });
    expect(told).toEqual([
      'member Cora: member.signed-in (Cora)',
      'api-key the key: form.created (the intake)',
      'api-key the key: offering.created (the offering)',
      'api-key the key: sequence.created (the sequence)',
      'visitor: client.met (Ana)',
      'visitor: case.opened (the case)',
      expect.stringMatching(/^visitor: participant\.added /),
      'visitor: appointment.held (the appointment)',
      'visitor: payment.owed (the payment)',
      'visitor: payment.page-opened (the payment)',
      'system: payment.paid (the payment)',
      'system: appointment.confirmed (the appointment)',
      'system: client.became-client (Ana)',
      'system: assignment.made (what was asked of Ana)',
      'visitor: client.confirmed (Ana)',
      'visitor: client.signed-in (Ana)',
      "client Ana: consent.given (Ana's consent)",
      'client Ana: assignment.started (what was asked of Ana)',
      'client Ana: response.answered (what Ana answered)',
      'client Ana: response.answered (what Ana answered)',
      'client Ana: assignment.submitted (what was asked of Ana)',
      'member Cora: appointment.completed (the appointment)',
      'member Cora: note.written (the first note)',
      'api-key the key: note.written (the second note)',
      // Two reactions to one fact, which depend on each other in nothing.
      ...['system: case.activated (the case)', "system: enrolment.started (Ana's follow-up)"].sort(
        (a, b) => told.indexOf(a) - told.indexOf(b),
      ),
      "system: enrolment.finished (Ana's follow-up)",
    ]);
    for (const { action, subject_kind } of entries) expect(action.startsWith(`${subject_kind}.`)).toBe(true);
  });

  it('tells of every message when it was planned and when it was sent, by the system', async () => {
    const messages = await app.rows<{ id: string; status: string }>(walked.practice, 'messages');
    expect(messages.length).toBeGreaterThan(4);
    for (const { id, status } of messages) {
      const own = entries.filter(({ subject_id }) => subject_id === id);
      expect(own.map(({ actor_kind, action }) => `${actor_kind} ${action}`)).toEqual([
        'system message.planned',
        ...(status === 'sent' ? ['system message.sent'] : []),
      ]);
    }
  });

  it('has an entry for every request that changed something, and none for one that was refused', async () => {
    const said = new Set(entries.map(({ request_id }) => request_id));
    expect(walked.changes.filter(({ requestId }) => !said.has(requestId)).map(({ what }) => what)).toEqual([]);
    expect(walked.changes.length).toBeGreaterThan(8);
    const refused = await walked.coach.post(`/cases/${walked.caseId}/notes`, { audience: 'nobody', body: 'x' });
    expect(refused.status).toBe(400);
    expect(await app.rows(walked.practice, 'audit_entries')).toHaveLength(entries.length);
  });

  it('has an entry for every thing that came to be on the way', async () => {
    const subjects = new Set(entries.map(({ subject_id }) => subject_id));
    const tables = ['members', 'api_keys', 'coaches', 'offerings', 'forms', 'sequences', 'clients', 'cases'];
    tables.push('appointments', 'payments', 'assignments', 'responses', 'consents', 'notes', 'messages', 'enrolments');
    const untold: string[] = [];
    for (const table of tables) {
      const rows = await app.rows<{ id: string }>(walked.practice, table);
      expect(rows.length).toBeGreaterThan(0);
      untold.push(...rows.filter(({ id }) => !subjects.has(id)).map(({ id }) => `${table} ${id}`));
    }
    expect(untold).toEqual([]);
  });

  it('is read by the owner page by page, newest first, with the names of members and keys and of nobody else', async () => {
    const read: { id: string; actor: { kind: string; name?: string }; action: string }[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await app.as(walked.practice).get(`/audit-entries?limit=7${cursor && `&cursor=${cursor}`}`);
      expect(page.status).toBe(200);
      const body = page.body as { data: typeof read; nextCursor: string | null };
      read.push(...body.data);
      cursor = body.nextCursor;
    }
    const newestFirst = [...entries].map(({ id }) => id).sort();
    expect(read.map(({ id }) => id)).toEqual(newestFirst.reverse());
    const namesOf = (kind: string) => [...new Set(read.filter(({ actor }) => actor.kind === kind).map(nameOf))];
    expect(namesOf('member')).toEqual(['Cora Vale']);
    expect(namesOf('api-key')).toEqual([expect.any(String)]);
    for (const kind of ['client', 'visitor', 'system', 'operator']) expect(namesOf(kind)).toEqual([undefined]);
  });

  it("is never changed by the app's role, by whatever door; adding to it is all that role may do", async () => {
    const asApp = new pg.Client({ connectionString: app.config.DATABASE_URL });
    await asApp.connect();
    const inPractice = `SELECT set_config('app.practice_id', '${walked.practice.id}', true), set_config('app.actor_kind', 'system', true), set_config('app.actor_id', '', true)`;
    const tries = async (sql: string): Promise<string> => {
      await asApp.query(`BEGIN; ${inPractice}`);
      try {
        const { rowCount } = await asApp.query(sql);
        return `${rowCount} rows`;
      } catch (error) {
        return String((error as { code?: string }).code);
      } finally {
        await asApp.query('ROLLBACK');
      }
    };
    const refused = '42501';
    try {
      const before = await app.rows(walked.practice, 'audit_entries');
      const some = `INSERT INTO audit_entries (id, at, actor_kind, action, subject_kind, subject_id)
        SELECT id, at, actor_kind, action, subject_kind, subject_id FROM audit_entries LIMIT 1`;
      for (const sql of [
        `UPDATE audit_entries SET action = 'nothing.happened'`,
        `UPDATE audit_entries SET actor_id = NULL WHERE action = 'note.written'`,
        'DELETE FROM audit_entries',
        'TRUNCATE audit_entries',
        `${some} ON CONFLICT (practice_id, id) DO UPDATE SET action = 'nothing.happened'`,
        'ALTER TABLE audit_entries DISABLE TRIGGER ALL',
        'ALTER TABLE audit_entries NO FORCE ROW LEVEL SECURITY',
        'DROP TRIGGER audit_entries_never_change ON audit_entries',
        'DROP TABLE audit_entries',
        'SET session_replication_role = replica',
        'SET ROLE rapport_owner',
      ])
        expect([sql, await tries(sql)]).toEqual([sql, refused]);
      for (const sql of [`UPDATE audit_entries SET action = 'nothing.happened'`, 'DELETE FROM audit_entries']) {
        await asApp.query('BEGIN; SET LOCAL ROLE rapport_across');
        await expect(asApp.query(sql)).rejects.toMatchObject({ code: refused });
        await asApp.query('ROLLBACK');
      }
      expect(await app.rows(walked.practice, 'audit_entries')).toEqual(before);

      // Controls: this very role reads and adds here, and changes what may be changed.
      expect(await tries('SELECT * FROM audit_entries')).toBe(`${before.length} rows`);
      expect(await tries(some.replace('SELECT id,', 'SELECT gen_random_uuid(),'))).toBe('1 rows');
      expect(await tries('UPDATE cases SET revision = revision + 1')).toBe('1 rows');
    } finally {
      await asApp.end();
    }
  });
});

const nameOf = ({ actor }: { actor: { name?: string } }): string | undefined => actor.name;
