import type { Tx } from '#platform';
import type { ChangingHours } from './changing-hours.entity.js';
import { standsFrom } from './domain/undo-window.js';
import { offerOpenedHours } from './scheduling.jobs.js';

const hoursIn = (row: string): string =>
  `jsonb_build_object('timeZone', ${row}.time_zone, 'weekly', ${row}.weekly, 'overrides', ${row}.overrides)`;

/**
 * To be asked before hours, or rules of what is offered, are changed: where somebody waits for these coaches, it keeps how all
 * of it stood before the first of several changes. What they opened is offered once none was made for three minutes.
 */
export async function rememberHours(tx: Tx, coachIds: readonly string[]): Promise<void> {
  const changing = await tx.query<{ coachId: string }>(
    `INSERT INTO changing_hours (coach_id, before, changed_at)
     SELECT k.id, jsonb_build_object(
       'usual', (SELECT ${hoursIn('a')} FROM availabilities a WHERE a.coach_id = k.id),
       'schedules', (SELECT coalesce(jsonb_object_agg(s.id, ${hoursIn('s')}), '{}') FROM schedules s WHERE s.coach_id = k.id),
       'offerings', (SELECT coalesce(jsonb_object_agg(o.id, jsonb_build_object('durationMinutes', o.duration_minutes,
           'startEveryMinutes', o.start_every_minutes, 'bufferBeforeMinutes', o.buffer_before_minutes,
           'bufferAfterMinutes', o.buffer_after_minutes, 'minimumNoticeMinutes', o.minimum_notice_minutes,
           'bookingWindowDays', o.booking_window_days, 'maxPerDay', o.max_per_day, 'maxPerWeek', o.max_per_week,
           'scheduleId', oc.schedule_id)), '{}')
         FROM offering_coaches oc JOIN offerings o ON o.id = oc.offering_id WHERE oc.coach_id = k.id AND o.active)), $2
     FROM coaches k
     WHERE k.id = ANY($1) AND EXISTS (SELECT 1 FROM waitlist_entries e
       WHERE e.status = 'waiting' AND (e.coach_id IS NULL OR e.coach_id = k.id))
     ORDER BY k.id
     ON CONFLICT (practice_id, coach_id) DO UPDATE SET changed_at = EXCLUDED.changed_at RETURNING coach_id AS "coachId"`,
    [coachIds, tx.now()],
  );
  for (const { coachId } of changing) tx.schedule(offerOpenedHours, { coachId }, { dueAt: standsFrom(tx.now()) });
}

/** How a coach's hours stood before they were changed, and when they were last; null where all of it was offered. */
export function findChangingHours(
  tx: Tx,
  coachId: string,
): Promise<Pick<ChangingHours, 'coachId' | 'before' | 'changedAt'> | null> {
  return tx.one(
    `SELECT coach_id AS "coachId", before, changed_at AS "changedAt" FROM changing_hours WHERE coach_id = $1`,
    [coachId],
  );
}
