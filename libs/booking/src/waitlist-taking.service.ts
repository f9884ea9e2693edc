import { Injectable } from '@nestjs/common';
import type { OfferTaken } from '#contracts';
import { Database, type Here, type Tx } from '#platform';
import {
  AppointmentClosed,
  AppointmentService,
  SlotNotOffered,
  SlotTaken,
  WaitlistOffersService,
  WaitlistService,
} from '#scheduling';
import { OfferOver } from './booking.errors.js';
import { HoldsService } from './holds.service.js';
import { OfferedSeat } from './offered-seat.service.js';
import { PayPage } from './pay-page.service.js';
import { TakenView, type Taken } from './taken-view.service.js';
import { WaitingView } from './waiting-view.service.js';

/** Somebody takes the time that is kept for them. */
@Injectable()
export class WaitlistTaking {
  constructor(
    private readonly db: Database,
    private readonly waitlist: WaitlistService,
    private readonly offers: WaitlistOffersService,
    private readonly views: WaitingView,
    private readonly seat: OfferedSeat,
    private readonly holds: HoldsService,
    private readonly appointments: AppointmentService,
    private readonly view: TakenView,
    private readonly page: PayPage,
  ) {}

  /**
   * Takes the time that starts then; taken already, it is answered alike. Until its last second it is theirs, whoever else
   * lets it go at that moment: both lock the calendar first. Throws OfferOver, NotFound.
   */
  async take(here: Here, token: string, start: Date): Promise<OfferTaken> {
    const taken = await this.taken(here, token, start);
    const { appointment, payment } = taken.answer;
    if (appointment.status !== 'held' || !payment.required) return taken.answer;
    const checkoutUrl = await this.page.tryToOpen(here, appointment.id, taken.token);
    return { ...taken.answer, payment: { ...payment, ...(checkoutUrl !== undefined && { checkoutUrl }) } };
  }

  private async taken(here: Here, token: string, start: Date): Promise<Taken> {
    try {
      const act = () => this.db.inPractice(here, (tx) => this.takeOnce(tx, token, start));
      return await this.holds.makingRoom(here, act);
    } catch (error) {
      const lost = [SlotTaken, SlotNotOffered, AppointmentClosed].some((kind) => error instanceof kind);
      if (!lost) throw error;
      await this.db.inPractice(here, async (tx) => this.waitlist.withdraw(tx, (await this.views.find(tx, token)).id));
      throw new OfferOver();
    }
  }

  private async takeOnce(tx: Tx, token: string, start: Date): Promise<Taken> {
    const { id } = await this.views.findToAct(tx, token);
    const meant = (await this.offers.of(tx, id)).find(({ startAt }) => startAt.getTime() === start.getTime());
    if (!meant) throw new OfferOver();
    // Calendar, appointment, entry, offer: in the order in which everybody takes them.
    await this.offers.lockCalendar(tx, meant.coachId);
    const { appointmentId } = await this.views.find(tx, token);
    if (appointmentId !== null) await this.appointments.locked(tx, appointmentId);
    const entry = await this.waitlist.locked(tx, id);
    const offer = await this.offers.locked(tx, meant.id);
    if (offer.status === 'taken' && offer.appointmentId !== null) return this.view.of(tx, entry, offer.appointmentId);
    if (offer.status !== 'open' || offer.expiresAt <= tx.now()) throw new OfferOver();
    await this.offers.release(tx, offer.id);
    const becomes = await this.seat.take(tx, entry, offer);
    await this.offers.taken(tx, offer.id, becomes);
    await this.waitlist.end(tx, entry.id, 'taken');
    return this.view.of(tx, entry, becomes);
  }
}
