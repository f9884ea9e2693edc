import { Injectable } from '@nestjs/common';
import { CaseService } from '#clients';
import { Database, system, type Tx } from '#platform';
import { AppointmentService, type AppointmentRow } from '#scheduling';
import { attendanceAccepted } from './booking.events.js';

/**
 * The parts two people have in a joint appointment. Once it is agreed on, everybody who has their place in the case
 * comes; who never gave their address themself is only invited, and hears nothing until they opened a mailed link.
 */
@Injectable()
export class JointSeats {
  constructor(
    private readonly db: Database,
    private readonly appointments: AppointmentService,
    private readonly cases: CaseService,
  ) {}

  /** The job: people came into a case, or turned out to be who they are. What is over stays as it was. */
  async seatAll(practiceId: string, clientId: string): Promise<void> {
    await this.db.inPractice({ practiceId, actor: system }, async (tx) => {
      for (const appointmentId of await this.appointments.comingJoint(tx, clientId))
        if (await this.seat(tx, appointmentId)) tx.emit(attendanceAccepted, { appointmentId });
    });
  }

  /** Answers whether anybody comes now who did not before. Safe to repeat. */
  async seat(tx: Tx, appointmentId: string): Promise<boolean> {
    await this.appointments.locked(tx, appointmentId);
    const appointment = await this.appointments.get(tx, appointmentId);
    const { offering, status, startAt, caseId } = appointment;
    if (offering.kind !== 'couple' || status !== 'confirmed' || startAt <= tx.now()) return false;
    const comers = await this.cases.comers(tx, caseId);
    const vouched = isVouchedFor(tx, appointment) || comers.some((one) => one.confirmed && attends(appointment, one));
    if (!vouched) return false;
    let more = false;
    for (const { clientId, name, timeZone, gaveAddress } of comers) {
      const own = appointment.attendances.find((one) => one.clientId === clientId);
      if (own && gaveAddress) more = (await this.appointments.accept(tx, own.id)) || more;
      if (own) continue;
      const person = { clientId, name, timeZone, status: gaveAddress ? 'accepted' : 'invited' } as const;
      await this.appointments.addAttendance(tx, appointmentId, person);
      more ||= gaveAddress;
    }
    return more;
  }
}

/** A stranger who types two known addresses must not make us write to either: staff agreed, or the booker is known. */
function isVouchedFor(tx: Tx, { history }: AppointmentRow): boolean {
  const isStaff = (kind: string) => kind === 'member' || kind === 'api-key';
  return isStaff(tx.actor.kind) || history.some(({ actorKind }) => isStaff(actorKind));
}

function attends({ attendances }: AppointmentRow, { clientId }: { clientId: string }): boolean {
  return attendances.some((one) => one.clientId === clientId && one.status === 'accepted');
}
