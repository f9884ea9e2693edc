import { Injectable } from '@nestjs/common';
import { ClientService } from '#clients';
import type { OfferedTime, WaitlistView } from '#contracts';
import { instant, NotFound, type Tx } from '#platform';
import { PracticeService } from '#practices';
import {
  AppointmentService,
  clearlyOnTheWall,
  OfferingService,
  onTheWall,
  WaitlistOffersService,
  WaitlistService,
  type WaitlistOfferRow,
  type WaitlistRow,
} from '#scheduling';
import { WaitedForService } from './waited-for.service.js';

/** How it stands for somebody who waits, by their own link: on their own wall, with public names only. */
@Injectable()
export class WaitingView {
  constructor(
    private readonly waitlist: WaitlistService,
    private readonly offers: WaitlistOffersService,
    private readonly offerings: OfferingService,
    private readonly appointments: AppointmentService,
    private readonly practices: PracticeService,
    private readonly clients: ClientService,
    private readonly waitedFor: WaitedForService,
  ) {}

  /** Throws NotFound for a dead or unknown link. */
  async find(tx: Tx, token: string): Promise<WaitlistRow> {
    return (await this.waitlist.byToken(tx, token)).entry;
  }

  /** The same for somebody who acts: the link came by mail, so they are confirmed by it. Throws NotFound. */
  async findToAct(tx: Tx, token: string): Promise<WaitlistRow> {
    const { entry, link } = await this.waitlist.byToken(tx, token);
    if ((await this.clients.confirmBy(tx, link, entry.clientId)) === null) throw new NotFound('waitlist entry');
    return this.find(tx, token);
  }

  /** Before it is confirmed it says neither where nor what for: somebody else may have typed the address. */
  async of(tx: Tx, entry: WaitlistRow): Promise<WaitlistView> {
    const { days, parts, until, timeZone, status, endReason } = entry;
    const about = { timeZone, wishes: { days: [...days], parts: [...parts], until } };
    if (status === 'asked')
      return { state: 'asked', practice: null, offeringName: null, ...about, present: null, offer: null };
    const { slug, name } = await this.practices.settings(tx);
    const offering = await this.offerings.get(tx, entry.offeringId);
    const open = status === 'waiting' ? await this.openOffer(tx, entry) : null;
    return {
      state: status === 'waiting' ? 'waiting' : endReason === 'taken' ? 'taken' : 'ended',
      practice: { slug, name },
      offeringName: offering.name,
      ...about,
      present: status === 'waiting' ? await this.present(tx, entry) : null,
      offer: open && {
        start: instant(open.startAt),
        end: instant(open.endAt),
        ...clearlyOnTheWall(open.startAt, timeZone),
        coachName: offering.coaches.find(({ id }) => id === open.coachId)?.name ?? '',
        until: instant(open.expiresAt),
        untilLocal: onTheWall(open.expiresAt, timeZone).local,
        price: entry.appointmentId === null ? { amount: offering.priceMinor, currency: offering.currency } : null,
        fee: await this.fee(tx, entry, open.startAt),
      },
    };
  }

  /** Whoever moves their appointment reads before what cancelling will cost there (decision 0013). */
  private async fee(tx: Tx, entry: WaitlistRow, start: Date): Promise<OfferedTime['fee']> {
    const from = await this.waitedFor.feeFrom(tx, entry, start);
    if (!from) return null;
    return { from: instant(from), fromLocal: onTheWall(from, entry.timeZone).local, atOnce: from <= tx.now() };
  }

  private async openOffer(tx: Tx, { id }: WaitlistRow): Promise<WaitlistOfferRow | null> {
    const all = await this.offers.of(tx, id);
    return all.find(({ status, expiresAt }) => status === 'open' && expiresAt > tx.now()) ?? null;
  }

  private async present(tx: Tx, { appointmentId, timeZone }: WaitlistRow): Promise<WaitlistView['present']> {
    if (appointmentId === null) return null;
    const { startAt } = await this.appointments.get(tx, appointmentId);
    return { start: instant(startAt), ...clearlyOnTheWall(startAt, timeZone) };
  }
}
