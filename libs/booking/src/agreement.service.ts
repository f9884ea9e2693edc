import { Injectable } from '@nestjs/common';
import { ClientService } from '#clients';
import type { Tx } from '#platform';
import { AppointmentService } from '#scheduling';
import { appointmentConfirmed } from './booking.events.js';
import { JointSeats } from './joint-seats.service.js';

/** The moment an appointment is agreed on, however it came to it: states it, and makes clients of those who come. */
@Injectable()
export class AgreementService {
  constructor(
    private readonly appointments: AppointmentService,
    private readonly clients: ClientService,
    private readonly seats: JointSeats,
  ) {}

  /** A held or requested appointment is agreed on. Throws AppointmentClosed. */
  async confirm(tx: Tx, appointmentId: string): Promise<void> {
    await this.appointments.confirm(tx, appointmentId);
    await this.state(tx, appointmentId);
  }

  /** What follows once an appointment is confirmed already. */
  async state(tx: Tx, appointmentId: string): Promise<void> {
    await this.seats.seat(tx, appointmentId);
    const { attendances } = await this.appointments.get(tx, appointmentId);
    for (const { clientId } of attendances.filter(({ status }) => status === 'accepted'))
      if (await this.isThemselves(tx, clientId)) await this.clients.becomeClient(tx, clientId);
    tx.emit(appointmentConfirmed, { appointmentId });
  }

  /** Whoever booked with an address that a client of the practice confirmed stays a contact until their mailed link is opened. */
  private async isThemselves(tx: Tx, clientId: string): Promise<boolean> {
    const client = await this.clients.get(tx, clientId);
    return client.confirmedAt !== null || !(await this.clients.isConfirmedAddress(tx, client.email));
  }
}
