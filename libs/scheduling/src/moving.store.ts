import { newId, type Tx } from '#platform';
import type { AppointmentMove } from './appointment-move.entity.js';

/** A time with its buffers. */
export interface BlockedSpan {
  readonly start: Date;
  readonly end: Date;
  readonly blockedFrom: Date;
  readonly blockedTo: Date;
}

/** A time to move to, and by which of the coach's hours it is offered; null by the usual ones. */
export interface MoveTarget extends BlockedSpan {
  readonly scheduleId: string | null;
}

type Kept = Pick<
  AppointmentMove,
  'sequence' | 'fromStartAt' | 'fromEndAt' | 'fromScheduleId' | 'movedAt' | 'movedBy' | 'takesBack'
>;

/** How an appointment was moved last, or null. */
export function lastMove(tx: Tx, appointmentId: string): Promise<Kept | null> {
  return tx.one<Kept>(
    `SELECT sequence, from_start_at AS "fromStartAt", from_end_at AS "fromEndAt",
       from_schedule_id AS "fromScheduleId", moved_at AS "movedAt", moved_by AS "movedBy", takes_back AS "takesBack"
     FROM appointment_moves WHERE appointment_id = $1 ORDER BY sequence DESC LIMIT 1`,
    [appointmentId],
  );
}

/** Whether its client has ever moved it themself. */
export async function wasMovedByClient(tx: Tx, appointmentId: string): Promise<boolean> {
  const moved = await tx.one(
    `SELECT 1 FROM appointment_moves WHERE appointment_id = $1 AND moved_by = 'client' LIMIT 1`,
    [appointmentId],
  );
  return moved !== null;
}

/** Keeps a former time. Who moves an appointment over its link may add to its history, and not read it. */
export async function keepMove(tx: Tx, appointmentId: string, move: Kept): Promise<void> {
  const { sequence, fromStartAt, fromEndAt, fromScheduleId, movedAt, movedBy, takesBack } = move;
  await tx.query(
    `INSERT INTO appointment_moves (id, appointment_id, sequence, from_start_at, from_end_at, moved_at, moved_by, takes_back,
       from_schedule_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [newId(), appointmentId, sequence, fromStartAt, fromEndAt, movedAt, movedBy, takesBack, fromScheduleId],
  );
}

/** What an appointment keeps of its coach's time now. */
export async function claimedBy(tx: Tx, appointmentId: string): Promise<BlockedSpan | null> {
  return tx.one<BlockedSpan>(
    `SELECT start_at AS start, end_at AS "end", lower(blocked) AS "blockedFrom", upper(blocked) AS "blockedTo"
     FROM time_claims WHERE appointment_id = $1 AND live LIMIT 1`,
    [appointmentId],
  );
}

/** Moves an appointment's claims; false where somebody else has that time. The calendar must be locked. */
export async function moveClaims(tx: Tx, appointmentId: string, to: BlockedSpan): Promise<boolean> {
  const inTheWay = await tx.one(
    `SELECT 1 FROM time_claims mine JOIN time_claims other
       ON other.resource_kind = mine.resource_kind AND other.resource_id = mine.resource_id AND other.blocked && tstzrange($2, $3)
     WHERE mine.appointment_id = $1 AND mine.live AND other.live AND other.id <> mine.id LIMIT 1`,
    [appointmentId, to.blockedFrom, to.blockedTo],
  );
  if (inTheWay) return false;
  await tx.query(
    `UPDATE time_claims SET start_at = $2, end_at = $3, blocked = tstzrange($4, $5) WHERE appointment_id = $1 AND live`,
    [appointmentId, to.start, to.end, to.blockedFrom, to.blockedTo],
  );
  return true;
}
