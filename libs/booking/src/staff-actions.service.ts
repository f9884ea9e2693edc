import { Injectable } from '@nestjs/common';
import { PaymentService, RefundService } from '#billing';
import type { AppointmentReschedule } from '#contracts';
import { Database, type Here, type Tx } from '#platform';
import { AppointmentClosed, AppointmentService, bookingStandsFrom, mayUndo, type AppointmentRow } from '#scheduling';
import { isOwnBooking } from './own-booking.js';
import { AnsweringService } from './answering.service.js';
import { UndoTooLate } from './booking.errors.js';
import { appointmentCompleted, appointmentNoShow, appointmentUndone } from './booking.events.js';
import { CancellingService } from './cancelling.service.js';
import { MovesService } from './moves.service.js';
import { ReasonsService } from './reasons.service.js';
import type { Shown } from './shown.js';
import { startOf } from './staff-start.js';

/** What a practice does with an appointment; each answers the appointment as it is then. All throw AppointmentClosed, NotFound. */
@Injectable()
export class StaffActions {
  constructor(
    private readonly db: Database,
    private readonly appointments: AppointmentService,
    private readonly payments: PaymentService,
    private readonly refunds: RefundService,
    private readonly answering: AnsweringService,
    private readonly cancelling: CancellingService,
    private readonly moves: MovesService,
    private readonly reasons: ReasonsService,
  ) {}

  /** Yes to a request: what is to be paid is held until it is, what is free is agreed on. For two it is kept until it is due. */
  approve(here: Here, id: string): Promise<Shown> {
    return this.act(here, id, (tx) => this.answering.approve(tx, id));
  }

  /** No to a request, which for two is kept until it is due. The reason is for the record: sealed, for the practice alone. */
  decline(here: Here, id: string, reason?: string): Promise<Shown> {
    return this.act(here, id, (tx) => this.answering.decline(tx, id, reason));
  }

  /** A request for two is answered, not cancelled: that would be told at once. */
  cancel(here: Here, id: string, reason?: string): Promise<Shown> {
    return this.act(here, id, async (tx) => {
      if (await this.answering.isForTwo(tx, id)) throw new AppointmentClosed('pending_approval');
      await this.cancelling.cancelByStaff(tx, id);
      await this.reasons.keep(tx, id, 'ending', reason);
    });
  }

  /** Throws TooEarly before the start. */
  complete(here: Here, id: string): Promise<Shown> {
    return this.act(here, id, async (tx) => {
      await this.appointments.complete(tx, id);
      tx.emit(appointmentCompleted, { appointmentId: id });
    });
  }

  /** Throws TooEarly before the start. */
  noShow(here: Here, id: string): Promise<Shown> {
    return this.act(here, id, async (tx) => {
      await this.appointments.noShow(tx, id);
      tx.emit(appointmentNoShow, { appointmentId: id });
    });
  }

  /**
   * The same appointment at another time; the time it has changes nothing. An override lifts hours and notice, never an
   * overlap. A request is answered, not moved. Throws TimeUnclear, SlotTaken, SlotNotOffered.
   */
  reschedule(here: Here, id: string, request: AppointmentReschedule): Promise<Shown> {
    const start = startOf(request.start);
    const move = () => this.moveOnce(here, id, request, start);
    return this.moves.makingRoom(here, move);
  }

  private moveOnce(here: Here, id: string, { override: lifted }: AppointmentReschedule, start: Date): Promise<Shown> {
    const override = lifted !== undefined;
    // Whoever works here reads other times on the coach's wall, as all times of the calendar.
    const wanted = ({ coach: { timeZone } }: AppointmentRow) => ({
      start,
      timeZone,
      by: 'practice' as const,
      override,
    });
    return this.act(here, id, async (tx) => {
      const before = await this.appointments.get(tx, id);
      if (before.status === 'confirmed') await this.moves.inTurn(tx, before, wanted(before));
      await this.appointments.lockCalendar(tx, id);
      await this.appointments.locked(tx, id);
      const row = await this.appointments.get(tx, id);
      if (row.status !== 'confirmed') throw new AppointmentClosed(row.status);
      if (row.startAt.getTime() === start.getTime()) return;
      await this.moves.to(tx, row, wanted(row));
      if (override) tx.audit('appointment.rules-lifted', id);
      await this.reasons.keep(tx, id, 'override', lifted?.reason);
    });
  }

  /**
   * Takes back a move, a completion, a no-show, the cancellation of what was agreed on, or a booking made here, within three
   * minutes; and an answer that is kept, until it is due. Throws UndoTooLate, NeverAgreed, SlotTaken.
   */
  undo(here: Here, id: string): Promise<Shown> {
    return this.act(here, id, async (tx) => {
      await this.appointments.lockCalendar(tx, id);
      await this.appointments.locked(tx, id); // what ends it in this very moment has ended it then
      const row = await this.appointments.get(tx, id);
      const { closedAt, status } = row;
      if (status === 'pending_approval') return this.answering.takeBack(tx, id);
      const mayTakeBack = status === 'confirmed' ? await this.moves.mayTakeBack(tx, id) : null;
      if (mayTakeBack) return this.moves.back(tx, id);
      if (mayTakeBack === false) throw new UndoTooLate();
      const payment = await this.payments.lockFor(tx, id);
      if (isOwnBooking(row) && !payment?.cameIn) {
        if (tx.now() >= bookingStandsFrom(row.bookedBy, row.createdAt)) throw new UndoTooLate();
        return this.cancelling.takeBack(tx, id);
      }
      const undoable = status === 'completed' || status === 'no_show' || status === 'cancelled';
      if (undoable && !mayUndo(closedAt, tx.now())) throw new UndoTooLate();
      await this.appointments.undo(tx, id);
      if (status === 'cancelled' && payment && !(await this.refunds.takeBack(tx, payment.id))) throw new UndoTooLate();
      tx.emit(appointmentUndone, { appointmentId: id });
    });
  }

  private act(here: Here, id: string, step: (tx: Tx) => Promise<void>): Promise<Shown> {
    return this.db.inPractice(here, async (tx) => {
      await step(tx);
      await tx.flush(); // the answer's history tells what was just done
      return { appointment: await this.appointments.get(tx, id), payment: await this.payments.findFor(tx, id) };
    });
  }
}
