import { Injectable } from '@nestjs/common';
import type { AppointmentCreate } from '#contracts';
import { Database, type Here } from '#platform';
import { AppointmentService, SlotService } from '#scheduling';
import { EnteringService } from './entering.service.js';
import { ForWhomService } from './for-whom.service.js';
import { HoldsService } from './holds.service.js';
import { ReasonsService } from './reasons.service.js';
import type { Shown } from './shown.js';
import { startOf } from './staff-start.js';

/** Staff book for a client. */
@Injectable()
export class StaffBooking {
  constructor(
    private readonly db: Database,
    private readonly forWhom: ForWhomService,
    private readonly slots: SlotService,
    private readonly entering: EnteringService,
    private readonly holds: HoldsService,
    private readonly appointments: AppointmentService,
    private readonly reasons: ReasonsService,
  ) {}

  /**
   * Books for someone the practice knows or a new person; it may be taken back for three minutes, and nobody is told before.
   * An override lifts hours and notice, never an overlap. Throws TimeUnclear, SlotTaken, SlotNotOffered, Invalid, NamesNothing.
   */
  book(here: Here, request: AppointmentCreate): Promise<Shown> {
    return this.holds.makingRoom(here, () => this.bookOnce(here, request));
  }

  private bookOnce(here: Here, request: AppointmentCreate): Promise<Shown> {
    const start = startOf(request.start);
    return this.db.inPractice(here, async (tx) => {
      const { offering, coach } = await this.forWhom.offered(tx, request);
      const client = await this.forWhom.client(tx, request);
      const override = request.override !== undefined;
      // Whoever works here reads other times on the coach's wall, as all times of the calendar.
      const wanted = { start, coach: coach.slug, timeZone: coach.timeZone, override, mustBeFresh: true };
      const slot = await this.slots.claim(tx, offering, wanted, this.holds.releaseUnpayable);
      const caseId = await this.forWhom.caseOf(tx, offering, request, client.clientId);
      const { appointmentId, payment } = await this.entering.enterApproved(tx, { offering, slot, caseId, ...client });
      if (override) tx.audit('appointment.rules-lifted', appointmentId);
      await this.reasons.keep(tx, appointmentId, 'override', request.override?.reason);
      await tx.flush(); // the answer's history tells what was just done
      return { appointment: await this.appointments.get(tx, appointmentId), payment };
    });
  }
}
