import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform';
import { AppointmentService } from '#scheduling';
import { appointmentConfirmed } from './booking.events.js';
import { JointSeats } from './joint-seats.service.js';

/** The moment an appointment is agreed on, however it came to it: states it, and gives those who come their part. */
@Injectable()
export class AgreementService {
  constructor(
    private readonly appointments: AppointmentService,
    private readonly seats: JointSeats,
  ) {}

  /** A held or requested appointment is agreed on. Throws AppointmentClosed. */
  async confirm(tx: Tx, appointmentId: string): Promise<void> {
    await this.appointments.confirm(tx, appointmentId);
    await this.state(tx, appointmentId);
  }

  /** What follows once an appointment is confirmed already. One that is known to be for one person has no other seats. */
  async state(tx: Tx, appointmentId: string, { joint = true } = {}): Promise<void> {
    if (joint) await this.seats.seat(tx, appointmentId);
    tx.emit(appointmentConfirmed, { appointmentId });
  }
}
