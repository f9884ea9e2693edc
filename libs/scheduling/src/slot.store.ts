import type { Tx } from '#platform';
import type { Availability } from './domain/availability.js';
import type { Interval } from './domain/interval.js';
import { dayMs, minuteMs } from './domain/zone-transitions.js';

/** A coach's calendar around a range: hours, busy time with its buffers, and what limits and holds need to know. */
export interface Calendar {
  readonly coachId: string;
  readonly slug: string;
  /** The hours the offering asked about follows with this coach; null for a coach who said nothing yet. */
  readonly availability: Availability | null;
  /** Which they are, where they are not the usual ones. */
  readonly schedule: NamedSchedule | null;
  readonly busy: readonly Interval[];
  /** Starts of live appointments of the offering asked about. */
  readonly booked: readonly number[];
  /** Appointments still held although their time to pay is over. */
  readonly expiredHolds: readonly string[];
  /** Other calendars of the coach that nobody has looked at for a while. */
  readonly staleFeeds: readonly string[];
}

/** Further hours of a coach, as others speak of them. */
export interface NamedSchedule {
  readonly id: string;
  readonly name: string;
}

interface CalendarRow {
  coachId: string;
  slug: string;
  scheduleId: string | null;
  scheduleName: string;
  timeZone: string | null;
  weekly: Availability['weekly'];
  overrides: Availability['overrides'];
  starts: number[] | null;
  ends: number[] | null;
  booked: number[] | null;
  expiredHolds: string[] | null;
  staleFeeds: string[] | null;
}

/** An appointment and its buffers last a day each at most, so nothing that began earlier reaches into the range. */
const marginMs = 3 * dayMs;
/** Daily and weekly limits count whole weeks around the range. */
const marginWithLimitsMs = 10 * dayMs;

/** Whoever books by an older look at the coach's other calendars has them looked at afresh. */
export const staleAfterMs = 2 * minuteMs;

const epochMs = (instant: string) => `(extract(epoch FROM ${instant}) * 1000)::float8`;

/** What is asked of calendars; an appointment that is to be moved is looked away from. */
interface CalendarsAsked {
  readonly offeringId: string;
  readonly coachIds: readonly string[];
  readonly range: Interval;
  readonly limited: boolean;
  readonly without?: string | undefined;
}

/** The calendars of these coaches, in the order of their slugs, in one question to the database. */
export async function readCalendars(tx: Tx, asked: CalendarsAsked): Promise<Calendar[]> {
  const margin = asked.limited ? marginWithLimitsMs : marginMs;
  const rows = await tx.query<CalendarRow>(
    `SELECT k.id AS "coachId", k.slug, s.id AS "scheduleId", s.name AS "scheduleName",
       coalesce(s.time_zone, a.time_zone) AS "timeZone", coalesce(s.weekly, a.weekly) AS weekly,
       coalesce(s.overrides, a.overrides) AS overrides, t.starts, t.ends, t.booked,
       h.ids AS "expiredHolds", f.ids AS "staleFeeds"
     FROM coaches k
     LEFT JOIN availabilities a ON a.coach_id = k.id
     LEFT JOIN offering_coaches oc ON oc.coach_id = k.id AND oc.offering_id = $2
     LEFT JOIN schedules s ON s.id = oc.schedule_id
     CROSS JOIN LATERAL (
       SELECT array_agg(${epochMs('lower(b.blocked)')}) AS starts, array_agg(${epochMs('upper(b.blocked)')}) AS ends,
         array_agg(${epochMs('b.start_at')}) FILTER (WHERE b.offering_id = $2) AS booked
       FROM (
         SELECT blocked, start_at, offering_id FROM time_claims
         WHERE resource_kind = 'coach' AND resource_id = k.id AND live AND block_id IS NULL
           AND start_at > $3 AND start_at < $4 AND (appointment_id = $6) IS NOT TRUE
         UNION ALL
         SELECT tstzrange(start_at, end_at), start_at, NULL FROM blocked_times
         WHERE coach_id = k.id AND end_at > $3 AND start_at < $4
         UNION ALL
         SELECT tstzrange(start_at, end_at), start_at, NULL FROM feed_busy
         WHERE coach_id = k.id AND start_at > $3 AND start_at < $4
       ) b) t
     CROSS JOIN LATERAL (
       SELECT array_agg(p.id::text) AS ids FROM appointments p
       WHERE p.coach_id = k.id AND p.status = 'held' AND p.hold_expires_at <= $5) h
     CROSS JOIN LATERAL (
       SELECT array_agg(c.id::text) AS ids FROM feed_checks c
       WHERE c.coach_id = k.id AND (c.checked_at IS NULL OR c.checked_at < $7)) f
     WHERE k.id = ANY($1) ORDER BY k.slug COLLATE "C"`,
    [
      asked.coachIds,
      asked.offeringId,
      new Date(asked.range.start - margin),
      new Date(asked.range.end + margin),
      tx.now(),
      asked.without ?? null,
      new Date(tx.now().getTime() - staleAfterMs),
    ],
  );
  return rows.map(toCalendar);
}

function toCalendar(row: CalendarRow): Calendar {
  const { coachId, slug, scheduleId, scheduleName, timeZone, weekly, overrides, starts, ends } = row;
  return {
    coachId,
    slug,
    availability: timeZone === null ? null : { timeZone, weekly, overrides },
    schedule: scheduleId === null ? null : { id: scheduleId, name: scheduleName },
    busy: (starts ?? []).map((start, index) => ({ start, end: ends?.[index] ?? start })),
    booked: row.booked ?? [],
    expiredHolds: row.expiredHolds ?? [],
    staleFeeds: row.staleFeeds ?? [],
  };
}

const coachKey = `hashtextextended('calendar:' || current_setting('app.practice_id') || k.id, 0)`;

/** Waits until nobody else writes into these calendars, in one order for everybody, so that no two wait for each other. */
export async function lockCalendars(tx: Tx, coachIds: readonly string[]): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(${coachKey}) FROM unnest($1::text[]) AS k(id)`, [[...coachIds].sort()]);
}

/** Takes the first of these locks if it is free. */
export async function triesFirstLock(tx: Tx, coachIds: readonly string[]): Promise<boolean> {
  const row = await tx.one<{ got: boolean }>(
    `SELECT pg_try_advisory_xact_lock(${coachKey}) AS got FROM unnest($1::text[]) AS k(id)`,
    [[...coachIds].sort().slice(0, 1)],
  );
  return row?.got ?? true;
}
