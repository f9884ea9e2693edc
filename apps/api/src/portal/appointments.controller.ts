import { Controller, Get, Query } from '@nestjs/common';
import { PageQuery, PortalAppointmentList } from '#contracts';
import { Database, type Here } from '#platform';
import { AppointmentService } from '#scheduling';
import { Answers, ForClients, InPractice } from '../http/route.js';
import { ownAppointments } from './own-appointments.js';

/** The appointments of the client who is signed in. */
@Controller('api/v1/portal/appointments')
export class PortalAppointmentsController {
  constructor(
    private readonly db: Database,
    private readonly appointments: AppointmentService,
  ) {}

  @Get()
  @ForClients()
  @Answers(200, PortalAppointmentList)
  list(
    @InPractice() here: Here & { actor: { kind: 'client'; id: string } },
    @Query({ schema: PageQuery }) page: PageQuery,
  ): Promise<PortalAppointmentList> {
    return this.db.inPractice(here, (tx) => ownAppointments(tx, this.appointments, here.actor.id, page));
  }
}
