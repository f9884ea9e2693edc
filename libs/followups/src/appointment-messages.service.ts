import { Injectable } from '@nestjs/common';
import { Database, system, type Tx } from '#platform';
import { relocationStandsFrom } from '#scheduling';
import { appointmentNow, toldWhenItStands, type AppointmentNow } from './appointment-now.js';
import { reminderAt } from './domain/due.js';
import { stepOf } from './domain/steps.js';
import type { TemplateName } from './domain/templates.js';
import { MessageService, type PlannedMessage } from './message.service.js';

type About = { appointmentId: string };
type OfAttendance = About & { attendanceId: string };

/** Which word tells somebody of an appointment that stands so, and leads to its page. */
const tellingWhereItStands: Readonly<Record<string, TemplateName>> = {
  held: 'approved',
  pending_approval: 'request',
  confirmed: 'confirmation',
};

/** The word about all appointments that were made together, in place of one about each. */
const ofWholeSeries: Partial<Record<TemplateName, TemplateName>> = {
  confirmation: 'series',
  'coach-booked': 'coach-series',
};

/** Of what was taken back before anybody was told, nobody is told. */
const isSilent = (template: TemplateName, { takenBack }: AppointmentNow): boolean =>
  takenBack && (template === 'cancellation' || template === 'coach-cancelled');

/** Plans the messages that follow from what happened to an appointment. Everything is read afresh: a job may come late or twice. */
@Injectable()
export class AppointmentMessages {
  constructor(
    private readonly db: Database,
    private readonly messages: MessageService,
  ) {}

  confirmation(practiceId: string, { appointmentId }: About): Promise<void> {
    return this.toAttendees(practiceId, appointmentId, ['confirmed'], 'confirmation', { expiresAtStart: true });
  }

  requestReceived(practiceId: string, { appointmentId }: About): Promise<void> {
    return this.toAttendees(practiceId, appointmentId, ['pending_approval'], 'request', { expiresAtStart: true });
  }

  /** The time is theirs once it is paid: the mail leads to the page where they can. */
  approved(practiceId: string, { appointmentId }: About): Promise<void> {
    return this.toAttendees(practiceId, appointmentId, ['held'], 'approved', { expiresAtStart: true });
  }

  declined(practiceId: string, { appointmentId }: About): Promise<void> {
    return this.toAttendees(practiceId, appointmentId, ['declined'], 'declined');
  }

  /**
   * A request that nobody answered, or a time agreed to that nobody paid for: both sides hear of its end. Who only looked
   * at the page to pay on was promised nothing, and hears nothing.
   */
  expired(practiceId: string, { appointmentId }: About): Promise<void> {
    return this.inPractice(practiceId, async (tx) => {
      const appointment = await appointmentNow(tx, appointmentId);
      if (appointment?.status !== 'expired' || !appointment.wasRequested) return;
      const recipients = [...appointment.attendees, { memberId: appointment.coachMemberId }];
      for (const to of recipients) {
        const template = 'memberId' in to ? 'coach-expired' : 'expired';
        await this.messages.plan(tx, { template, causeId: appointmentId, step: stepOf(template, appointment), to });
      }
    });
  }

  /** Not a word where nobody was told that it stood. */
  cancellation(practiceId: string, { appointmentId }: About): Promise<void> {
    return this.toAttendees(practiceId, appointmentId, ['cancelled'], 'cancellation');
  }

  /** It takes place elsewhere: whoever comes hears so once, when that stands, be it while it is under way. */
  relocated(practiceId: string, { appointmentId }: About): Promise<void> {
    return this.inPractice(practiceId, async (tx) => {
      const appointment = await appointmentNow(tx, appointmentId);
      if (appointment?.status !== 'confirmed' || !appointment.relocatedAt) return;
      const { id, attendees, relocatedAt, startAt, endAt } = appointment;
      const step = stepOf('relocated', appointment);
      const dueAt = relocationStandsFrom(relocatedAt, startAt);
      for (const to of attendees)
        await this.messages.plan(tx, { template: 'relocated', causeId: id, step, to, dueAt, expiresAt: endAt });
    });
  }

  /** A payment came after the time was let go: who was re-seated hears so by the confirmation. */
  async latePayment(
    practiceId: string,
    { appointmentId, outcome }: About & { outcome: 're_seated' | 'refunded' },
  ): Promise<void> {
    if (outcome === 'refunded')
      await this.toAttendees(practiceId, appointmentId, ['expired', 'cancelled', 'declined'], 'refunded');
  }

  /** One reminder per time: a moved appointment has another sequence, and the gate stops the old one. */
  reminders(practiceId: string, { appointmentId }: About): Promise<void> {
    return this.inPractice(practiceId, async (tx) => {
      const appointment = await appointmentNow(tx, appointmentId);
      const dueAt = appointment && reminderAt(appointment.startAt, tx.now());
      if (!appointment || !dueAt || appointment.status !== 'confirmed') return;
      const { dueAt: stands } = toldWhenItStands('reminder', appointment);
      for (const { clientId } of appointment.attendees)
        await this.messages.plan(tx, {
          template: 'reminder',
          causeId: appointment.id,
          step: stepOf('reminder', appointment),
          to: { clientId },
          dueAt: stands && stands > dueAt ? stands : dueAt,
          expiresAt: appointment.startAt,
        });
    });
  }

