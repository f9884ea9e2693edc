import { Injectable } from '@nestjs/common';
import { Database, system, type Tx } from '#platform';
import {
  offerEnds,
  SlotNotOffered,
  SlotService,
  SlotTaken,
  suiting,
  WaitlistOffersService,
  WaitlistService,
  type FreedTime,
  type FreeStart,
  type WaitlistRow,
} from '#scheduling';
import { HoldsService } from './holds.service.js';
import { WaitedForService, type WaitedFor } from './waited-for.service.js';
import { WaitingReach, type Reach } from './waiting-reach.service.js';

const minuteMs = 60_000;
/** Of some free time no more is kept than this, however short its times are. */
const mostOffers = 48;

/** Which starts of some free time could be booked by somebody who waits. */
export type StartsFor = (entry: WaitlistRow, wanted: WaitedFor) => Promise<readonly FreeStart[]>;

/** What became of some free time: one start is kept for somebody, or none is, until the first who sleeps may be asked. */
export type Kept = 'kept' | 'nobody' | { readonly wakes: Date };

/** Who is asked first about some free time of a coach: the first whom it suits and who may have it. */
@Injectable()
export class NextInLine {
  constructor(
    private readonly db: Database,
    private readonly waitlist: WaitlistService,
    private readonly offers: WaitlistOffersService,
    private readonly slots: SlotService,
    private readonly holds: HoldsService,
    private readonly waitedFor: WaitedForService,
    private readonly reach: WaitingReach,
  ) {}

  /** One step of offering, by calendars that were looked at lately, as every booking. */
  inTurn<Done>(practiceId: string, step: (tx: Tx) => Promise<Done>): Promise<Done> {
    const here = { practiceId, actor: system };
    return this.holds.makingRoom(here, () => this.db.inPractice(here, step));
  }

  /** Steps one after another, each on its own, until one keeps nothing more. Answers what the last one came to. */
  async repeat(practiceId: string, step: (tx: Tx) => Promise<Kept>): Promise<Kept> {
    let last: Kept = 'kept';
    for (let kept = 0; kept < mostOffers && last === 'kept'; kept += 1) last = await this.inTurn(practiceId, step);
    return last;
  }

  /** Locks the calendar, and keeps one start for the first who may have it. */
  async keepOne(tx: Tx, free: Pick<FreedTime, 'coachId' | 'from'>, startsFor: StartsFor): Promise<Kept> {
    const { coachId } = free;
    await this.offers.lockCalendar(tx, coachId);
    let wakes: Date | null = null;
    for (const entry of await this.waitlist.inOrder(tx, free)) {
      const wanted = await this.waitedFor.of(tx, entry, coachId);
      const starts = wanted ? await this.suiting(tx, entry, wanted, startsFor) : [];
      if (!wanted || starts.length === 0) continue;
      const reach = await this.reach.of(tx, entry, wanted.caseId);
      if (reach.kind === 'later' && (!wakes || reach.at < wakes)) wakes = reach.at;
      if (reach.kind !== 'now') continue;
      for (const start of starts) if (await this.keep(tx, entry, wanted, start, reach)) return 'kept';
    }
    return wakes ? { wakes } : 'nobody';
  }

  private async suiting(tx: Tx, entry: WaitlistRow, wanted: WaitedFor, startsFor: StartsFor): Promise<Date[]> {
    const starts = await startsFor(entry, wanted);
    if (starts.length === 0) return [];
    const offered = await this.offers.of(tx, entry.id);
    const heardOf = new Set([...wanted.left, ...offered.map(({ startAt }) => startAt.getTime())]);
    const before = wanted.moving ? wanted.moving.start.getTime() : null;
    return suiting(starts, { wishes: entry, before, heardOf }).map(({ start }) => new Date(start));
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
