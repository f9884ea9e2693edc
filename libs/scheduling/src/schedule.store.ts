import type { Tx } from '#platform';
import type { Availability } from './domain/availability.js';

/** A coach's further hours in plain columns, with the offerings that follow them. */
export interface ScheduleRow extends Availability {
  readonly id: string;
  readonly coachId: string;
  readonly name: string;
  readonly place: { readonly name: string; readonly address: string } | null;
  readonly offeringIds: readonly string[];
  readonly revision: number;
}

/** Of one coach in the order they came, or the one of this id. */
export function findSchedules(
  tx: Tx,
  by: { readonly id: string } | { readonly coachId: string; readonly after: string | null; readonly limit: number },
): Promise<ScheduleRow[]> {
  const [column, value, after, limit] =
    'id' in by ? ['id', by.id, null, 1] : ['coach_id', by.coachId, by.after, by.limit];
  return tx.query<ScheduleRow>(
    `SELECT s.id, s.coach_id AS "coachId", s.name, s.time_zone AS "timeZone", s.weekly, s.overrides, s.revision,
       CASE WHEN s.place_name IS NOT NULL THEN json_build_object('name', s.place_name, 'address', s.place_address) END AS place,
       (SELECT coalesce(json_agg(oc.offering_id ORDER BY oc.offering_id), '[]') FROM offering_coaches oc
        WHERE oc.schedule_id = s.id) AS "offeringIds"
     FROM schedules s WHERE s.${column} = $1 AND ($2::uuid IS NULL OR s.id > $2) ORDER BY s.id LIMIT $3`,
    [value, after, limit],
  );
}

/** The further hours of a coach that anything follows. */
export function readFollowedHours(tx: Tx, coachId: string): Promise<Availability[]> {
  return tx.query<Availability>(
    `SELECT s.time_zone AS "timeZone", s.weekly, s.overrides FROM schedules s
     WHERE s.coach_id = $1 AND EXISTS (SELECT 1 FROM offering_coaches oc WHERE oc.schedule_id = s.id) ORDER BY s.id`,
    [coachId],
  );
}

/** Waits for whoever is about to let something follow these hours, or to change them. */
export async function lockSchedule(tx: Tx, id: string): Promise<void> {
  await tx.query('SELECT 1 FROM schedules WHERE id = $1 FOR UPDATE', [id]);
}

/** What would be without its hours, or without its place, if these were gone. Where people meet follows from how they booked. */
export async function findFollowers(tx: Tx, id: string): Promise<{ offerings: string[]; appointments: number }> {
  const offerings = await tx.query<{ name: string }>(
    `SELECT o.name FROM offering_coaches oc JOIN offerings o ON o.id = oc.offering_id
     WHERE oc.schedule_id = $1 ORDER BY o.name, o.id`,
    [id],
  );
  const there = await tx.one<{ count: number }>(
    `SELECT count(*)::integer AS count FROM appointments a JOIN schedules s ON s.id = a.schedule_id
     WHERE s.id = $1 AND s.place_name IS NOT NULL AND a.format = 'place' AND a.location IS NULL
       AND a.end_at > $2 AND a.status IN ('held', 'pending_approval', 'confirmed')`,
    [id, tx.now()],
  );
  return { offerings: offerings.map(({ name }) => name), appointments: there?.count ?? 0 };
}
