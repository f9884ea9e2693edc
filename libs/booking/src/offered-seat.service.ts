import { Injectable } from '@nestjs/common';
import { CaseService, ClientService } from '#clients';
import type { Tx } from '#platform';
import { AppointmentService, SlotService, type WaitlistOfferRow, type WaitlistRow } from '#scheduling';
import { EnteringService } from './entering.service.js';
import { HoldsService } from './holds.service.js';
import { MovesService } from './moves.service.js';
import { OfferOver } from './booking.errors.js';
import { WaitedForService, type WaitedFor } from './waited-for.service.js';

/** Gives somebody the time that was kept for them: it moves what they have, or is booked as anybody would book it. */
@Injectable()
export class OfferedSeat {
  constructor(
    private readonly appointments: AppointmentService,
    private readonly slots: SlotService,
    private readonly holds: HoldsService,
    private readonly moves: MovesService,
    private readonly entering: EnteringService,
    private readonly clients: ClientService,
    private readonly cases: CaseService,
    private readonly waitedFor: WaitedForService,
  ) {}

  /** Answers the appointment it is then. Throws OfferOver, SlotTaken, SlotNotOffered, AppointmentClosed. */
  async take(tx: Tx, entry: WaitlistRow, offer: WaitlistOfferRow): Promise<string> {
    const wanted = await this.waitedFor.of(tx, entry, offer.coachId);
    if (!wanted) throw new OfferOver();
    return entry.appointmentId === null
      ? this.book(tx, entry, offer, wanted)
      : this.move(tx, entry, offer, entry.appointmentId);
  }

  private async move(
    tx: Tx,
    { timeZone }: WaitlistRow,
    { startAt: start }: WaitlistOfferRow,
    appointmentId: string,
  ): Promise<string> {
    const row = await this.appointments.get(tx, appointmentId);
    await this.moves.to(tx, row, { start, timeZone, by: 'client' });
    return appointmentId;
  }

  /** Whoever acts over a mailed link has proved the address, so it belongs to the case that they have with this coach. */
  private async book(
    tx: Tx,
    { clientId, timeZone }: WaitlistRow,
    { startAt: start, coachId }: WaitlistOfferRow,
    { offering, coach }: WaitedFor,
  ): Promise<string> {
    const wanted = { start, coach, timeZone, mustBeFresh: true };
    const slot = await this.slots.claim(tx, offering, wanted, this.holds.releaseUnpayable);
    const { name } = await this.clients.get(tx, clientId);
    const { caseId } = await this.cases.openFor(tx, { clientId, coachId, kind: 'individual' });
    return (await this.entering.enter(tx, { offering, slot, caseId, clientId, name, timeZone })).appointmentId;
  }
}
