import { Controller, Get, Param, Query, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ClientService } from '#clients';
import { Id, type SitePage } from '#contracts';
import { SessionService } from '#identity';
import { Database, Forbidden, NotFound, type Here } from '#platform';
import { PracticeService } from '#practices';
import { AppointmentService, onTheWall } from '#scheduling';
import { sessionCookie } from '../http/door-cookies.js';
import type { RapportRequest } from '../http/request.js';
import { ForClients, InPractice } from '../http/route.js';
import { ownAppointment } from '../portal/own-appointments.js';
import { helpFor } from './help-for.js';
import { AnyQuery } from './page-inputs.js';
import { PageFilter } from './page.filter.js';
import { Site } from './site.js';
import { whereaboutsView } from './whereabouts-view.js';

/** One appointment on a client's own pages: when, with whom, and where. */
@Controller('me/appointments/:id')
@UseFilters(PageFilter)
export class OwnAppointmentPageController {
  constructor(
    private readonly db: Database,
    private readonly practices: PracticeService,
    private readonly appointments: AppointmentService,
    private readonly clients: ClientService,
    private readonly sessions: SessionService,
    private readonly site: Site,
  ) {}

  @Get()
  @ForClients()
  async show(
    @InPractice() here: Here,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: AnyQuery }) _query: AnyQuery,
    @Req() request: RapportRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { actor } = here;
    if (actor.kind !== 'client') throw new Forbidden();
    const { page, locale } = await this.db.inPractice(here, async (tx) => {
      const row = await this.appointments.get(tx, id);
      const own = row.attendances.find(({ clientId }) => clientId === actor.id);
      if (!own) throw new NotFound('appointment');
      const reader = { timeZone: own.timeZone, phone: (await this.clients.get(tx, actor.id)).phone };
      const { slug, name, locale, country } = await this.practices.settings(tx);
      const page: SitePage = {
        page: 'own-appointment',
        practice: { slug, name },
        csrfToken: this.sessions.csrfTokenOf(sessionCookie(request, 'client') ?? ''),
        appointment: { ...ownAppointment(row, actor.id), format: row.format },
        whereabouts: own.status === 'accepted' ? whereaboutsView(row, reader, tx.now()) : null,
        today: onTheWall(tx.now(), own.timeZone).local.slice(0, 10),
        helpLines: helpFor(request, country, own.timeZone),
      };
      return { page, locale };
    });
    this.site.send(request, reply, page, { locale });
  }
}
