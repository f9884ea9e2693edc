import type { Tx } from '#platform';
import type { AppointmentStatus } from './domain/appointment-state.js';
import type { Interval } from './domain/interval.js';
import type { Standing } from './domain/slot-reasons.js';

/** A coach as an explanation speaks of them: `timeZone` is the one of their hours, where they said any. */
export interface ExplainedCoach {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  readonly timeZone: string;
}

/** The coach of this id, one who left too. */
export function findCoach(tx: Tx, id: string): Promise<ExplainedCoach | null> {
  return tx.one<ExplainedCoach>(
    `SELECT c.id, c.name, m.status <> 'left' AS active, coalesce(a.time_zone, c.time_zone) AS "timeZone"
     FROM coaches c JOIN members m ON m.id = c.member_id LEFT JOIN availabilities a ON a.coach_id = c.id WHERE c.id = $1`,
    [id],
  );
}

interface StandingRow {
  readonly id: string | null;
  readonly status: AppointmentStatus | 'blocked' | 'elsewhere' | 'offered';
  readonly startAt: Date;
  readonly endAt: Date;
  readonly keptFrom: Date;
  readonly keptTo: Date;
}

/** What stands in a coach's calendar within a range, with what it keeps free for itself: the earliest first. */
export async function readStanding(tx: Tx, coachId: string, { start, end }: Interval): Promise<Standing[]> {
  const rows = await tx.query<StandingRow>(
    `SELECT c.appointment_id AS id, a.status, c.start_at AS "startAt", c.end_at AS "endAt",
       lower(c.blocked) AS "keptFrom", upper(c.blocked) AS "keptTo"
     FROM time_claims c JOIN appointments a ON a.id = c.appointment_id
     WHERE c.resource_kind = 'coach' AND c.resource_id = $1 AND c.live AND c.blocked && tstzrange($2, $3)
     UNION ALL
     SELECT w.entry_id, 'offered', c.start_at, c.end_at, lower(c.blocked), upper(c.blocked)
     FROM time_claims c JOIN waitlist_offers w ON w.id = c.offer_id
     WHERE c.resource_kind = 'coach' AND c.resource_id = $1 AND c.live AND c.blocked && tstzrange($2, $3)
     UNION ALL
     SELECT id, 'blocked', start_at, end_at, start_at, end_at FROM blocked_times
     WHERE coach_id = $1 AND end_at > $2 AND start_at < $3
     UNION ALL
     SELECT NULL, 'elsewhere', start_at, end_at, start_at, end_at FROM feed_busy
     WHERE coach_id = $1 AND end_at > $2 AND start_at < $3
     ORDER BY "startAt", id`,
    [coachId, new Date(start), new Date(end)],
  );
  return rows.map(({ id, status, startAt, endAt, keptFrom, keptTo }) => ({
    kind: kindOf(status),
    id,
    start: startAt.getTime(),
    end: endAt.getTime(),
    kept: { start: keptFrom.getTime(), end: keptTo.getTime() },
  }));
}

function kindOf(status: StandingRow['status']): Standing['kind'] {
  if (status === 'blocked' || status === 'elsewhere' || status === 'offered') return status;
  return status === 'held' ? 'unpaid' : status === 'pending_approval' ? 'request' : 'appointment';
}
