import { Injectable } from '@nestjs/common';
import {
  CheckoutService,
  ClosingTurns,
  PaymentService,
  PaymentsUnavailable,
  ProviderRefused,
  type Payment,
  type ProviderPayment,
} from '#billing';
import { Clock, Database, system, type Here, type Tx } from '#platform';
import { AppointmentService, CalendarConflict, CalendarSyncService, SlotTaken } from '#scheduling';
import { SeriesConflicts } from './booking.errors.js';
import { appointmentExpired } from './booking.events.js';
import { SettlementService } from './settlement.service.js';

/** Times that are let go because nobody paid. */
@Injectable()
export class HoldsService {
  /** Being let go by this process, each by one for all who met it. */
  private readonly releasing = new Map<string, Promise<void>>();

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly appointments: AppointmentService,
    private readonly payments: PaymentService,
    private readonly checkout: CheckoutService,
    private readonly turns: ClosingTurns,
    private readonly settlement: SettlementService,
    private readonly calendars: CalendarSyncService,
  ) {}

  /**
   * Lets go of a hold whose time is over. First its page to pay on is closed, so that nobody pays for a time that is gone;
   * if it was paid meanwhile, the appointment is confirmed instead. Of all who ask at once, in whatever process, one does
   * it and the others wait for that. Throws PaymentsUnavailable where the hold is still there afterwards.
   */
  release(practiceId: string, appointmentId: string): Promise<void> {
    const underWay = this.releasing.get(appointmentId);
    if (underWay) return underWay;
    const mine = this.releaseOnce(practiceId, appointmentId).finally(() => this.releasing.delete(appointmentId));
    this.releasing.set(appointmentId, mine);
    return mine;
  }

  /**
   * Does what claims a time, by calendars that were looked at lately. One that may be taken only by holds that are over and
   * whose pages have to be closed first is tried once more when those are let go.
   */
  async makingRoom<Done>(here: Here, claim: () => Promise<Done>): Promise<Done> {
    const act = () => this.calendars.whenFresh(here, claim);
    try {
      return await act();
    } catch (error) {
      const isTaken =
        error instanceof SlotTaken || error instanceof CalendarConflict || error instanceof SeriesConflicts;
      if (!isTaken || error.overdueHolds.length === 0) throw error;
      if (!(await this.triesToRelease(here, error.overdueHolds))) throw error;
      return act();
    }
  }

  /** As part of somebody's booking: lets go of those overdue holds that have no page anybody could pay on. */
  readonly releaseUnpayable = async (tx: Tx, appointmentIds: readonly string[]): Promise<boolean> => {
    let anyWent = false;
    for (const appointmentId of appointmentIds) {
      const hold = await this.appointments.locked(tx, appointmentId);
      const payment = await this.payments.lockFor(tx, appointmentId);
      if (hold.status !== 'held' || payment?.checkoutSessionId) continue;
      await this.letGo(tx, appointmentId);
      anyWent = true;
    }
    return anyWent;
  };

  /** False where the provider cannot be reached to close a page. */
  private async triesToRelease({ practiceId }: Here, appointmentIds: readonly string[]): Promise<boolean> {
    try {
      for (const id of appointmentIds) await this.release(practiceId, id);
      return true;
    } catch (error) {
      if (error instanceof PaymentsUnavailable) return false;
      throw error;
    }
  }

  private async releaseOnce(practiceId: string, appointmentId: string): Promise<void> {
    const { overdue, payment } = await this.look(practiceId, appointmentId);
    if (!overdue) return;
    if (!payment?.checkoutSessionId) return this.finish(practiceId, appointmentId);
    const wasMine = await this.turns.tryToTake(practiceId, payment.id, async () => {
      // Somebody else may have had the turn since, and done it.
      if (!(await this.look(practiceId, appointmentId)).overdue) return;
      const provider = await this.closed(payment);
      await this.finish(practiceId, appointmentId, provider && { paymentId: payment.id, provider });
    });
    if (!wasMine && (await this.look(practiceId, appointmentId)).overdue) throw new PaymentsUnavailable();
  }

  private look(practiceId: string, appointmentId: string): Promise<{ overdue: boolean; payment: Payment | null }> {
    return this.db.inPractice({ practiceId, actor: system, readOnly: true }, async (tx) => {
      const { status, holdExpiresAt } = await this.appointments.get(tx, appointmentId);
      const overdue = status === 'held' && this.isOver(holdExpiresAt);
      return { overdue, payment: overdue ? await this.payments.findFor(tx, appointmentId) : null };
    });
  }

  /** What the provider said counts first; what is still overdue then goes. */
  private async finish(
    practiceId: string,
    appointmentId: string,
    told?: { paymentId: string; provider: ProviderPayment } | null,
  ): Promise<void> {
    await this.db.inPractice({ practiceId, actor: system }, async (tx) => {
      if (told) await this.settlement.settle(tx, told.paymentId, told.provider);
      const hold = await this.appointments.locked(tx, appointmentId);
      if (hold.status === 'held' && this.isOver(hold.holdExpiresAt)) await this.letGo(tx, appointmentId);
    });
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
