import { Injectable } from '@nestjs/common';
import type { BlockedTimeCreate, BlockedTimePatch } from '#contracts';
import { Database, type Here, type Tx } from '#platform';
import { CoachService, type CoachProfile } from '#practices';
import { BlockedTimeService, type BlockedTimeRead } from '#scheduling';
import { blockedSpan } from './blocked-span.js';
import { HoldsService } from './holds.service.js';

/** Coaches keep time for themselves, and assistants and the owner do it for them. All throw Forbidden, NotFound. */
@Injectable()
export class BlockingService {
  constructor(
    private readonly db: Database,
    private readonly blocked: BlockedTimeService,
    private readonly coaches: CoachService,
    private readonly holds: HoldsService,
  ) {}

  /** Throws CalendarConflict with what stands there, TimeUnclear, Invalid. */
  block(here: Here, coachId: string, { label, ...when }: BlockedTimeCreate): Promise<BlockedTimeRead> {
    return this.making(here, async (tx) => {
      const coach = await this.ownCoach(tx, coachId);
      const wanted = { ...blockedSpan(when, coach.timeZone), label: label ?? null };
      return this.blocked.block(tx, coach, wanted, this.holds.releaseUnpayable);
    });
  }

  /** Another time or label, of what is at `revision`. Throws StaleRevision, CalendarConflict, TimeUnclear, Invalid. */
  change(here: Here, id: string, revision: number, { label, ...when }: BlockedTimePatch): Promise<BlockedTimeRead> {
    return this.making(here, async (tx) => {
      const now = await this.blocked.get(tx, id);
      const coach = await this.ownCoach(tx, now.coachId);
      const wanted = {
        ...blockedSpan(when, coach.timeZone, spanOf(now)),
        label: label === undefined ? now.label : label,
      };
      return this.blocked.change(tx, coach, { id, revision }, wanted, this.holds.releaseUnpayable);
    });
  }

  /** The time can be booked again. */
  remove(here: Here, id: string): Promise<void> {
    return this.db.inPractice(here, async (tx) => {
      await this.ownCoach(tx, (await this.blocked.get(tx, id)).coachId);
      await this.blocked.remove(tx, id);
    });
  }

  /** What keeps time may be kept from it by a hold that is over, as a booking may. */
  private making(here: Here, act: (tx: Tx) => Promise<BlockedTimeRead>): Promise<BlockedTimeRead> {
    return this.holds.makingRoom(here, () => this.db.inPractice(here, act));
  }

  private async ownCoach(tx: Tx, coachId: string): Promise<CoachProfile> {
    const coach = await this.coaches.getById(tx, coachId);
    await this.coaches.mustBeOwn(tx, coachId);
    return coach;
  }
}

function spanOf({ startAt: start, endAt: end, fromDate: from, toDate: to, timeZone }: BlockedTimeRead) {
  return { start, end, dates: from !== null && to !== null ? { from, to, timeZone } : null };
}
