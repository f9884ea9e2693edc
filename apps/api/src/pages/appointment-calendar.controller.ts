import { Controller, Get, Param, Query, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { manageUrlOf, PayingService } from '#booking';
import { Token } from '#contracts';
import { AppointmentCalendar } from '#followups';
import { Database, type Here } from '#platform';
import { PracticeAddress, PracticeService } from '#practices';
import { AppointmentService } from '#scheduling';
import { InPractice, OpenToAll } from '../http/route.js';
import { entryMethod } from './calendar-entry.js';
import { AnyQuery } from './page-inputs.js';
import { PageFilter } from './page.filter.js';

/** The calendar file behind a manage link: the entry that the last mail brought, once more, or what takes it out again. */
@Controller('a/:token')
@UseFilters(PageFilter)
export class AppointmentCalendarController {
  constructor(
    private readonly db: Database,
    private readonly paying: PayingService,
    private readonly appointments: AppointmentService,
    private readonly practices: PracticeService,
    private readonly address: PracticeAddress,
    private readonly calendars: AppointmentCalendar,
  ) {}

  @Get('calendar.ics')
  @OpenToAll('token', 'who holds the secret of a manage link manages that one appointment')
  async file(
    @InPractice() here: Here,
    @Param('token', { schema: Token }) token: string,
    @Query({ schema: AnyQuery }) _query: AnyQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    void reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex');
    const reading = { ...here, readOnly: true };
    const managed = await this.paying.view(reading, token);
    const file = await this.db.inPractice(reading, async (tx) => {
      const { appointment, attendance } = await this.appointments.byManageToken(tx, token);
      const method = entryMethod(managed, appointment, attendance);
      if (!method) return null;
      const { locale } = await this.practices.settings(tx);
      return this.calendars.file(
        {
          appointmentId: appointment.id,
          start: appointment.startAt,
          end: appointment.endAt,
          timeZone: attendance.timeZone,
          sequence: appointment.sequence,
          manageUrl: manageUrlOf(await this.address.of(tx), token),
          stamp: tx.now(),
        },
        locale,
        method,
      );
    });
    if (!file) {
      void reply.redirect(`/a/${token}?notice=not-possible`, 303);
      return;
    }
    void reply
      .header('content-type', `text/calendar; charset=utf-8; method=${file.method}`)
      .header('content-disposition', `attachment; filename="${file.fileName}"`)
      .send(file.content);
  }
}
