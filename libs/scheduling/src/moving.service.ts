import { Injectable } from '@nestjs/common';
import { codeOf, type Tx } from '#platform';
import { Appointment } from './appointment.entity.js';
import { AppointmentService } from './appointment.service.js';
import { AttendanceService } from './attendance.service.js';
import { mayUndo, standsFrom } from './domain/undo-window.js';
import { claimedBy, keepMove, lastMove, moveClaims, type BlockedSpan, type MoveTarget } from './moving.store.js';
import { AppointmentClosed, SlotTaken } from './scheduling.errors.js';
import { freedTime, timeFreed } from './scheduling.events.js';

/** Moves an appointment: the same one at another time, with its claim, and its old time kept in its history. */
@Injectable()
export class MovingService {
  constructor(
    private readonly appointments: AppointmentService,
    private readonly attendances: AttendanceService,
  ) {}

  /** To a time that is the caller's, in a locked calendar. Throws AppointmentClosed, SlotTaken. */
  async move(tx: Tx, id: string, to: MoveTarget, by: 'client' | 'practice'): Promise<Appointment> {
    const moved = await this.to(tx, id, to, { movedBy: by, takesBack: false });
    tx.audit('appointment.rescheduled', id);
    return moved;
  }

  /** Whether staff may take the last move back now; null where they did not move it last. */
  async mayTakeBack(tx: Tx, id: string): Promise<boolean | null> {
    const last = await lastMove(tx, id);
    return last?.movedBy === 'practice' && !last.takesBack ? mayUndo(last.movedAt, tx.now()) : null;
  }

  /** Back to where it stood before, in a locked calendar. Throws AppointmentClosed; SlotTaken where that is somebody else's by now. */
  async takeBack(tx: Tx, id: string): Promise<Appointment> {
    const [last, now] = [await lastMove(tx, id), await claimedBy(tx, id)];
    if (!last || !now) throw new AppointmentClosed((await this.appointments.get(tx, id)).status);
    const { fromStartAt: start, fromEndAt: end, fromScheduleId: scheduleId } = last;
    const blockedFrom = new Date(start.getTime() - (now.start.getTime() - now.blockedFrom.getTime()));
    const blockedTo = new Date(end.getTime() + (now.blockedTo.getTime() - now.end.getTime()));
    const back = await this.to(
      tx,
      id,
      { start, end, blockedFrom, blockedTo, scheduleId },
      { movedBy: 'practice', takesBack: true },
    );
    tx.audit('appointment.undone', id);
    return back;
  }

  private async to(
    tx: Tx,
    id: string,
    to: MoveTarget,
    how: { readonly movedBy: 'client' | 'practice'; readonly takesBack: boolean },
  ): Promise<Appointment> {
    const one = await this.appointments.locked(tx, id);
    const { sequence, coachId, startAt: fromStartAt, endAt: fromEndAt, scheduleId: fromScheduleId } = one;
    const left = await claimedBy(tx, id);
    one.reschedule(to);
    if (!(await claims(tx, id, to))) throw new SlotTaken();
    await keepMove(tx, id, { sequence, fromStartAt, fromEndAt, fromScheduleId, movedAt: tx.now(), ...how });
    one.revision += 1;
    const { startAt, endAt, answerDueAt, revision } = one;
    await tx
      .repository(Appointment)
      .update(
        { practiceId: tx.practiceId, id },
        { startAt, endAt, answerDueAt, revision, sequence: one.sequence, scheduleId: to.scheduleId },
      );
    await this.attendances.prolongManageLinks(tx, id, endAt);
    // Staff may take their move back for a while: until then nobody else is offered the time it left.
    const offerableAt = how.movedBy === 'practice' && !how.takesBack ? standsFrom(tx.now()) : tx.now();
    if (left) tx.emit(timeFreed, freedTime(coachId, left.blockedFrom, left.blockedTo, offerableAt));
    return one;
  }
}

/** The database has the last word: whoever wrote past the lock of the calendar was faster. */
async function claims(tx: Tx, id: string, to: BlockedSpan): Promise<boolean> {
  try {
    return await moveClaims(tx, id, to);
  } catch (error) {
    if (codeOf(error) === '23P01') return false;
    throw error;
  }
}
