import { Injectable } from '@nestjs/common';
import {
  CheckoutService,
  PaymentService,
  PaymentsUnavailable,
  ProviderRefused,
  type Payment,
  type ProviderPayment,
} from '#billing';
import { Clock, Database, system, type Here, type Tx } from '#platform';
import { AppointmentService, CalendarSyncService, SlotTaken } from '#scheduling';
import { appointmentExpired } from './booking.events.js';
import { SettlementService } from './settlement.service.js';

/** Times that are let go because nobody paid or nobody answered. */
@Injectable()
export class HoldsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly appointments: AppointmentService,
    private readonly payments: PaymentService,
    private readonly checkout: CheckoutService,
    private readonly settlement: SettlementService,
    private readonly calendars: CalendarSyncService,
  ) {}

  /**
   * The job: lets go of a hold whose time is over. First its page to pay on is closed, so that nobody pays for a time
   * that is gone; if it was paid meanwhile, the appointment is confirmed instead.
   */
  async release(practiceId: string, appointmentId: string): Promise<void> {
    const here = { practiceId, actor: system };
    const seen = await this.db.inPractice({ ...here, readOnly: true }, async (tx) => ({
      hold: await this.appointments.get(tx, appointmentId),
      payment: await this.payments.findFor(tx, appointmentId),
    }));
    if (seen.hold.status !== 'held' || !this.isOver(seen.hold.holdExpiresAt)) return;
    const provider = seen.payment ? await this.closed(seen.payment) : null;
    await this.db.inPractice(here, async (tx) => {
      if (seen.payment && provider) await this.settlement.settle(tx, seen.payment.id, provider);
      const hold = await this.appointments.locked(tx, appointmentId);
      if (hold.status === 'held' && this.isOver(hold.holdExpiresAt)) await this.letGo(tx, appointmentId);
    });
  }

  /** Lets go of every hold of these coaches whose time is over; true if there were any. */
  async releaseOverdue(here: Here, coachIds: readonly string[]): Promise<boolean> {
    const overdue = await this.db.inPractice({ ...here, readOnly: true }, (tx) =>
      this.appointments.releasableHolds(tx, coachIds),
    );
    for (const appointmentId of overdue) await this.release(here.practiceId, appointmentId);
    return overdue.length > 0;
  }

  /**
   * Does what claims a time of these coaches, by calendars that were looked at lately. One that is taken only by a hold that is over and whose page has to be closed
   * first is let go, and then it is tried once more.
   */
  async makingRoom<Done>(here: Here, coachIds: () => Promise<string[]>, claim: () => Promise<Done>): Promise<Done> {
    const act = () => this.calendars.whenFresh(here, claim);
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof SlotTaken && error.mayBecomeFree)) throw error;
      if (!(await this.triesToRelease(here, await coachIds()))) throw error;
      return act();
    }
  }

  /** As part of somebody's booking: lets go of those overdue holds that have no page anybody could pay on. */
  readonly releaseUnpayable = async (tx: Tx, appointmentIds: readonly string[]): Promise<void> => {
    for (const appointmentId of appointmentIds) {
      const hold = await this.appointments.locked(tx, appointmentId);
      const payment = await this.payments.lockFor(tx, appointmentId);
      if (hold.status === 'held' && !payment?.checkoutSessionId) await this.letGo(tx, appointmentId);
    }
  };

  /** The job: ends a request that nobody answered in time. */
  async expireRequest(practiceId: string, appointmentId: string): Promise<void> {
    await this.db.inPractice({ practiceId, actor: system }, async (tx) => {
      const request = await this.appointments.locked(tx, appointmentId);
      if (request.status === 'pending_approval' && this.isOver(request.answerDueAt))
        await this.letGo(tx, appointmentId);
    });
  }

  /** False where nothing was let go, or the provider cannot be reached to close a page. */
  private async triesToRelease(here: Here, coachIds: readonly string[]): Promise<boolean> {
    try {
      return await this.releaseOverdue(here, coachIds);
    } catch (error) {
      if (error instanceof PaymentsUnavailable) return false;
      throw error;
    }
  }

  private async letGo(tx: Tx, appointmentId: string): Promise<void> {
    await this.appointments.expire(tx, appointmentId);
    const payment = await this.payments.lockFor(tx, appointmentId);
    if (payment) await this.payments.expire(tx, payment);
    tx.emit(appointmentExpired, { appointmentId });
  }

  /**
   * A page whose time is over by itself cannot be paid any more, so the provider need not be reached for it, nor know
   * it. Before that, "no" is as good as no answer: the hold stays.
   */
  private async closed(payment: Payment): Promise<ProviderPayment | null> {
    try {
      return await this.checkout.close(payment);
    } catch (error) {
      if (!(error instanceof PaymentsUnavailable || error instanceof ProviderRefused)) throw error;
      if (this.isOver(payment.checkoutExpiresAt)) return null;
      throw new PaymentsUnavailable({ cause: error });
    }
  }

  private isOver(instant: Date | null): boolean {
    return instant !== null && instant <= this.clock.now();
  }
}
