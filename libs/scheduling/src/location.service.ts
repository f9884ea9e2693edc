import { Injectable } from '@nestjs/common';
import { locationFault } from '#contracts';
import { Invalid, type Tx } from '#platform';
import { Appointment } from './appointment.entity.js';
import { AppointmentService } from './appointment.service.js';
import { locationOf } from './domain/location.js';

/** Where a single appointment takes place: a link, an address or a number of its own, whatever its offering says. */
@Injectable()
export class LocationService {
  constructor(private readonly appointments: AppointmentService) {}

  /** Null: where its offering says. Answers whether those who come have to hear of it. Throws AppointmentClosed, Invalid, NotFound. */
  async relocate(tx: Tx, id: string, location: string | null): Promise<boolean> {
    const one = await this.appointments.locked(tx, id);
    const fault = location === null ? null : locationFault(one.format, location);
    if (fault) throw new Invalid([{ path: 'location', message: fault }]);
    if (location === one.location) return false;
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
    return one.status === 'confirmed' && relocatedAt !== null && tx.now() < one.endAt;
  }
}
