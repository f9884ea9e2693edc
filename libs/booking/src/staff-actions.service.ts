import { Injectable } from '@nestjs/common';
import { PaymentService, RefundService } from '#billing';
import { Database, type Here, type Tx } from '#platform';
import { AppointmentService, mayUndo } from '#scheduling';
import { AgreementService } from './agreement.service.js';
import { UndoTooLate } from './booking.errors.js';
import { appointmentCompleted, appointmentDeclined, appointmentNoShow, appointmentUndone } from './booking.events.js';
import { CancellingService } from './cancelling.service.js';
import { EnteringService } from './entering.service.js';
import { ReasonsService } from './reasons.service.js';
import type { Shown } from './shown.js';

/** What a practice does with an appointment; each answers the appointment as it is then. All throw AppointmentClosed, NotFound. */
@Injectable()
export class StaffActions {
  constructor(
    private readonly db: Database,
    private readonly appointments: AppointmentService,
    private readonly payments: PaymentService,
    private readonly refunds: RefundService,
    private readonly entering: EnteringService,
    private readonly agreement: AgreementService,
    private readonly cancelling: CancellingService,
    private readonly reasons: ReasonsService,
  ) {}

  /** Yes to a request: what is to be paid is held until it is, what is free is agreed on. */
  approve(here: Here, id: string): Promise<Shown> {
    return this.act(here, id, async (tx) => {
      await this.appointments.locked(tx, id);
      const payment = await this.payments.lockFor(tx, id);
      if (payment && !payment.cameIn) await this.entering.hold(tx, id);
      else await this.agreement.confirm(tx, id);
    });
  }

  /** The reason is for the record: sealed, for the practice alone. */
  decline(here: Here, id: string, reason?: string): Promise<Shown> {
    return this.act(here, id, async (tx) => {
      await this.appointments.decline(tx, id);
      await this.reasons.keep(tx, id, 'ending', reason);
      const payment = await this.payments.lockFor(tx, id);
      if (payment) await this.payments.expire(tx, payment);
      tx.emit(appointmentDeclined, { appointmentId: id });
    });
  }

  cancel(here: Here, id: string, reason?: string): Promise<Shown> {
    return this.act(here, id, async (tx) => {
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

  /** Takes back a completion, a no-show, or the cancellation of what was agreed on, within three minutes. Throws UndoTooLate, NeverAgreed, SlotTaken. */
  undo(here: Here, id: string): Promise<Shown> {
    return this.act(here, id, async (tx) => {
      const { closedAt, status } = await this.appointments.get(tx, id);
      const undoable = status === 'completed' || status === 'no_show' || status === 'cancelled';
      if (undoable && !mayUndo(closedAt, tx.now())) throw new UndoTooLate();
      await this.appointments.undo(tx, id);
      const payment = await this.payments.lockFor(tx, id);
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
