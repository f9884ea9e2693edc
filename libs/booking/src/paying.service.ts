import { Injectable } from '@nestjs/common';
import { NothingToPay } from '#billing';
import type { CheckoutAnswer, HoldAnswer, ManagedAppointment } from '#contracts';
import { Database, instant, type Here } from '#platform';
import { AppointmentClosed, AppointmentService } from '#scheduling';
import { EnteringService } from './entering.service.js';
import { ManagedView } from './managed-view.service.js';
import { PayPage } from './pay-page.service.js';
import { PaymentEvents } from './payment-events.service.js';

/** What the owner of a manage link reads and does until it is paid. */
@Injectable()
export class PayingService {
  constructor(
    private readonly db: Database,
    private readonly views: ManagedView,
    private readonly appointments: AppointmentService,
    private readonly entering: EnteringService,
    private readonly page: PayPage,
    private readonly events: PaymentEvents,
  ) {}

  /** The appointment as it is now, in every status. Throws NotFound. */
  view(here: Here, token: string): Promise<ManagedAppointment> {
    return this.db.inPractice(here, async (tx) => this.views.of(tx, await this.views.find(tx, token)));
  }

  /** The page to pay on while the time is held. Throws AppointmentClosed, NothingToPay, PaymentsUnavailable. */
  async checkout(here: Here, token: string): Promise<CheckoutAnswer> {
    const { appointment, payment } = await this.db.inPractice(here, async (tx) => {
      const managed = await this.views.findToAct(tx, token);
      const { status, holdExpiresAt } = managed.appointment;
      if (status !== 'held' || !holdExpiresAt || holdExpiresAt <= tx.now()) throw new AppointmentClosed(status);
      return managed;
    });
    try {
      return { checkoutUrl: await this.page.open(here, appointment.id, token) };
    } catch (error) {
      // Paid, and its notice is not here yet: then it is asked for, so that the next look at the page is true.
      if (error instanceof NothingToPay && payment) await this.events.reconcile(here.practiceId, payment.id);
      throw error;
    }
  }

  /** More time to pay, half an hour in all at most. Throws AppointmentClosed. */
  extendHold(here: Here, token: string): Promise<HoldAnswer> {
    return this.db.inPractice(here, async (tx) => {
      const { attendance, appointment } = await this.views.findToAct(tx, token);
      const { id } = appointment;
      // What became of it since they left is not told by a refusal either.
      if (attendance.status === 'withdrawn') throw new AppointmentClosed(appointment.status);
      this.entering.releaseAt(tx, id, await this.appointments.extendHold(tx, id));
      const managed = await this.views.find(tx, token);
      const { holdExpiresAt, status } = managed.appointment;
      if (!holdExpiresAt) throw new AppointmentClosed(status);
      return { holdExpiresAt: instant(holdExpiresAt), ...(await this.views.of(tx, managed)) };
    });
  }
}
