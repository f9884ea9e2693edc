import { Controller, Delete, Get, Param, Query } from '@nestjs/common';
import { WaitingService } from '#booking';
import { Id, WaitlistEntryList, WaitlistQuery, type WaitlistEntryView } from '#contracts';
import { Database, instant, type Here } from '#platform';
import { CoachService } from '#practices';
import { onTheWall, WaitlistService, type WaitlistListed } from '#scheduling';
import { Answers, ForMembers, InPractice } from '../http/route.js';

/** Who waits for an earlier time, in the order in which they are asked. */
@Controller('api/v1/admin/waitlist')
export class WaitlistController {
  constructor(
    private readonly db: Database,
    private readonly waitlist: WaitlistService,
    private readonly waiting: WaitingService,
    private readonly coaches: CoachService,
  ) {}

  @Get()
  @ForMembers('appointments:read', 'owner', 'coach', 'assistant')
  @Answers(200, WaitlistEntryList)
  async list(
    @InPractice() here: Here,
    @Query({ schema: WaitlistQuery }) { coach, offering, ...page }: WaitlistQuery,
  ): Promise<WaitlistEntryList> {
    const { data, nextCursor } = await this.db.inPractice(here, (tx) =>
      this.waitlist.list(tx, { coach, offering }, page),
    );
    return { data: data.map(viewOf), nextCursor };
  }

  /** They wait no longer; a time that is kept for them goes to the next. Who waits for one coach is no business of another. */
  @Delete(':id')
  @ForMembers('appointments:write', 'owner', 'coach', 'assistant')
  @Answers(204)
  async remove(@InPractice() here: Here, @Param('id', { schema: Id }) id: Id): Promise<void> {
    await this.db.inPractice(here, async (tx) => {
      const { coachId } = await this.waitlist.locked(tx, id);
      if (coachId !== null) await this.coaches.mustBeOwn(tx, coachId);
    });
    await this.waiting.remove(here, id);
  }
}

function viewOf(row: WaitlistListed): WaitlistEntryView {
  const { id, coachId: coach, timeZone, days, parts, until, joinedAt, offeredBefore, coachZone } = row;
  const at = (instantAt: Date) => {
    const zone = coachZone ?? timeZone;
    return { ...onTheWall(instantAt, zone), timeZone: zone };
  };
  const { appointmentId, presentStart, offeredStart, offeredUntil } = row;
  return {
    id,
    client: { id: row.clientId, name: row.clientName },
    offering: { id: row.offeringId, name: row.offeringName },
    coach,
    appointment:
      appointmentId !== null && presentStart
        ? { id: appointmentId, start: instant(presentStart), atCoach: at(presentStart) }
        : null,
    timeZone,
    days: [...days],
    parts: [...parts],
    until,
    joinedAt: instant(joinedAt ?? row.createdAt),
    offer: offeredStart &&
      offeredUntil && {
        start: instant(offeredStart),
        atCoach: at(offeredStart),
        until: instant(offeredUntil),
        untilLocal: at(offeredUntil).local,
      },
    offeredBefore,
  };
}
