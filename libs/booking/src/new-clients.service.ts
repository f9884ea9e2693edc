import { Injectable } from '@nestjs/common';
import { ClientService } from '#clients';
import { Database, system, type Tx } from '#platform';
import { AppointmentService } from '#scheduling';

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
    private readonly clients: ClientService,
  ) {}

  /** The job. Safe to repeat. */
  async among(practiceId: string, appointmentId: string): Promise<void> {
    await this.db.inPractice({ practiceId, actor: system }, async (tx) => {
      const { attendances } = await this.appointments.get(tx, appointmentId);
      for (const { clientId } of attendances.filter(({ status }) => status === 'accepted'))
        if (await this.isThemselves(tx, clientId)) await this.clients.becomeClient(tx, clientId);
    });
  }

  private async isThemselves(tx: Tx, clientId: string): Promise<boolean> {
    const client = await this.clients.get(tx, clientId);
    return client.confirmedAt !== null || !(await this.clients.isConfirmedAddress(tx, client.email));
  }
}
