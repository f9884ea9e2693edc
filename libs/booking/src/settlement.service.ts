import { Injectable } from '@nestjs/common';
import { PaymentService, RefundService, type Payment, type ProviderPayment, type RefundReason } from '#billing';
import type { Tx } from '#platform';
import { AppointmentService } from '#scheduling';
import { AgreementService } from './agreement.service.js';
import { paidLate } from './booking.events.js';

/** The one place where money moves an appointment: what the provider says now, applied to both in one transaction. */
@Injectable()
export class SettlementService {
  constructor(
    private readonly appointments: AppointmentService,
    private readonly payments: PaymentService,
    private readonly refunds: RefundService,
    private readonly agreement: AgreementService,
  ) {}

  /**
   * Money that came while the time was held confirms it. Money that came later seats the client again if the time is
   * still free, and is given back otherwise. Safe to repeat. An unknown payment is left alone. `seenRevision`: as for
   * PaymentService.apply.
   */
  async settle(tx: Tx, paymentId: string, provider: ProviderPayment, seenRevision?: number): Promise<void> {
    const known = await this.payments.find(tx, paymentId);
    if (!known) return;
    const appointmentId = known.causeId;
    // Seating again needs the calendar, and whoever books takes the calendar before the row: so does this.
    await this.appointments.lockCalendar(tx, appointmentId);
    const { status } = await this.appointments.locked(tx, appointmentId);
    const locked = await this.payments.lock(tx, paymentId);
    const { payment, becamePaid } = await this.payments.apply(tx, locked, provider, seenRevision);
    if (!becamePaid || payment.keptMinor === 0) return;

    if (status === 'held') await this.agreement.confirm(tx, appointmentId);
    else if (status === 'expired') await this.seatAgain(tx, payment);
    else if (status === 'cancelled') await this.giveBack(tx, payment, 'cancelled');
    else if (status === 'declined') await this.giveBack(tx, payment, 'declined');
  }

  private async seatAgain(tx: Tx, payment: Payment): Promise<void> {
    const appointmentId = payment.causeId;
    if (!(await this.appointments.reSeat(tx, appointmentId))) return this.giveBack(tx, payment, 'paid_late');
    await this.agreement.state(tx, appointmentId);
    tx.emit(paidLate, { appointmentId, outcome: 're_seated' });
  }

  private async giveBack(tx: Tx, payment: Payment, reason: RefundReason): Promise<void> {
    await this.refunds.owe(tx, payment, payment.keptMinor, reason);
    tx.emit(paidLate, { appointmentId: payment.causeId, outcome: 'refunded' });
  }
}
