import type { Tx } from '#platform';
import { standsFrom } from '#scheduling';
import type { TemplateName } from './domain/templates.js';

/** An appointment and who comes to it, as its messages need it at the moment they are planned. */
export interface AppointmentNow {
  id: string;
  status: string;
  sequence: number;
  startAt: Date;
  endAt: Date;
  cancelledBy: 'client' | 'practice' | null;
  closedAt: Date | null;
  /** When staff last said anew where it takes place. */
  relocatedAt: Date | null;
  /** When staff moved it to its present time, which they may take back for a while. */
  movedByStaffAt: Date | null;
  /** When staff entered it, which they may take back for a while. */
  bookedByStaffAt: Date | null;
  /** They took it back, or cancelled it, before anybody was told. */
  takenBack: boolean;
  /** Made together with others, of which one mail tells. */
  seriesId: string | null;
  /** Somebody asked for it and was told to wait for an answer. */
  wasRequested: boolean;
  coachMemberId: string;
  attendees: { clientId: string }[];
}

/** Null where there is none of this id. Read afresh, since a job may come late or twice. */
export function appointmentNow(tx: Tx, appointmentId: string): Promise<AppointmentNow | null> {
  return tx.one<AppointmentNow>(
    `SELECT a.id, a.status, a.sequence, a.start_at AS "startAt", a.end_at AS "endAt", a.cancelled_by AS "cancelledBy", a.closed_at AS "closedAt",
            a.relocated_at AS "relocatedAt",
            k.member_id AS "coachMemberId",
            (SELECT v.moved_at FROM appointment_moves v WHERE v.appointment_id = a.id AND v.sequence = a.sequence - 1
             AND v.moved_by = 'practice' AND NOT v.takes_back) AS "movedByStaffAt",
            CASE WHEN a.booked_by = 'practice' THEN a.created_at END AS "bookedByStaffAt", a.taken_back AS "takenBack",
            a.series_id AS "seriesId",
            EXISTS (SELECT 1 FROM audit_entries e WHERE e.subject_id = a.id AND e.action = 'appointment.requested') AS "wasRequested",
            coalesce((SELECT json_agg(json_build_object('clientId', t.client_id) ORDER BY t.id) FROM attendances t
                      WHERE t.appointment_id = a.id AND t.status = 'accepted'), '[]') AS attendees
     FROM appointments a JOIN coaches k ON k.practice_id = a.practice_id AND k.id = a.coach_id WHERE a.id = $1`,
    [appointmentId],
  );
}

/** What the practice enters, cancels or moves may be taken back for a while: nobody is told before it stands. */
export function toldWhenItStands(
  template: TemplateName,
  { cancelledBy, closedAt, movedByStaffAt, bookedByStaffAt }: AppointmentNow,
): { dueAt?: Date } {
  const aboutClosing = template === 'cancellation' || template === 'coach-cancelled';
  const doneAt = aboutClosing ? cancelledBy === 'practice' && closedAt : later(movedByStaffAt, bookedByStaffAt);
  return doneAt ? { dueAt: standsFrom(doneAt) } : {};
}

/** The later of two instants, as far as there are any. */
export function later(one: Date | null, other: Date | null): Date | null {
  return one && other ? new Date(Math.max(one.getTime(), other.getTime())) : (one ?? other);
}
