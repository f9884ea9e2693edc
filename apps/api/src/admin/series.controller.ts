import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { PaymentLists } from '#billing';
import { SeriesBooking, type ShownSeries } from '#booking';
import { Id, NoBody, SeriesCreate, SeriesPreview, SeriesView } from '#contracts';
import { Database, instant, type Here } from '#platform';
import { CoachService } from '#practices';
import { SeriesService } from '#scheduling';
import { Answers, ForMembers, InPractice, Refuses } from '../http/route.js';
import { appointmentView } from './appointment-view.js';

/** Appointments at one time of the week, made together. */
@Controller('api/v1/admin/series')
export class SeriesController {
  constructor(
    private readonly db: Database,
    private readonly booking: SeriesBooking,
    private readonly series: SeriesService,
    private readonly coaches: CoachService,
    private readonly payments: PaymentLists,
  ) {}

  /** What would become of each time: nothing is made. */
  @Post('preview')
  @ForMembers('appointments:write', 'owner', 'coach', 'assistant')
  @Answers(200, SeriesPreview)
  @Refuses('time-unclear')
  async preview(
    @InPractice() here: Here,
    @Body({ schema: SeriesCreate }) request: SeriesCreate,
  ): Promise<SeriesPreview> {
    await this.mustBeOwn(here, request.coach);
    return this.booking.preview(here, request);
  }

  @Post()
  @ForMembers('appointments:write', 'owner', 'coach', 'assistant')
  @Answers(201, SeriesView)
  @Refuses('time-unclear', 'series-conflicts', 'paid-when-booked', 'slot-taken')
  async make(@InPractice() here: Here, @Body({ schema: SeriesCreate }) request: SeriesCreate): Promise<SeriesView> {
    await this.mustBeOwn(here, request.coach);
    return this.view(here, await this.booking.make(here, request));
  }

  @Get(':id')
  @ForMembers('appointments:read', 'owner', 'coach', 'assistant')
  @Answers(200, SeriesView)
  async get(@InPractice() here: Here, @Param('id', { schema: Id }) id: Id): Promise<SeriesView> {
    return this.view(here, await this.booking.get(here, id));
  }

  /** Within three minutes; nobody has been told by then. */
  @Post(':id/undo')
  @ForMembers('appointments:write', 'owner', 'coach', 'assistant')
  @Answers(200, SeriesView)
  @Refuses('undo-too-late', 'appointment-closed')
  async undo(
    @InPractice() here: Here,
    @Param('id', { schema: Id }) id: Id,
    @Body({ schema: NoBody }) _nothing: NoBody,
  ): Promise<SeriesView> {
    const { coachId } = await this.db.inPractice(here, (tx) => this.series.get(tx, id));
    await this.mustBeOwn(here, coachId);
    return this.view(here, await this.booking.undo(here, id));
  }

  private mustBeOwn(here: Here, coachId: string): Promise<void> {
    return this.db.inPractice(here, (tx) => this.coaches.mustBeOwn(tx, coachId));
  }

  private view(here: Here, { series, appointments }: ShownSeries): Promise<SeriesView> {
    const { id, timeZone, everyWeeks, times, createdAt } = series;
    return this.db.inPractice(here, async (tx) => {
      const payments = await this.payments.ofCauses(
        tx,
        appointments.map((one) => one.id),
      );
      const { id: coachId, name } = appointments[0]!.coach;
      return {
        id,
        coach: { id: coachId, name },
        timeZone,
        everyWeeks,
        times,
        createdAt: instant(createdAt),
        appointments: appointments.map((row) => appointmentView(row, payments.get(row.id))),
      };
    });
  }
}
