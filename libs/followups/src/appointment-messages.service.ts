import { Injectable } from '@nestjs/common';
import { Database, system, type Tx } from '#platform';
import { reminderAt } from './domain/due.js';
import type { TemplateName } from './domain/templates.js';
import { MessageService } from './message.service.js';

interface AppointmentNow {
  id: string;
  status: string;
  sequence: number;
  startAt: Date;
  coachMemberId: string;
  attendees: { clientId: string }[];
}

type About = { appointmentId: string };

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

  cancellation(practiceId: string, { appointmentId }: About): Promise<void> {
    return this.toAttendees(practiceId, appointmentId, ['cancelled'], 'cancellation');
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
      const appointment = await this.read(tx, appointmentId);
      const dueAt = appointment && reminderAt(appointment.startAt, tx.now());
      if (!appointment || !dueAt || appointment.status !== 'confirmed') return;
      for (const { clientId } of appointment.attendees)
        await this.messages.plan(tx, {
          template: 'reminder',
          causeId: appointment.id,
          step: `reminder:${appointment.sequence}`,
          to: { clientId },
          dueAt,
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
      const appointment = await this.read(tx, appointmentId);
      if (!appointment) return;
      const step = `${template}:${appointment.sequence}`;
      await this.messages.plan(tx, {
        template,
        causeId: appointment.id,
        step,
        to: { memberId: appointment.coachMemberId },
      });
    });
  }

  /** Each withdrawal is told once; who it was stands in the studio, not in the mail. */
  tellCoachWithdrawn(
    practiceId: string,
    { appointmentId, attendanceId }: About & { attendanceId: string },
  ): Promise<void> {
    return this.inPractice(practiceId, async (tx) => {
      const appointment = await this.read(tx, appointmentId);
      if (!appointment) return;
      const step = `coach-withdrawn:${attendanceId}:${appointment.sequence}`;
      const to = { memberId: appointment.coachMemberId };
      await this.messages.plan(tx, { template: 'coach-withdrawn', causeId: appointment.id, step, to });
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
      const appointment = await this.read(tx, appointmentId);
      if (!appointment || !statuses.includes(appointment.status)) return;
      for (const { clientId } of appointment.attendees)
        await this.messages.plan(tx, {
          template,
          causeId: appointment.id,
          step: `${template}:${appointment.sequence}`,
          to: { clientId },
          ...(expiresAtStart && { expiresAt: appointment.startAt }),
        });
    });
  }

  private read(tx: Tx, appointmentId: string): Promise<AppointmentNow | null> {
    return tx.one<AppointmentNow>(
      `SELECT a.id, a.status, a.sequence, a.start_at AS "startAt", k.member_id AS "coachMemberId",
              coalesce((SELECT json_agg(json_build_object('clientId', t.client_id) ORDER BY t.id) FROM attendances t
                        WHERE t.appointment_id = a.id AND t.status = 'accepted'), '[]') AS attendees
       FROM appointments a JOIN coaches k ON k.practice_id = a.practice_id AND k.id = a.coach_id WHERE a.id = $1`,
      [appointmentId],
    );
  }

  private inPractice(practiceId: string, work: (tx: Tx) => Promise<void>): Promise<void> {
    return this.db.inPractice({ practiceId, actor: system }, work);
  }
}
