import { Injectable } from '@nestjs/common';
import { CaseService, ClientService, type ClientRow } from '#clients';
import type { AppointmentCreate } from '#contracts';
import { Database, Invalid, mustExist, namedAt, type Here, type Tx } from '#platform';
import { AppointmentService, OfferingService, SlotService, type OfferingRow } from '#scheduling';
import type { Shown } from './shown.js';
import { EnteringService } from './entering.service.js';
import { HoldsService } from './holds.service.js';
import { ReasonsService } from './reasons.service.js';
import { startOf } from './staff-start.js';

/** Staff book for a client. */
@Injectable()
export class StaffBooking {
  constructor(
    private readonly db: Database,
    private readonly offerings: OfferingService,
    private readonly slots: SlotService,
    private readonly clients: ClientService,
    private readonly cases: CaseService,
    private readonly entering: EnteringService,
    private readonly holds: HoldsService,
    private readonly appointments: AppointmentService,
    private readonly reasons: ReasonsService,
  ) {}

  /**
   * Books for someone the practice knows or a new person. An override lifts hours and notice, never an overlap. Throws
   * TimeUnclear, SlotTaken, SlotNotOffered, Invalid, NamesNothing.
   */
  book(here: Here, request: AppointmentCreate): Promise<Shown> {
    return this.holds.makingRoom(here, () => this.bookOnce(here, request));
  }

  private bookOnce(here: Here, request: AppointmentCreate): Promise<Shown> {
    const start = startOf(request.start);
    return this.db.inPractice(here, async (tx) => {
      const offering = await namedAt('offering', () => this.offerings.get(tx, request.offering));
      if (offering.kind === 'group')
        throw new Invalid([{ path: 'offering', message: 'Seats of a group cannot be booked yet.' }]);
      await mustExist(tx, [{ path: 'coach', what: 'coach', table: 'coaches', id: request.coach }]);
      const coach = offering.coaches.find(({ id, active }) => id === request.coach && active);
      if (!coach) throw new Invalid([{ path: 'coach', message: 'This coach does not offer it.' }]);
      const client = await this.clientOf(tx, request.client);
      const timeZone = typeof request.client === 'string' ? client.timeZone : request.client.timeZone;
      const override = request.override !== undefined;
      const wanted = { start, coach: coach.slug, timeZone, override, mustBeFresh: true };
      const slot = await this.slots.claim(tx, offering, wanted, this.holds.releaseUnpayable);
      const caseId = await this.caseFor(tx, offering, request, client.id);
      const name = typeof request.client === 'string' ? client.name : request.client.name;
      const entry = { offering, slot, caseId, clientId: client.id, name, timeZone };
      const { appointmentId, payment } = await this.entering.enterApproved(tx, entry);
      if (override) tx.audit('appointment.rules-lifted', appointmentId);
      await this.reasons.keep(tx, appointmentId, 'override', request.override?.reason);
      await tx.flush(); // the answer's history tells what was just done
      return { appointment: await this.appointments.get(tx, appointmentId), payment };
    });
  }

  /** Someone of this name and address is taken as the same person: a mailbox may be shared, so the name has to fit too. */
  private async clientOf(tx: Tx, client: AppointmentCreate['client']): Promise<ClientRow> {
    if (typeof client === 'string') return namedAt('client', () => this.clients.get(tx, client));
    return (await this.clients.find(tx, client)) ?? this.clients.create(tx, client);
  }

  private async caseFor(tx: Tx, offering: OfferingRow, request: AppointmentCreate, clientId: string): Promise<string> {
    const coachId = request.coach;
    if (request.case === undefined) {
      const kind = offering.kind === 'couple' ? 'couple' : 'individual';
      return (await this.cases.openFor(tx, { clientId, coachId, kind })).caseId;
    }
    const wanted = request.case;
    const { id, coachId: itsCoachId, participants } = await namedAt('case', () => this.cases.get(tx, wanted));
    const joined = participants.some((one) => one.clientId === clientId && one.status === 'joined');
    if (!joined || itsCoachId !== coachId)
      throw new Invalid([{ path: 'case', message: 'This is not a case of this client with this coach.' }]);
    return id;
  }
}
