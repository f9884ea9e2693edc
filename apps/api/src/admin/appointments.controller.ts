import { Controller, Get, Param, Query } from '@nestjs/common';
import { PaymentLists } from '#billing';
import { ReasonsService } from '#booking';
import { AppointmentList, AppointmentsQuery, AppointmentView, Id } from '#contracts';
import { Database, type Here } from '#platform';
import { AppointmentService } from '#scheduling';
import { Answers, ForMembers, InPractice } from '../http/route.js';
import { appointmentView } from './appointment-view.js';

/** The practice's calendar. */
@Controller('api/v1/admin/appointments')
export class AppointmentsController {
  constructor(
    private readonly db: Database,
    private readonly appointments: AppointmentService,
    private readonly payments: PaymentLists,
    private readonly reasons: ReasonsService,
  ) {}

  @Get()
  @ForMembers('appointments:read', 'owner', 'coach', 'assistant')
  @Answers(200, AppointmentList)
  list(
    @InPractice() here: Here,
    @Query({ schema: AppointmentsQuery }) query: AppointmentsQuery,
  ): Promise<AppointmentList> {
    const { from, to, ...filters } = query;
    const span = { from: from ? new Date(from) : undefined, to: to ? new Date(to) : undefined };
    return this.db.inPractice(here, async (tx) => {
      const { data, nextCursor } = await this.appointments.list(tx, { ...filters, ...span }, query);
      const ids = data.map(({ id }) => id);
      const payments = await this.payments.ofCauses(tx, ids);
      return { data: data.map((row) => appointmentView(row, payments.get(row.id))), nextCursor };
    });
  }

  @Get(':id')
  @ForMembers('appointments:read', 'owner', 'coach', 'assistant')
  @Answers(200, AppointmentView)
  get(@InPractice() here: Here, @Param('id', { schema: Id }) id: Id): Promise<AppointmentView> {
    return this.db.inPractice(here, async (tx) => {
      const row = await this.appointments.get(tx, id);
      const payment = (await this.payments.ofCauses(tx, [id])).get(id);
      return appointmentView(row, payment, await this.reasons.read(tx, id));
    });
  }
}
