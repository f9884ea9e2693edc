import type { AppointmentRow } from '#scheduling';

/** Whether an appointment stands as the practice entered it, and nobody else has done anything with it: the practice may take it back. */
export function isOwnBooking({
  bookedBy,
  status,
  moves,
}: Pick<AppointmentRow, 'bookedBy' | 'status' | 'moves'>): boolean {
  const open = status === 'confirmed' || status === 'held';
  return open && bookedBy === 'practice' && moves.every(({ by }) => by === 'practice');
}
