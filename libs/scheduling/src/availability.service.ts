import { Injectable } from '@nestjs/common';
import { Invalid, NotFound, StaleRevision, type Tx } from '#platform';
import { rememberHours } from './changing-hours.store.js';
import type { Availability } from './domain/availability.js';
import { availabilityFaults } from './domain/availability-faults.js';

/** A coach's availability as it was read: revision 0 where nothing was said yet. */
export interface AvailabilityRead extends Availability {
  readonly revision: number;
}

/** When coaches work: weekly hours and dated exceptions in each coach's own zone. */
@Injectable()
export class AvailabilityService {
  /** A coach who said nothing yet has no hours, in the zone of their profile. */
  async get(tx: Tx, coachId: string): Promise<AvailabilityRead> {
    const found = await tx.one<AvailabilityRead>(
      `SELECT coalesce(a.time_zone, c.time_zone) AS "timeZone", coalesce(a.weekly, '[]') AS weekly,
         coalesce(a.overrides, '[]') AS overrides, coalesce(a.revision, 0) AS revision
       FROM coaches c LEFT JOIN availabilities a ON a.coach_id = c.id WHERE c.id = $1`,
      [coachId],
    );
    if (!found) throw new NotFound('coach');
    return found;
  }

  /** Replaces the whole. Throws StaleRevision, and Invalid with the path of each fault. */
  async put(tx: Tx, coachId: string, revision: number, wanted: Availability): Promise<AvailabilityRead> {
    const before = await this.get(tx, coachId);
    const faults = availabilityFaults(wanted);
    if (faults.length > 0) throw new Invalid(faults);
    if (before.revision !== revision) throw new StaleRevision(before.revision);
    await rememberHours(tx, [coachId]);
    const values = [coachId, wanted.timeZone, JSON.stringify(wanted.weekly), JSON.stringify(wanted.overrides)];
    // Of two who read the same revision, the second finds no row to write.
    const written = await tx.query(
      revision === 0
        ? `INSERT INTO availabilities (coach_id, time_zone, weekly, overrides) VALUES ($1, $2, $3, $4)
           ON CONFLICT DO NOTHING RETURNING coach_id`
        : `UPDATE availabilities SET time_zone = $2, weekly = $3, overrides = $4, revision = revision + 1
           WHERE coach_id = $1 AND revision = $5 RETURNING coach_id`,
      revision === 0 ? values : [...values, revision],
    );
    if (written.length === 0) throw new StaleRevision((await this.get(tx, coachId)).revision);
    tx.audit('availability.changed', coachId);
    return this.get(tx, coachId);
  }
}
