import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform';
import {
  needing,
  onTheWall,
  SlotService,
  WaitlistOffersService,
  WaitlistService,
  type FreedTime,
  type FreeStart,
  type WaitlistRow,
} from '#scheduling';
import { offerToWaitlist } from './booking.jobs.js';
import { NextInLine, type Kept } from './next-in-line.service.js';
import type { WaitedFor } from './waited-for.service.js';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** Offers freed times to those who wait: to the first whom one suits and who may have it, and keeps it for them. */
@Injectable()
export class WaitlistOffering {
  constructor(
    private readonly waitlist: WaitlistService,
    private readonly offers: WaitlistOffersService,
    private readonly slots: SlotService,
    private readonly next: NextInLine,
  ) {}

  /** The job when some of a coach's time is free again. What came of it meanwhile is found out here. Safe to repeat. */
  async offer(practiceId: string, freed: FreedTime): Promise<void> {
    await this.next.repeat(practiceId, (tx) => this.offerNext(tx, freed));
  }

  /**
   * The job when the time of an offer is over, or it was not wanted. It goes to the next in the transaction in which it is
   * let go, so that nobody is faster than who waits; where nobody is left it is free. Safe to repeat.
   */
  async passOn(practiceId: string, offerId: string): Promise<void> {
    let freed: FreedTime | null = null;
    const passed = await this.next.inTurn(practiceId, async (tx) => {
      const { coachId, entryId } = await this.offers.get(tx, offerId);
      await this.offers.lockCalendar(tx, coachId);
      await this.waitlist.locked(tx, entryId); // before its offer, as whoever takes or leaves does
      const offer = await this.offers.locked(tx, offerId);
      if (offer.status === 'taken' || (offer.status === 'open' && offer.expiresAt > tx.now())) return 'nobody';
      if (offer.status === 'open') await this.offers.close(tx, offerId, 'over');
      freed = await this.offers.release(tx, offerId);
      return freed === null ? 'nobody' : this.offerNext(tx, freed);
    });
    if (passed === 'kept' && freed) await this.offer(practiceId, freed);
  }

  /** Offers one time of a freed stretch; where everybody whom it suits sleeps, it is looked at again once somebody wakes. */
  private async offerNext(tx: Tx, freed: FreedTime): Promise<Kept> {
    if (Date.parse(freed.to) <= tx.now().getTime()) return 'nobody';
    const offerableAt = new Date(freed.offerableAt);
    const kept =
      offerableAt > tx.now()
        ? { wakes: offerableAt }
        : await this.next.keepOne(tx, freed, (entry, wanted) => this.startsFor(tx, entry, wanted, freed));
    if (typeof kept === 'object') this.lookAgain(tx, freed, kept.wakes);
    return kept;
  }

  private lookAgain(tx: Tx, freed: FreedTime, dueAt: Date): void {
    tx.schedule(offerToWaitlist, { ...freed, offerableAt: dueAt.toISOString() }, { dueAt });
  }

  /** The starts that could be booked since the stretch is free. */
  private async startsFor(
    tx: Tx,
    { timeZone }: WaitlistRow,
    { offering, coach, moving }: WaitedFor,
    freed: FreedTime,
  ): Promise<FreeStart[]> {
    const [bufferBeforeMs, bufferAfterMs] = [
      offering.bufferBeforeMinutes * minuteMs,
      offering.bufferAfterMinutes * minuteMs,
    ];
    const stretch = { start: Date.parse(freed.from), end: Date.parse(freed.to) };
    const longest = offering.durationMinutes * minuteMs + bufferAfterMs;
    const dateAt = (at: number) => onTheWall(new Date(at), timeZone).local.slice(0, 10);
    const from = Math.max(stretch.start - longest, tx.now().getTime());
    const to = Math.min(stretch.end + bufferBeforeMs, from + 60 * dayMs);
    if (to < from) return [];
    const asked = { from: dateAt(from), to: dateAt(to), timeZone, coach, moving };
    const { days } = await this.slots.list(tx, offering, asked);
    const starts = days.flatMap(({ slots }) => slots);
    return needing(starts, stretch, { bufferBeforeMs, bufferAfterMs });
  }
}