  tellCoach(
    practiceId: string,
    { appointmentId }: About,
    template: 'coach-booked' | 'coach-request' | 'coach-cancelled',
  ): Promise<void> {
    return this.inPractice(practiceId, async (tx) => {
      const appointment = await appointmentNow(tx, appointmentId);
      if (!appointment || isSilent(template, appointment)) return;
      await this.messages.plan(tx, {
        ...(await this.toldOf(tx, template, appointment)),
        to: { memberId: appointment.coachMemberId },
        ...toldWhenItStands(template, appointment),
      });
    });
  }

  /** Whoever gave up their place hears so once, with a file that takes it out of their calendar. */
  withdrawal(practiceId: string, { appointmentId, attendanceId }: OfAttendance): Promise<void> {
    return this.inPractice(practiceId, async (tx) => {
      const gone = await tx.one<{ clientId: string }>(
        `SELECT client_id AS "clientId" FROM attendances WHERE id = $1 AND status = 'withdrawn'`,
        [attendanceId],
      );
      const step = `withdrawal:${attendanceId}`;
      if (gone) await this.messages.plan(tx, { template: 'withdrawal', causeId: appointmentId, step, to: gone });
    });
  }

  /** Each withdrawal is told once; who it was stands in the studio, not in the mail. */
  tellCoachWithdrawn(practiceId: string, { appointmentId, attendanceId }: OfAttendance): Promise<void> {
    return this.inPractice(practiceId, async (tx) => {
      const appointment = await appointmentNow(tx, appointmentId);
      if (!appointment) return;
      const step = `coach-withdrawn:${attendanceId}:${appointment.sequence}`;
      const to = { memberId: appointment.coachMemberId };
      await this.messages.plan(tx, { template: 'coach-withdrawn', causeId: appointment.id, step, to });
    });
  }

  /** Everything ahead of a person, mailed once more to the address they have now; each time of changing it (`askedId`) once. */
  anew(practiceId: string, { clientId }: { clientId: string }, askedId: string): Promise<void> {
    return this.inPractice(practiceId, async (tx) => {
      const coming = await tx.query<{ id: string; status: string; sequence: number; startAt: Date }>(
        `SELECT a.id, a.status, a.sequence, a.start_at AS "startAt" FROM attendances t JOIN appointments a ON a.id = t.appointment_id
         WHERE t.client_id = $1 AND t.status = 'accepted' AND a.start_at > $2
           AND a.status IN ('held', 'pending_approval', 'confirmed') ORDER BY a.start_at, a.id`,
        [clientId, tx.now()],
      );
      for (const { id, status, sequence, startAt } of coming) {
        const template = tellingWhereItStands[status]!;
        const step = `anew:${askedId}:${template}:${sequence}`;
        await this.messages.plan(tx, { template, causeId: id, step, to: { clientId }, expiresAt: startAt });
      }
    });
  }

  private toAttendees(
    practiceId: string,
    appointmentId: string,
    statuses: readonly string[],
    template: TemplateName,
    { expiresAtStart = false } = {},
  ): Promise<void> {
    return this.inPractice(practiceId, async (tx) => {
      const appointment = await appointmentNow(tx, appointmentId);
      if (!appointment || !statuses.includes(appointment.status) || isSilent(template, appointment)) return;
      const told = await this.toldOf(tx, template, appointment);
      for (const { clientId } of appointment.attendees)
        await this.messages.plan(tx, {
          ...(expiresAtStart && { expiresAt: appointment.startAt }),
          ...told,
          to: { clientId },
          ...toldWhenItStands(template, appointment),
        });
    });
  }

  /** The word itself; of what was made together and stands where it was made there is one about all. */
  private async toldOf(
    tx: Tx,
    template: TemplateName,
    appointment: AppointmentNow,
  ): Promise<Pick<PlannedMessage, 'template' | 'causeId' | 'step' | 'expiresAt'>> {
    const { id: causeId, seriesId, sequence } = appointment;
    const ofSeries = ofWholeSeries[template];
    if (!ofSeries || seriesId === null || sequence > 0)
      return { template, causeId, step: stepOf(template, appointment) };
    const last = await tx.one<{ startAt: Date }>(
      'SELECT max(start_at) AS "startAt" FROM appointments WHERE series_id = $1',
      [seriesId],
    );
    return { template: ofSeries, causeId: seriesId, step: `${ofSeries}:0`, ...(last && { expiresAt: last.startAt }) };
  }

  private inPractice(practiceId: string, work: (tx: Tx) => Promise<void>): Promise<void> {
    return this.db.inPractice({ practiceId, actor: system }, work);
  }
}
