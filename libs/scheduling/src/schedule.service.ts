import { Injectable } from '@nestjs/common';
import {
  codeOf,
  idAfter,
  Invalid,
  NamesNothing,
  newId,
  NotFound,
  pageOf,
  StaleRevision,
  type Page,
  type PageAsked,
  type Tx,
} from '#platform';
import { rememberHours } from './changing-hours.store.js';
import type { Availability } from './domain/availability.js';
import { availabilityFaults } from './domain/availability-faults.js';
import { LocationService } from './location.service.js';
import { OfferingCoach } from './offering.entity.js';
import { OfferingService } from './offering.service.js';
import type { OfferingRow } from './offering.store.js';
import { Schedule } from './schedule.entity.js';
import { findFollowers, findSchedules, lockSchedule, type ScheduleRow } from './schedule.store.js';
import { ScheduleInUse } from './scheduling.errors.js';
import { lockCalendars } from './slot.store.js';

const mostSchedules = 20;

/** Hours with a name, as somebody writes them. */
export interface ScheduleWanted extends Availability {
  readonly name: string;
  readonly place?: { readonly name: string; readonly address: string } | null | undefined;
}

/** Which hours an offering is to follow with a coach; null: the usual ones. */
export interface HoursChosen {
  readonly offering: string;
  readonly coach: string;
  readonly schedule: string | null;
}

/** The further hours of coaches beside their usual ones, and which offerings follow them. Whatever follows, the coach's busy time is one. */
@Injectable()
export class ScheduleService {
  constructor(
    private readonly offerings: OfferingService,
    private readonly locations: LocationService,
  ) {}

  async list(tx: Tx, coachId: string, { limit, cursor }: PageAsked): Promise<Page<ScheduleRow>> {
    const rows = await findSchedules(tx, { coachId, after: idAfter(cursor), limit: limit + 1 });
    return pageOf(rows, limit, ({ id }) => [id]);
  }

  async get(tx: Tx, id: string): Promise<ScheduleRow> {
    const [found] = await findSchedules(tx, { id });
    if (!found) throw new NotFound('schedule');
    return found;
  }

  /** Throws Invalid, also for a name the coach has given already. */
  async add(tx: Tx, coachId: string, wanted: ScheduleWanted): Promise<ScheduleRow> {
    refuseFaults(wanted);
    await lockCalendars(tx, [coachId]); // of many who add at once each counts those before
    const before = await findSchedules(tx, { coachId, after: null, limit: mostSchedules });
    if (before.length >= mostSchedules)
      throw new Invalid([
        { path: 'name', message: `A coach can have ${mostSchedules} further schedules. Remove one first.` },
      ]);
    const id = newId();
    const own = { practiceId: tx.practiceId, id, coachId, createdAt: tx.now(), revision: 1 };
    await nameRefusal(tx.repository(Schedule).insert({ ...own, ...columnsOf(wanted) }));
    tx.audit('schedule.added', id);
    return this.get(tx, id);
  }

  /**
   * Replaces the whole; a place that is left out is taken away, and whoever is expected there hears of another. Throws
   * StaleRevision and what `add` throws.
   */
  async put(tx: Tx, id: string, revision: number, wanted: ScheduleWanted): Promise<ScheduleRow> {
    refuseFaults(wanted);
    await lockSchedule(tx, id);
    const before = await this.get(tx, id);
    if (before.revision !== revision) throw new StaleRevision(before.revision);
    await rememberHours(tx, [before.coachId]);
    const changed = { ...columnsOf(wanted), revision: revision + 1 };
    await nameRefusal(tx.repository(Schedule).update({ practiceId: tx.practiceId, id }, changed));
    tx.audit('schedule.changed', id);
    const after = await this.get(tx, id);
    await this.locations.followHours(tx, id, { before: placeText(before), after: placeText(after) });
    return after;
  }

  /** Throws ScheduleInUse, which says by what. */
  async remove(tx: Tx, id: string): Promise<void> {
    await lockSchedule(tx, id);
    await this.get(tx, id);
    const { offerings, appointments } = await findFollowers(tx, id);
    if (offerings.length > 0 || appointments > 0) throw new ScheduleInUse(offerings, appointments);
    await tx.repository(Schedule).delete({ practiceId: tx.practiceId, id });
    tx.audit('schedule.removed', id);
  }

  /** Has an offering follow these hours with this coach. Throws StaleRevision, and NamesNothing for hours of another coach. */
  async follow(tx: Tx, { offering: id, coach, schedule }: HoursChosen, revision: number): Promise<OfferingRow> {
    await tx.query('SELECT 1 FROM offerings WHERE id = $1 FOR UPDATE', [id]);
    const before = await this.offerings.get(tx, id);
    if (!before.coaches.some((one) => one.id === coach)) throw new NotFound('coach');
    if (before.revision !== revision) throw new StaleRevision(before.revision);
    if (schedule !== null) await lockSchedule(tx, schedule); // or it might be removed in this moment
    if (schedule !== null && (await findSchedules(tx, { id: schedule }))[0]?.coachId !== coach)
      throw new NamesNothing([{ path: 'schedule', message: 'There is no such schedule.' }]);
    await rememberHours(tx, [coach]);
    const link = { practiceId: tx.practiceId, offeringId: id, coachId: coach };
    await tx.repository(OfferingCoach).update(link, { scheduleId: schedule });
    await tx.query('UPDATE offerings SET revision = revision + 1 WHERE id = $1', [id]);
    tx.audit('offering.changed', id);
    return this.offerings.get(tx, id);
  }
}

function refuseFaults(wanted: Availability): void {
  const faults = availabilityFaults(wanted);
  if (faults.length > 0) throw new Invalid(faults);
}

function columnsOf({ name, timeZone, weekly, overrides, place }: ScheduleWanted) {
  return { name, timeZone, weekly, overrides, placeName: place?.name ?? null, placeAddress: place?.address ?? null };
}

/** As whoever is expected there reads it. */
const placeText = ({ place }: ScheduleRow): string | null => place && `${place.name}, ${place.address}`;

/** The database alone knows for sure whether a name is free. */
async function nameRefusal(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (codeOf(error) === '23505')
      throw new Invalid([{ path: 'name', message: 'Other hours of this coach have this name. Choose another.' }]);
    throw error;
  }
}
