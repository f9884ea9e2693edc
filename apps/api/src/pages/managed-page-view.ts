import { Injectable } from '@nestjs/common';
import { PayingService } from '#booking';
import { ClientService } from '#clients';
import type { ManagedAppointment } from '#contracts';
import { Database, type Here } from '#platform';
import { PracticeService } from '#practices';
import { AppointmentService, onTheWall, type AppointmentRow } from '#scheduling';
import type { RapportRequest } from '../http/request.js';
import { entryMethod } from './calendar-entry.js';
import { helpFor } from './help-for.js';
import { localOnPage } from './local-on-page.js';
import { whereaboutsView } from './whereabouts-view.js';

const hourMs = 3_600_000;

/** What every page behind a manage link shows of its appointment, in the zone of the link's owner. */
@Injectable()
export class ManagedPageView {
  constructor(
    private readonly db: Database,
    private readonly practices: PracticeService,
    private readonly paying: PayingService,
    private readonly appointments: AppointmentService,
    private readonly clients: ClientService,
  ) {}

  async read(here: Here, token: string, request: RapportRequest) {
    const managed = await this.paying.view({ ...here, readOnly: true }, token);
    const { timeZone } = managed.appointment;
    const { now, row, attendance, phone, locale, country } = await this.db.inPractice(
      { ...here, readOnly: true },
      async (tx) => {
        const { appointment: row, attendance } = await this.appointments.byManageToken(tx, token);
        const { phone } = await this.clients.get(tx, attendance.clientId);
        return { now: tx.now(), row, attendance, phone, ...(await this.practices.settings(tx)) };
      },
    );
    const whereabouts = attendance.status === 'accepted' ? whereaboutsView(row, { timeZone, phone }, now) : null;
    const helpLines = helpFor(request, country, timeZone);
    const terms = termsOf(managed, row, now);
    const moveUntilLocal = moveUntilOf(managed);
    const takesEntryOut = entryMethod(managed, row, attendance) === 'CANCEL';
    const joint = row.offering.kind === 'couple';
    const around = { whereabouts, terms, moveUntilLocal, takesEntryOut, helpLines };
    return { token, managed, ...around, ...holdOf(managed, now), locale, joint };
  }
}

/** What cancelling will cost once it is paid, for whoever has still to decide. */
function termsOf(
  { appointment, payment, attends }: ManagedAppointment,
  { policy, startAt }: AppointmentRow,
  now: Date,
) {
  const open = attends && payment.agreed !== undefined && ['held', 'pending_approval'].includes(appointment.status);
  if (!open) return null;
  const until = new Date(startAt.getTime() - policy.freeUntilHours * hourMs);
  // A request for two is answered at one instant, and nothing can be paid before it.
  const payableFrom = appointment.answerAt ? new Date(appointment.answerAt.at) : now;
  const untilLocal = until > payableFrom ? localOnPage(until, appointment.timeZone) : null;
  return { untilLocal, feePercent: policy.feePercent };
}

function moveUntilOf({ appointment: { start, timeZone }, rescheduleUntil }: ManagedAppointment): string | null {
  if (rescheduleUntil === undefined || rescheduleUntil === start) return null;
  return localOnPage(new Date(rescheduleUntil), timeZone);
}

function holdOf({ appointment: { holdExpiresAt, timeZone } }: ManagedAppointment, now: Date) {
  const today = onTheWall(now, timeZone).local.slice(0, 10);
  if (holdExpiresAt === undefined) return { today, holdUntil: null, holdSecondsLeft: null };
  const end = new Date(holdExpiresAt);
  return {
    today,
    holdUntil: localOnPage(end, timeZone),
    holdSecondsLeft: Math.max(0, Math.ceil((end.getTime() - now.getTime()) / 1000)),
  };
}
