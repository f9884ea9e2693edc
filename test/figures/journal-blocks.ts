import type pg from 'pg';
import { isDone, isOpen, type Asked } from './journal-people.js';

/** A time that something kept of one coach, and while it did. */
export interface Kept {
  readonly id: string;
  readonly coachId: string;
  readonly from: number;
  readonly to: number;
  readonly since: number;
  readonly until: number;
}

interface Row {
  readonly id: string;
  readonly coachId: string;
  readonly start: number;
  readonly end: number;
  readonly claimed: boolean;
}

interface BlockEntry {
  readonly id: string;
  readonly at: number;
  readonly action: string;
  readonly requestId: string;
}

/** Blocked time as the journal and the database tell of it: what was kept and while, and what one says against the other. */
export interface Blocks {
  readonly kept: readonly Kept[];
  readonly lost: readonly string[];
  readonly unasked: readonly string[];
}

/** Holds what was answered about blocked time against the database, which knows of what was removed only that it was. */
export async function blocksOf(admin: pg.Client, practiceId: string, asked: readonly Asked[]): Promise<Blocks> {
  const rows = await standing(admin, practiceId);
  const entries = await entriesOf(admin, practiceId);
  const byRequest = new Map(entries.map((one) => [one.requestId, one]));
  const told = asked.filter((one) => isDone(one) && one.act === 'block').flatMap(({ block }) => block ?? []);
  const known = new Map<string, Omit<Row, 'claimed'>>([
    ...told.map(
      ({ start, end, ...one }) => [one.id, { ...one, start: Date.parse(start), end: Date.parse(end) }] as const,
    ),
    ...rows.map((row) => [row.id, row] as const),
  ]);
  const moments = new Map(entries.toReversed().map(({ id, action, at }) => [`${action} ${id}`, at]));
  const at = (id: string, action: string) => moments.get(`${action} ${id}`);
  const kept = [...known.values()].map(({ id, coachId, start, end }) => {
    const [since, until] = [at(id, 'blocked-time.added') ?? 0, at(id, 'blocked-time.removed') ?? Infinity];
    return { id, coachId, from: start, to: end, since, until };
  });
  return { kept, lost: lostOf(asked, rows, byRequest), unasked: unaskedOf(asked, entries) };
}

function lostOf(asked: readonly Asked[], rows: readonly Row[], byRequest: ReadonlyMap<string, BlockEntry>): string[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const removed = new Set(
    [...byRequest.values()].filter(({ action }) => action.endsWith('removed')).map(({ id }) => id),
  );
  const unclaimed = rows.filter(({ claimed }) => !claimed).map(({ id }) => `${id} is blocked and claims nothing`);
  const answers = asked.filter(isDone).flatMap(({ act, about, block, requestId }) => {
    if (act !== 'block' && act !== 'unblock') return [];
    if (byRequest.get(requestId ?? '')?.id !== about) return [`${act}: nothing was done about ${about}`];
    const row = byId.get(about ?? '');
    if (act === 'unblock') return row ? [`unblock: ${about} is there`] : [];
    const isSo = row?.start === Date.parse(block!.start) && row.end === Date.parse(block!.end);
    return isSo || removed.has(about!) ? [] : [`block: ${about} is not there as it was said`];
  });
  return [...unclaimed, ...answers];
}

/** Entries under a name that no answer carried, where nobody was left without one who asked for that. */
function unaskedOf(asked: readonly Asked[], entries: readonly BlockEntry[]): string[] {
  const answered = new Set(asked.filter(isDone).map(({ requestId }) => requestId));
  const open = asked.filter(isOpen);
  return entries
    .filter(({ requestId }) => !answered.has(requestId))
    .filter(({ id, action }) =>
      action === 'blocked-time.added'
        ? !open.some(({ act }) => act === 'block')
        : !open.some(({ act, about }) => act === 'unblock' && about === id),
    )
    .map(({ id, action }) => `${id}: ${action}`);
}

const ms = (instant: string) => `(extract(epoch FROM ${instant}) * 1000)::float8`;

async function standing(admin: pg.Client, practiceId: string): Promise<Row[]> {
  const { rows } = await admin.query<Row>(
    `SELECT b.id, b.coach_id AS "coachId", ${ms('b.start_at')} AS start, ${ms('b.end_at')} AS "end",
       EXISTS (SELECT 1 FROM time_claims c WHERE c.block_id = b.id AND c.live AND c.resource_id = b.coach_id
               AND c.start_at = b.start_at AND c.end_at = b.end_at) AS claimed
     FROM blocked_times b WHERE b.practice_id = $1`,
    [practiceId],
  );
  return rows;
}

async function entriesOf(admin: pg.Client, practiceId: string): Promise<BlockEntry[]> {
  const { rows } = await admin.query<BlockEntry>(
    `SELECT subject_id AS id, ${ms('at')} AS at, action, request_id AS "requestId" FROM audit_entries
     WHERE practice_id = $1 AND action LIKE 'blocked-time.%' ORDER BY id`,
    [practiceId],
  );
  return rows;
}
