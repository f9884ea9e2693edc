import { idShape, instantShape, keyOfCursor, newId, pageOf, type Page, type PageAsked, type Tx } from '#platform';

/** Blocked time in plain columns; its label still sealed. */
export interface BlockedTimeRow {
  readonly id: string;
  readonly coachId: string;
  readonly startAt: Date;
  readonly endAt: Date;
  readonly fromDate: string | null;
  readonly toDate: string | null;
  /** The zone its dates were meant in, else the coach's. */
  readonly timeZone: string;
  readonly sealedLabel: Buffer | null;
  readonly revision: number;
}

/** When it is; `dates` where whole dates are meant. */
export interface BlockedSpan {
  readonly start: Date;
  readonly end: Date;
  readonly dates: { readonly from: string; readonly to: string; readonly timeZone: string } | null;
}

const select = `SELECT b.id, b.coach_id AS "coachId", b.start_at AS "startAt", b.end_at AS "endAt", b.from_date::text AS "fromDate",
    b.to_date::text AS "toDate", coalesce(b.time_zone, c.time_zone) AS "timeZone", b.sealed_label AS "sealedLabel", b.revision
  FROM blocked_times b JOIN coaches c ON c.id = b.coach_id`;

/** One by its id; `toChange` locks it until the transaction ends. */
export function findBlockedTime(tx: Tx, id: string, toChange = false): Promise<BlockedTimeRow | null> {
  return tx.one<BlockedTimeRow>(`${select} WHERE b.id = $1 ${toChange ? 'FOR UPDATE OF b' : ''}`, [id]);
}

/** Those of a coach that touch a range, in the order of their start. */
export async function listBlockedTimes(
  tx: Tx,
  coachId: string,
  range: { readonly start?: Date | undefined; readonly end?: Date | undefined },
  { limit, cursor }: PageAsked,
): Promise<Page<BlockedTimeRow>> {
  const [afterStart, afterId] = keyOfCursor(cursor, instantShape, idShape) ?? [null, null];
  const rows = await tx.query<BlockedTimeRow>(
    `${select} WHERE b.coach_id = $1 AND ($2::timestamptz IS NULL OR b.end_at > $2) AND ($3::timestamptz IS NULL OR b.start_at < $3)
       AND ($4::timestamptz IS NULL OR (b.start_at, b.id) > ($4, $5::uuid))
     ORDER BY b.start_at, b.id LIMIT $6`,
    [coachId, range.start ?? null, range.end ?? null, afterStart, afterId, limit + 1],
  );
  return pageOf(rows, limit, (row) => [row.startAt.toISOString(), row.id]);
}

/** Writes it with its claim; false where the time is claimed already. The calendar must be locked. */
export async function insertBlockedTime(
  tx: Tx,
  one: BlockedSpan & { readonly id: string; readonly coachId: string; readonly sealedLabel: Buffer | null },
): Promise<boolean> {
  const { id, coachId, start, end, dates, sealedLabel } = one;
  const claimed = await tx.query(
    `WITH block AS (
       INSERT INTO blocked_times (id, coach_id, start_at, end_at, from_date, to_date, time_zone, sealed_label, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))
     INSERT INTO time_claims (id, resource_kind, resource_id, block_id, start_at, end_at, blocked, live)
     VALUES ($10, 'coach', $2, $1, $3, $4, tstzrange($3, $4), true)
     ON CONFLICT DO NOTHING RETURNING id`,
    [
      id,
      coachId,
      start,
      end,
      dates?.from ?? null,
      dates?.to ?? null,
      dates?.timeZone ?? null,
      sealedLabel,
      tx.now(),
      newId(),
    ],
  );
  return claimed.length > 0;
}

/** Writes what it is now, and moves its claim. The calendar must be locked; throws where the time is claimed already. */
export async function updateBlockedTime(
  tx: Tx,
  id: string,
  { start, end, dates, sealedLabel }: BlockedSpan & { readonly sealedLabel: Buffer | null },
): Promise<void> {
  await tx.query(
    `UPDATE blocked_times SET start_at = $2, end_at = $3, from_date = $4, to_date = $5, time_zone = $6, sealed_label = $7,
       revision = revision + 1 WHERE id = $1`,
    [id, start, end, dates?.from ?? null, dates?.to ?? null, dates?.timeZone ?? null, sealedLabel],
  );
  await tx.query(
    'UPDATE time_claims SET start_at = $2, end_at = $3, blocked = tstzrange($2, $3) WHERE block_id = $1 AND live',
    [id, start, end],
  );
}

/** Takes it away with its claim. */
export async function deleteBlockedTime(tx: Tx, id: string): Promise<void> {
  await tx.query('DELETE FROM time_claims WHERE block_id = $1', [id]);
  await tx.query('DELETE FROM blocked_times WHERE id = $1', [id]);
}
