import { Injectable } from '@nestjs/common';
import { locationFault } from '#contracts';
import { Invalid, type Tx } from '#platform';
import { Appointment } from './appointment.entity.js';
import { AppointmentService } from './appointment.service.js';
import { locationOf } from './domain/location.js';
import {
  keepAgreedLocation,
  relocateAgreed,
  relocateInHours,
  type OfferingLocation,
  type Relocated,
} from './location.store.js';
import { appointmentRelocated } from './scheduling.events.js';

/** Where appointments take place: as their offering says, or by a link, an address or a number of their own. */
@Injectable()
export class LocationService {
  constructor(private readonly appointments: AppointmentService) {}

  /** A single one; null: where its offering says. Whoever comes hears of what is agreed on. Throws AppointmentClosed, Invalid, NotFound. */
  async relocate(tx: Tx, id: string, location: string | null): Promise<void> {
    const one = await this.appointments.locked(tx, id);
    const fault = location === null ? null : locationFault(one.format, location);
    if (fault) throw new Invalid([{ path: 'location', message: fault }]);
    if (location === one.location) return;
    one.relocate(location, tx.now());
    const row = await this.appointments.get(tx, id);
    const standsAt = (own: string | null) => locationOf({ ...row, location: own })?.location;
    // The very link that the offering names is no news to anybody.
    if (standsAt(one.formerLocation) === standsAt(location)) one.relocatedAt = null;
    const { formerLocation, relocatedAt, revision } = one;
    await tx
      .repository(Appointment)
      .update({ practiceId: tx.practiceId, id }, { location, formerLocation, relocatedAt, revision: revision + 1 });
    tx.audit('appointment.relocated', id);
    if (one.status === 'confirmed' && relocatedAt && tx.now() < one.endAt)
      tx.emit(appointmentRelocated, { appointmentId: id });
  }

  /**
   * An offering says something else. Whoever booked while it was held in another way goes on meeting where that was; who
   * comes to another address, or calls another number, hears of it. A link nobody has seen before it works.
   */
  async follow(tx: Tx, before: OfferingLocation, after: OfferingLocation): Promise<void> {
    if (before.format !== after.format) return before.location === null ? undefined : keepAgreedLocation(tx, before);
    if (before.location === after.location || before.format === 'video') return;
    tellRelocated(tx, await relocateAgreed(tx, after, { before: before.location, after: after.location }));
  }

  /** The place of a coach's hours is another: whoever comes there hears of it. */
  async followHours(tx: Tx, scheduleId: string, change: Relocated): Promise<void> {
    if (change.before === change.after) return;
    tellRelocated(tx, await relocateInHours(tx, scheduleId, change));
  }
}

function tellRelocated(tx: Tx, appointmentIds: readonly string[]): void {
  for (const appointmentId of appointmentIds) {
    tx.audit('appointment.relocated', appointmentId);
    tx.emit(appointmentRelocated, { appointmentId });
  }
}
