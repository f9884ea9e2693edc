import type { Tx } from '#platform';

/** An appointment and who comes to it, as its messages need it at the moment they are planned. */
export interface AppointmentNow {
  id: string;
  status: string;
  sequence: number;
  startAt: Date;
  cancelledBy: 'client' | 'practice' | null;
  closedAt: Date | null;
  /** Somebody asked for it and was told to wait for an answer. */
  wasRequested: boolean;
  coachMemberId: string;
  attendees: { clientId: string }[];
}

/** Null where there is none of this id. */
export function appointmentNow(tx: Tx, appointmentId: string): Promise<AppointmentNow | null> {
  return tx.one<AppointmentNow>(
    `SELECT a.id, a.status, a.sequence, a.start_at AS "startAt", a.cancelled_by AS "cancelledBy", a.closed_at AS "closedAt",
            k.member_id AS "coachMemberId",
            EXISTS (SELECT 1 FROM audit_entries e WHERE e.subject_id = a.id AND e.action = 'appointment.requested') AS "wasRequested",
            coalesce((SELECT json_agg(json_build_object('clientId', t.client_id) ORDER BY t.id) FROM attendances t
                      WHERE t.appointment_id = a.id AND t.status = 'accepted'), '[]') AS attendees
     FROM appointments a JOIN coaches k ON k.practice_id = a.practice_id AND k.id = a.coach_id WHERE a.id = $1`,
    [appointmentId],
  );
}
