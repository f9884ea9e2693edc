import { idShape, instantShape, keyOfCursor, pageOf, type Page, type PageAsked, type Tx } from '#platform';
import type { AttendanceStatus } from './attendance.entity.js';
import type { KeptAnswer } from './domain/answer-due.js';
import type { AppointmentStatus } from './domain/appointment-state.js';
import type { LeftAt } from './domain/as-left.js';
import type { CancellationPolicy } from './domain/cancellation-policy.js';
import type { Format } from './domain/location.js';
import type { OfferingRow } from './offering.store.js';

/** One person's part in an appointment. */
export interface AttendanceRow {
  readonly id: string;
  readonly clientId: string;
  readonly name: string;
  readonly timeZone: string;
  readonly status: AttendanceStatus;
  /** What the appointment was when they gave up their place; null for whoever did not. */
  readonly left: LeftAt | null;
}

/** One thing that happened to an appointment, from the audit. */
export interface HistoryRow {
  readonly at: string;
  readonly action: string;
  readonly actorKind: 'member' | 'client' | 'visitor' | 'api-key' | 'operator' | 'system';
  readonly actorId: string | null;
}

/** A former time of an appointment, and how it was moved from there. */
export interface MoveRow {
  readonly from: string;
  readonly movedAt: string;
  readonly by: 'client' | 'practice';
  readonly takesBack: boolean;
}

/** Whom an appointment is with. */
export interface AppointmentCoach {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly timeZone: string;
  /** Of their video calls, where nothing else is said. */
  readonly joinLink: string | null;
}

/** The series an appointment is made in, and its place there. */
export interface SeriesPlace {
  readonly id: string;
  readonly place: number;
}

/** An appointment with everything around it that a page or a list shows. */
export interface AppointmentRow {
  readonly id: string;
  readonly status: AppointmentStatus;
  readonly caseId: string;
  readonly startAt: Date;
  readonly endAt: Date;
  readonly timeZone: string;
  readonly sequence: number;
  readonly heldAt: Date | null;
  readonly holdExpiresAt: Date | null;
  readonly answerDueAt: Date | null;
  readonly answer: KeptAnswer | null;
  readonly source: string | null;
  /** How people meet, as it was booked. */
  readonly format: Format | null;
  /** Where, if not where the offering says. */
  readonly location: string | null;
  /** Where the coach is in the hours by which its time was claimed. */
  readonly placeOfHours: string | null;
  readonly bookedBy: 'client' | 'practice';
  /** The series it was made in: its place there, counted from one, of so many. */
  readonly series: (SeriesPlace & { readonly times: number }) | null;
  readonly policy: CancellationPolicy;
  readonly cancelledBy: 'client' | 'practice' | null;
  readonly createdAt: Date;
  readonly closedAt: Date | null;
  readonly revision: number;
  readonly coach: AppointmentCoach;
  readonly offering: Pick<OfferingRow, 'id' | 'slug' | 'name' | 'kind' | 'format' | 'location'> &
    Pick<OfferingRow, 'payment' | 'priceMinor' | 'depositMinor' | 'currency' | 'intakeFormId'>;
  readonly attendances: readonly AttendanceRow[];
  readonly history: readonly HistoryRow[];
  /** Its former times, the first first; none to whoever may not read them. */
  readonly moves: readonly MoveRow[];
}

/** Appointments in plain columns; `where` speaks of `a` and ends with the order. */
export function selectAppointments(tx: Tx, where: string, parameters: readonly unknown[]): Promise<AppointmentRow[]> {
  return tx.query<AppointmentRow>(
    `SELECT a.id, a.status, a.case_id AS "caseId", a.start_at AS "startAt", a.end_at AS "endAt", a.time_zone AS "timeZone",
       a.sequence, a.held_at AS "heldAt", a.hold_expires_at AS "holdExpiresAt", a.answer_due_at AS "answerDueAt", a.answer, a.source,
       a.format, a.location, a.booked_by AS "bookedBy",
       (SELECT json_build_object('id', s.id, 'place', a.series_place, 'times', s.times)
        FROM series s WHERE s.id = a.series_id) AS series,
       a.policy, a.cancelled_by AS "cancelledBy", a.created_at AS "createdAt",
       a.closed_at AS "closedAt", a.revision,
       CASE WHEN s.place_name IS NOT NULL THEN s.place_name || ', ' || s.place_address END AS "placeOfHours",
       json_build_object('id', c.id, 'slug', c.slug, 'name', c.name, 'timeZone', c.time_zone, 'joinLink', c.join_link) AS coach,
       json_build_object('id', o.id, 'slug', o.slug, 'name', o.name, 'kind', o.kind, 'format', o.format, 'location', o.location,
         'payment', o.payment, 'priceMinor', o.price_minor, 'depositMinor', o.deposit_minor, 'currency', o.currency,
         'intakeFormId', o.intake_form_id) AS offering,
       (SELECT coalesce(json_agg(json_build_object('id', t.id, 'clientId', t.client_id, 'name', t.name,
                 'timeZone', t.time_zone, 'status', t.status, 'left', t.outcome->'left') ORDER BY t.id), '[]')
        FROM attendances t WHERE t.appointment_id = a.id) AS attendances,
       (SELECT coalesce(json_agg(json_build_object('at', e.at, 'action', e.action, 'actorKind', e.actor_kind,
                 'actorId', e.actor_id) ORDER BY e.id), '[]')
        FROM audit_entries e WHERE e.subject_id = a.id OR (e.action = 'attendance.withdrawn'
          AND e.subject_id IN (SELECT t.id FROM attendances t WHERE t.appointment_id = a.id))) AS history,
       (SELECT coalesce(json_agg(json_build_object('from', m.from_start_at, 'movedAt', m.moved_at, 'by', m.moved_by,
                 'takesBack', m.takes_back) ORDER BY m.sequence), '[]')
        FROM appointment_moves m WHERE m.appointment_id = a.id) AS moves
     FROM appointments a JOIN coaches c ON c.id = a.coach_id JOIN offerings o ON o.id = a.offering_id
       LEFT JOIN schedules s ON s.id = a.schedule_id ${where}`,
    parameters,
  );
}

