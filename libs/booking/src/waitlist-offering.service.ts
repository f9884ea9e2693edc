import { Injectable } from '@nestjs/common';
import { Database, system, type Tx } from '#platform';
import {
  offerEnds,
  onTheWall,
  SlotNotOffered,
  SlotService,
  SlotTaken,
  startsToOffer,
  WaitlistOffersService,
  WaitlistService,
  type FreedTime,
  type WaitlistRow,
} from '#scheduling';
import { offerToWaitlist } from './booking.jobs.js';
import { HoldsService } from './holds.service.js';
import { WaitedForService, type WaitedFor } from './waited-for.service.js';
import { WaitingReach, type Reach } from './waiting-reach.service.js';

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** One stretch of time holds no more times than this, however short they are. */
const mostOffers = 48;

/** Offers freed times to those who wait: to the first whom one suits and who may have it, and keeps it for them. */
@Injectable()
export class WaitlistOffering {
  constructor(
    private readonly db: Database,
    private readonly waitlist: WaitlistService,
    private readonly offers: WaitlistOffersService,
    private readonly slots: SlotService,
    private readonly holds: HoldsService,
    private readonly waitedFor: WaitedForService,
    private readonly reach: WaitingReach,
  ) {}

  /** The job when some of a coach's time is free again. What came of it meanwhile is found out here. Safe to repeat. */
  async offer(practiceId: string, freed: FreedTime): Promise<void> {
    await this.repeat(practiceId, (tx) => this.offerNext(tx, freed));
  }

  /**
   * The job when the time of an offer is over, or it was not wanted. It goes to the next in the transaction in which it is
   * let go, so that nobody is faster than who waits; where nobody is left it is free. Safe to repeat.
   */
  async passOn(practiceId: string, offerId: string): Promise<void> {
    let freed: FreedTime | null = null;
    const passed = await this.once(practiceId, async (tx) => {
      const { coachId } = await this.offers.get(tx, offerId);
      await this.offers.lockCalendar(tx, coachId);
      const offer = await this.offers.locked(tx, offerId);
      if (offer.status === 'taken' || (offer.status === 'open' && offer.expiresAt > tx.now())) return false;
      if (offer.status === 'open') await this.offers.close(tx, offerId, 'over');
      freed = await this.offers.release(tx, offerId);
      return freed !== null && this.offerNext(tx, freed);
    });
    if (passed && freed) await this.offer(practiceId, freed);
  }

  private async repeat(practiceId: string, step: (tx: Tx) => Promise<boolean>): Promise<void> {
    for (let offered = 0; offered < mostOffers; offered += 1) if (!(await this.once(practiceId, step))) return;
  }

  /** By calendars that were looked at lately, as every booking. */
  private once(practiceId: string, step: (tx: Tx) => Promise<boolean>): Promise<boolean> {
    const here = { practiceId, actor: system };
    return this.holds.makingRoom(here, () => this.db.inPractice(here, step));
  }

  /** Offers one time of a freed stretch to the first who may have it; false where there is nobody, now or until somebody wakes. */
  private async offerNext(tx: Tx, freed: FreedTime): Promise<boolean> {
    if (Date.parse(freed.to) <= tx.now().getTime()) return false;
    if (Date.parse(freed.offerableAt) > tx.now().getTime()) return this.lookAgain(tx, freed, freed.offerableAt);
    await this.offers.lockCalendar(tx, freed.coachId);
    let wakes: Date | null = null;
    for (const entry of await this.waitlist.inOrder(tx, freed)) {
      const wanted = await this.waitedFor.of(tx, entry, freed.coachId);
      const starts = wanted ? await this.startsFor(tx, entry, wanted, freed) : [];
      if (!wanted || starts.length === 0) continue;
      const reach = await this.reach.of(tx, entry, wanted.caseId);
      if (reach.kind === 'later' && (!wakes || reach.at < wakes)) wakes = reach.at;
      if (reach.kind !== 'now') continue;
      for (const start of starts) if (await this.keep(tx, entry, wanted, start, reach)) return true;
    }
    if (wakes) this.lookAgain(tx, freed, wakes.toISOString());
    return false;
  }

  private lookAgain(tx: Tx, freed: FreedTime, offerableAt: string): false {
    tx.schedule(offerToWaitlist, { ...freed, offerableAt }, { dueAt: new Date(offerableAt) });
    return false;
  }

  /** The starts of a freed stretch that could be booked and would suit somebody, the earliest first. */
  private async startsFor(tx: Tx, entry: WaitlistRow, wanted: WaitedFor, freed: FreedTime): Promise<Date[]> {
    const { offering, coach, moving, left } = wanted;
    const { timeZone } = entry;
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
    const offered = await this.offers.of(tx, entry.id);
    const heardOf = new Set([...left, ...offered.map(({ startAt }) => startAt.getTime())]);
    const before = moving ? moving.start.getTime() : null;
    const waiting = { wishes: entry, bufferBeforeMs, bufferAfterMs, before, heardOf };
    return startsToOffer(
      days.flatMap(({ slots }) => slots),
      stretch,
      waiting,
    ).map(({ start }) => new Date(start));
  }

  /** Claims a start by the rules of every booking and keeps it for somebody; false where it cannot be. */
  private async keep(
    tx: Tx,
    entry: WaitlistRow,
    { offering, coach, moving, movableUntil }: WaitedFor,
    start: Date,
    reach: Extract<Reach, { kind: 'now' }>,
  ): Promise<boolean> {
    const ends = offerEnds({
      now: tx.now().getTime(),
      start: start.getTime(),
      minimumNoticeMs: offering.minimumNoticeMinutes * minuteMs,
      quietFrom: reach.quietFrom.getTime(),
      movableUntil: movableUntil?.getTime() ?? null,
    });
    if (ends === null) return false;
    const wanted = { start, coach, timeZone: entry.timeZone, moving, mustBeFresh: true };
    try {
      const slot = await this.slots.claim(tx, offering, wanted, this.holds.releaseUnpayable);
      return await this.offers.open(tx, entry, slot, new Date(ends));
    } catch (error) {
      if (error instanceof SlotTaken || error instanceof SlotNotOffered) return false;
      throw error;
    }
  }
}
