import type { Tx } from '#platform';
import type { Interval } from './domain/interval.js';
import { dayMs } from './domain/zone-transitions.js';
import { staleAfterMs } from './slot.store.js';

/** Another calendar as its coach sees it. */
export interface CalendarFeedRow {
  readonly id: string;
  readonly coachId: string;
  readonly label: string;
  readonly host: string;
  readonly createdAt: Date;
  readonly checkedAt: Date | null;
  readonly syncedAt: Date | null;
  readonly fault: string | null;
}

/** What is needed to look at one. */
export interface FeedToLookAt {
  readonly id: string;
  readonly coachId: string;
  readonly sealedAddress: Buffer;
  readonly checkedAt: Date | null;
  readonly timeZone: string;
  /** The furthest that anything of the coach can be booked ahead. */
  readonly windowDays: number;
}

/** A stored stretch is a day at most, so that whoever reads a week need not look for what began long before. */
const longestStretchMs = dayMs;

/** One by its id, or those of a coach in the order in which they came. */
export async function findFeeds(
  tx: Tx,
  by: { readonly id: string } | { readonly coachId: string; readonly after: string | null; readonly limit: number },
): Promise<CalendarFeedRow[]> {
  const [column, value, after, limit] =
    'id' in by ? ['f.id', by.id, null, 1] : ['f.coach_id', by.coachId, by.after, by.limit];
  return tx.query<CalendarFeedRow>(
    `SELECT f.id, f.coach_id AS "coachId", f.label, f.host, f.created_at AS "createdAt",
       c.checked_at AS "checkedAt", c.synced_at AS "syncedAt", c.fault
     FROM calendar_feeds f JOIN feed_checks c ON c.id = f.id
     WHERE ${column} = $1 AND ($2::uuid IS NULL OR f.id > $2) ORDER BY f.id LIMIT $3`,
    [value, after, limit],
  );
}

export async function findFeedToLookAt(tx: Tx, id: string): Promise<FeedToLookAt | null> {
  return tx.one<FeedToLookAt>(
    `SELECT f.id, f.coach_id AS "coachId", f.sealed_address AS "sealedAddress", c.checked_at AS "checkedAt",
       coalesce(a.time_zone, k.time_zone) AS "timeZone",
       coalesce((SELECT max(o.booking_window_days) FROM offerings o
                 JOIN offering_coaches oc ON oc.offering_id = o.id WHERE oc.coach_id = f.coach_id), 0) AS "windowDays"
     FROM calendar_feeds f JOIN feed_checks c ON c.id = f.id JOIN coaches k ON k.id = f.coach_id
     LEFT JOIN availabilities a ON a.coach_id = f.coach_id WHERE f.id = $1`,
    [id],
  );
}

/** Waits for whoever writes down another look at the same calendar; null where it was removed. */
export async function lockCheck(tx: Tx, id: string): Promise<{ syncedAt: Date | null } | null> {
  return tx.one('SELECT synced_at AS "syncedAt" FROM feed_checks WHERE id = $1 FOR UPDATE', [id]);
}

/** So that nobody waits again soon for calendars that were waited for in vain. */
export async function passOver(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  const waitedFor = new Date(now.getTime() - staleAfterMs);
  await tx.query(
    'UPDATE feed_checks SET checked_at = $2 WHERE id = ANY($1) AND (checked_at IS NULL OR checked_at < $3)',
    [ids, now, waitedFor],
  );
}

/** Which of these are appointments of this coach. */
export async function appointmentsOf(tx: Tx, coachId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.query<{ id: string }>('SELECT id FROM appointments WHERE coach_id = $1 AND id = ANY($2)', [
    coachId,
    ids,
  ]);
  return new Set(rows.map(({ id }) => id));
}

/** Makes this all that the calendar keeps busy; nothing is written where nothing changed. */
export async function replaceBusy(tx: Tx, feedId: string, coachId: string, busy: readonly Interval[]): Promise<void> {
  const starts: Date[] = [];
  const ends: Date[] = [];
  for (const { start, end } of busy)
    for (let from = start; from < end; from += longestStretchMs) {
      starts.push(new Date(from));
      ends.push(new Date(Math.min(end, from + longestStretchMs)));
    }
  await tx.query(
    `DELETE FROM feed_busy b WHERE b.id = $1 AND NOT EXISTS (
       SELECT 1 FROM unnest($2::timestamptz[], $3::timestamptz[]) AS n(start_at, end_at)
       WHERE n.start_at = b.start_at AND n.end_at = b.end_at)`,
    [feedId, starts, ends],
  );
  await tx.query(
    `INSERT INTO feed_busy (id, coach_id, start_at, end_at)
     SELECT $1, $2, n.start_at, n.end_at FROM unnest($3::timestamptz[], $4::timestamptz[]) AS n(start_at, end_at)
     ON CONFLICT (practice_id, id, start_at) DO NOTHING`,
    [feedId, coachId, starts, ends],
  );
}
