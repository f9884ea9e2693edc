import type { ManagedAppointment } from '#contracts';
import type { AppointmentRow, Attendance } from '#scheduling';

/**
 * What the calendar file behind a manage link does: puts the entry in while the time is agreed, takes it out where that is
 * over for its reader. There is none where nothing was ever agreed, since no calendar has an entry then.
 */
export function entryMethod(
  { actions }: Pick<ManagedAppointment, 'actions'>,
  { status, history }: Pick<AppointmentRow, 'status' | 'history'>,
  attendance: Pick<Attendance, 'status'>,
): 'PUBLISH' | 'CANCEL' | null {
  if (actions.includes('calendar')) return 'PUBLISH';
  const isOver = status === 'cancelled' || attendance.status === 'withdrawn';
  return isOver && history.some(({ action }) => agreed.has(action)) ? 'CANCEL' : null;
}

const agreed: ReadonlySet<string> = new Set(['appointment.confirmed', 'appointment.re-seated']);
