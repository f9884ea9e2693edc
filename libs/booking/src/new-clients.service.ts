import { Injectable } from '@nestjs/common';
import { ClientService } from '#clients';
import { Database, system, type Tx } from '#platform';
import { AppointmentService, AttendanceService, settledFrom } from '#scheduling';
import { makeClients } from './booking.jobs.js';

/**
 * Who turns from a contact into a client because something was agreed on with them. Whoever booked with an address that a
 * client confirmed stays a contact until their mailed link is opened; a job finds that out, so that nothing which runs
 * before the answer to a booking depends on whether the address is known.
 */
@Injectable()
export class NewClients {
  constructor(
    private readonly db: Database,
    private readonly appointments: AppointmentService,
    private readonly attendances: AttendanceService,
    private readonly clients: ClientService,
  ) {}

  /** The job once an appointment is agreed on, whatever became of it since. Safe to repeat. */
  async among(practiceId: string, appointmentId: string): Promise<void> {
    await this.db.inPractice({ practiceId, actor: system }, async (tx) => {
      const appointment = await this.appointments.get(tx, appointmentId);
      const { attendances } = appointment;
      const dueAt = settledFrom(appointment);
      if (tx.now() < dueAt) return tx.schedule(makeClients, { appointmentId }, { dueAt });
      for (const { clientId } of attendances)
        if (await this.isThemselves(tx, clientId)) await this.becomeWhatTheyAre(tx, clientId);
    });
  }

  /** The job once a mailed link was opened: somebody whose request waits, or came to nothing, stays a contact. Safe to repeat. */
  async confirmed(practiceId: string, clientId: string): Promise<void> {
    await this.db.inPractice({ practiceId, actor: system }, async (tx) => {
      await this.becomeWhatTheyAre(tx, (await this.clients.get(tx, clientId)).id);
    });
  }

  private async becomeWhatTheyAre(tx: Tx, clientId: string): Promise<void> {
    if (await this.attendances.wasAgreedWith(tx, clientId)) await this.clients.becomeClient(tx, clientId);
  }

  private async isThemselves(tx: Tx, clientId: string): Promise<boolean> {
    const client = await this.clients.get(tx, clientId);
    return client.confirmedAt !== null || !(await this.clients.isConfirmedAddress(tx, client.email));
  }
}
