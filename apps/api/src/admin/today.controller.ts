import { PaymentLists } from '#billing';
import { Controller, Get, Query } from '@nestjs/common';
import { TodayQuery, TodayView } from '#contracts';
import { Database, type Here, type Tx, instant } from '#platform';
import { CoachService, PracticeService } from '#practices';
import { AppointmentService, localText, zoneTransitions } from '#scheduling';
import { Answers, ForMembers, InPractice } from '../http/route.js';
import { appointmentView } from './appointment-view.js';

const mostToComplete = 50;

/** Which day it is where the member works: browsers never reckon with zones themselves; and what is left of the days before. */
@Controller('api/v1/admin/today')
export class TodayController {
  constructor(
    private readonly db: Database,
    private readonly coaches: CoachService,
    private readonly practices: PracticeService,
    private readonly appointments: AppointmentService,
    private readonly payments: PaymentLists,
  ) {}

  @Get()
  @ForMembers('appointments:read', 'owner', 'coach', 'assistant')
  @Answers(200, TodayView)
  get(@InPractice() here: Here, @Query({ schema: TodayQuery }) { whose }: TodayQuery): Promise<TodayView> {
    return this.db.inPractice(here, async (tx) => {
      const coach = here.actor.kind === 'member' ? await this.coaches.findByMember(tx, here.actor.id) : null;
      const { timeZone } = coach ?? (await this.practices.settings(tx));
      const now = tx.now().getTime();
      const zone = zoneTransitions(timeZone, { start: now, end: now });
      const day = zone.dayAt(now);
      const { start, end } = zone.spanOf(day, day);
      const over = await this.overAndOpen(tx, whose === 'all' ? undefined : coach?.id);
      return {
        now: instant(new Date(now)),
        date: localText(zone.wallAt(now)).slice(0, 10),
        timeZone,
        start: instant(new Date(start)),
        end: instant(new Date(end)),
        coachId: coach?.id ?? null,
        toComplete: over.slice(0, mostToComplete),
        moreToComplete: over.length > mostToComplete,
      };
    });
  }

  private async overAndOpen(tx: Tx, coach: string | undefined): Promise<TodayView['toComplete']> {
    const begun = { status: 'confirmed', to: tx.now(), coach } as const;
    const { data } = await this.appointments.list(tx, begun, { limit: mostToComplete + 1, cursor: undefined });
    const over = data.filter(({ endAt }) => endAt <= tx.now());
    const payments = await this.payments.ofCauses(
      tx,
      over.map(({ id }) => id),
    );
    return over.map((row) => appointmentView(row, payments.get(row.id)));
  }
}
