import { Injectable } from '@nestjs/common';
import { PaymentService } from '#billing';
import { Database, type Here } from '#platform';
import { AppointmentService, LocationService } from '#scheduling';
import type { Shown } from './shown.js';

/** Staff say where a single appointment takes place; whoever comes hears of it once it is agreed on. */
@Injectable()
export class RelocatingService {
  constructor(
    private readonly db: Database,
    private readonly appointments: AppointmentService,
    private readonly locations: LocationService,
    private readonly payments: PaymentService,
  ) {}

  /** Null: where its offering says. Throws AppointmentClosed, Invalid, NotFound. */
  relocate(here: Here, id: string, location: string | null): Promise<Shown> {
    return this.db.inPractice(here, async (tx) => {
      await this.locations.relocate(tx, id, location);
      await tx.flush(); // the answer's history tells what was just done
      return { appointment: await this.appointments.get(tx, id), payment: await this.payments.findFor(tx, id) };
    });
  }
}