/** Which appointments are asked for: those that start in [from, to). */
export interface AppointmentFilters {
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly status?: AppointmentStatus | undefined;
  readonly coach?: string | undefined;
  readonly client?: string | undefined;
  readonly case?: string | undefined;
  readonly series?: string | undefined;
  /** Leaves out what was taken back before anybody was told. */
  readonly everTold?: boolean;
  /** The latest start first; otherwise the earliest. */
  readonly newestFirst?: boolean;
}

/** A page of appointments in the order of their start. */
export async function listAppointments(
  tx: Tx,
  filters: AppointmentFilters,
  page: PageAsked,
): Promise<Page<AppointmentRow>> {
  const after = keyOfCursor(page.cursor, instantShape, idShape);
  const [beyond, order] = filters.newestFirst ? ['<', 'DESC'] : ['>', 'ASC'];
  const rows = await selectAppointments(
    tx,
    `WHERE ($1::timestamptz IS NULL OR (a.start_at, a.id) ${beyond} ($1, $2::uuid))
       AND ($3::timestamptz IS NULL OR a.start_at >= $3) AND ($4::timestamptz IS NULL OR a.start_at < $4)
       AND ($5::text IS NULL OR a.status = $5) AND ($6::uuid IS NULL OR a.coach_id = $6)
       AND ($7::uuid IS NULL OR EXISTS (SELECT 1 FROM attendances t WHERE t.appointment_id = a.id AND t.client_id = $7))
       AND ($8::uuid IS NULL OR a.case_id = $8) AND ($9::uuid IS NULL OR a.series_id = $9)
       AND NOT ($10 AND a.taken_back)
     ORDER BY a.start_at ${order}, a.id ${order} LIMIT $11`,
    [
      after?.[0] ?? null,
      after?.[1] ?? null,
      filters.from ?? null,
      filters.to ?? null,
      filters.status ?? null,
      filters.coach ?? null,
      filters.client ?? null,
      filters.case ?? null,
      filters.series ?? null,
      filters.everTold ?? false,
      page.limit + 1,
    ],
  );
  return pageOf(rows, page.limit, (row) => [row.startAt.toISOString(), row.id]);
}

/** What a new appointment is made of, with the ids of its three rows. */
export interface NewAppointment {
  readonly id: string;
  readonly attendanceId: string;
  readonly claimId: string;
  readonly caseId: string;
  readonly offeringId: string;
  readonly coachId: string;
  readonly clientId: string;
  readonly name: string;
  readonly timeZone: string;
  readonly start: Date;
  readonly end: Date;
  readonly blockedFrom: Date;
  readonly blockedTo: Date;
  readonly scheduleId: string | null;
  readonly status: 'held' | 'pending_approval' | 'confirmed';
  readonly heldAt: Date | null;
  readonly holdExpiresAt: Date | null;
  readonly answerDueAt: Date | null;
  readonly source: string | null;
  readonly format: Format | null;
  readonly bookedBy: 'client' | 'practice';
  readonly series: SeriesPlace | null;
  readonly policy: CancellationPolicy;
}

/** Writes appointment, attendance and claim in one statement; false where somebody else claims the time. */
export async function insertAppointment(tx: Tx, one: NewAppointment): Promise<boolean> {
  const claimed = await tx.query(
    `WITH appointment AS (
       INSERT INTO appointments (id, case_id, offering_id, coach_id, start_at, end_at, time_zone, status, held_at,
         hold_expires_at, answer_due_at, source, policy, created_at, schedule_id, format, booked_by, series_id, series_place)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $21, $22, $23, $24, $25)),
     attendance AS (
       INSERT INTO attendances (id, appointment_id, client_id, name, time_zone, status)
       VALUES ($15, $1, $16, $17, $7, 'accepted'))
     INSERT INTO time_claims (id, resource_kind, resource_id, appointment_id, offering_id, start_at, end_at, blocked, live)
     VALUES ($18, 'coach', $4, $1, $3, $5, $6, tstzrange($19, $20), true)
     ON CONFLICT DO NOTHING RETURNING id`,
    [
      one.id,
      one.caseId,
      one.offeringId,
      one.coachId,
      one.start,
      one.end,
      one.timeZone,
      one.status,
      one.heldAt,
      one.holdExpiresAt,
      one.answerDueAt,
      one.source,
      JSON.stringify(one.policy),
      tx.now(),
      one.attendanceId,
      one.clientId,
      one.name,
      one.claimId,
      one.blockedFrom,
      one.blockedTo,
      one.scheduleId,
      one.format,
      one.bookedBy,
      one.series?.id ?? null,
      one.series?.place ?? null,
    ],
  );
  return claimed.length > 0;
}
