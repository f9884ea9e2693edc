export const appointmentStatuses = [
  'held',
  'pending_approval',
  'confirmed',
  'completed',
  'no_show',
  'expired',
  'declined',
  'cancelled',
] as const;
export type AppointmentStatus = (typeof appointmentStatuses)[number];

/** Every move there is. Back to confirmed lead: an undo of completed, no_show or cancelled, and a payment that came after the hold's end. */
const moves: Readonly<Record<AppointmentStatus, readonly AppointmentStatus[]>> = {
  held: ['confirmed', 'expired', 'cancelled'],
  pending_approval: ['confirmed', 'held', 'declined', 'expired', 'cancelled'],
  confirmed: ['completed', 'no_show', 'cancelled'],
  completed: ['confirmed'],
  no_show: ['confirmed'],
  expired: ['confirmed'],
  declined: [],
  cancelled: ['confirmed'],
};

/** Whether an appointment may go from one status to another; staying is not a move. */
export function allowed(from: AppointmentStatus, to: AppointmentStatus): boolean {
  return moves[from].includes(to);
}

/** Whether an appointment in this status claims its time. A completed one does, or an undo would collide. */
export function isLive(status: AppointmentStatus): boolean {
  return status !== 'expired' && status !== 'declined' && status !== 'cancelled';
}
