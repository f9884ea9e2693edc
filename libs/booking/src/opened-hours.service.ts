import { Injectable } from '@nestjs/common';
import { Database, system, type Tx } from '#platform';
import {
  ChangingHoursService,
  onTheWall,
  SlotService,
  type FreeStart,
  type HoursChanged,
  type WaitlistRow,
} from '#scheduling';
import { NextInLine } from './next-in-line.service.js';
import type { WaitedFor } from './waited-for.service.js';

const dayMs = 86_400_000;
/** As far ahead as a list of starts reaches. */
const farthestMs = 62 * dayMs;

/** Offers what a coach opened, by other hours or looser rules, to those who wait: as a time that somebody gave back. */
@Injectable()
export class OpenedHours {
  constructor(
    private readonly db: Database,
    private readonly hours: ChangingHoursService,
    private readonly slots: SlotService,
    private readonly next: NextInLine,
  ) {}

  /** The job once a coach's hours may have come to rest. Safe to repeat. */
  async offer(practiceId: string, coachId: string): Promise<void> {
    const here = { practiceId, actor: system };
    const changed = await this.db.inPractice(here, (tx) => this.hours.settled(tx, coachId));
    if (!changed) return;
    // Every time that is kept leaves less for the others, so whom nothing was opened for is not asked about again.
    const inVain = new Set<string>();
    const kept = await this.next.repeat(practiceId, (tx) =>
      this.next.keepOne(tx, { coachId, from: tx.now().toISOString() }, async (entry, wanted) => {
        if (inVain.has(entry.id)) return [];
        const starts = await this.startsFor(tx, entry, wanted, changed);
        if (starts.length === 0) inVain.add(entry.id);
        return starts;
      }),
    );
    const wakes = typeof kept === 'object' ? kept.wakes : null;
    await this.db.inPractice(here, (tx) => this.hours.offered(tx, changed, wakes));
  }

  /** Only those that came with the change: all others could have been booked by whoever waits. */
  private async startsFor(
    tx: Tx,
    { timeZone }: WaitlistRow,
    { offering, coach, moving }: WaitedFor,
    { before }: HoursChanged,
  ): Promise<FreeStart[]> {
    const now = tx.now().getTime();
    const dateAt = (at: number) => onTheWall(new Date(at), timeZone).local.slice(0, 10);
    const last = Math.min(
      now + farthestMs,
      now + offering.bookingWindowDays * dayMs,
      moving?.start.getTime() ?? Infinity,
    );
    const asked = { from: dateAt(now), to: dateAt(last), timeZone, coach, moving };
    return this.slots.opened(tx, offering, asked, before);
  }
}
