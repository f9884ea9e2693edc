import type { Tx } from '#platform';
import type { KeptAnswer } from './domain/answer-due.js';
import type { AppointmentStatus } from './domain/appointment-state.js';
import type { Interval } from './domain/interval.js';
import { dayMs } from './domain/zone-transitions.js';

/** Something that stands in a coach's calendar. */
export interface EntryRow {
  readonly kind: 'appointment' | 'blocked' | 'other-calendar' | 'offered';
  /** That of the other calendar, where it stands in one; of the place on the waitlist, where it is kept for somebody there. */
  readonly id: string;
  readonly startAt: Date;
  readonly endAt: Date;
  /** With what it keeps free around it. */
  readonly blockedFrom: Date;
  readonly blockedTo: Date;
  readonly status: AppointmentStatus | null;
  readonly holdExpiresAt: Date | null;
  /** What was said to a request for two that is not told yet. */
  readonly answer: KeptAnswer | null;
  /** Until when it is kept for somebody who waits. */
  readonly keptUntil: Date | null;
  readonly title: string | null;
  /** Who comes, or for whom it is kept. */
  readonly who: readonly string[];
  readonly fromDate: string | null;
  readonly toDate: string | null;
  readonly sealedLabel: Buffer | null;
  readonly revision: number | null;
}

/** An appointment and its buffers last a day each at most, and busy time of other calendars is stored by the day. */
const marginMs = 3 * dayMs;

/** All that stands in a coach's calendar within a range, the earliest first, in one question. */
export function readEntries(tx: Tx, coachId: string, { start, end }: Interval): Promise<EntryRow[]> {
  return tx.query<EntryRow>(
    `SELECT 'appointment' AS kind, a.id, c.start_at AS "startAt", c.end_at AS "endAt",
       lower(c.blocked) AS "blockedFrom", upper(c.blocked) AS "blockedTo", a.status, a.hold_expires_at AS "holdExpiresAt",
       a.answer, NULL::timestamptz AS "keptUntil", o.name AS title, ARRAY(SELECT t.name FROM attendances t WHERE t.appointment_id = a.id
         AND t.status IN ('accepted', 'invited') ORDER BY t.id) AS who,
       NULL AS "fromDate", NULL AS "toDate", NULL::bytea AS "sealedLabel", NULL::integer AS revision
     FROM time_claims c JOIN appointments a ON a.id = c.appointment_id JOIN offerings o ON o.id = a.offering_id
     WHERE c.resource_kind = 'coach' AND c.resource_id = $1 AND c.live AND c.start_at > $4 AND c.start_at < $5
       AND c.blocked && tstzrange($2, $3)
     UNION ALL
     SELECT 'offered', e.id, c.start_at, c.end_at, lower(c.blocked), upper(c.blocked), NULL, NULL, NULL, w.expires_at, o.name, ARRAY[k.name],
       NULL, NULL, NULL, NULL
     FROM time_claims c JOIN waitlist_offers w ON w.id = c.offer_id JOIN waitlist_entries e ON e.id = w.entry_id
       JOIN clients k ON k.id = e.client_id JOIN offerings o ON o.id = e.offering_id
     WHERE c.resource_kind = 'coach' AND c.resource_id = $1 AND c.live AND c.start_at > $4 AND c.start_at < $5
       AND c.blocked && tstzrange($2, $3) AND w.status = 'open'
     UNION ALL
     SELECT 'blocked', id, start_at, end_at, start_at, end_at, NULL, NULL, NULL, NULL, NULL, '{}', from_date::text, to_date::text,
       sealed_label, revision
     FROM blocked_times WHERE coach_id = $1 AND end_at > $2 AND start_at < $3
     UNION ALL
     SELECT 'other-calendar', b.id, b.start_at, b.end_at, b.start_at, b.end_at, NULL, NULL, NULL, NULL, f.label, '{}', NULL, NULL, NULL, NULL
     FROM feed_busy b JOIN calendar_feeds f ON f.id = b.id
     WHERE b.coach_id = $1 AND b.end_at > $2 AND b.start_at > $4 AND b.start_at < $3
     ORDER BY "startAt", kind, id`,
    [coachId, new Date(start), new Date(end), new Date(start - marginMs), new Date(end + marginMs)],
  );
}
