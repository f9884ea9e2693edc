import { Injectable } from '@nestjs/common';
import type { SlotPreview, SlotPreviewAsked } from '#contracts';
import { Invalid, NamesNothing, NotFound, namedAt, type Tx } from '#platform';
import { AvailabilityService } from './availability.service.js';
import type { Availability } from './domain/availability.js';
import { slotChanges } from './domain/slot-changes.js';
import { instantText, rangeOfDates, slotDays } from './domain/slot-days.js';
import { minuteMs } from './domain/zone-transitions.js';
import { offeredBy } from './offered-starts.js';
import { OfferingService } from './offering.service.js';
import type { OfferingRow } from './offering.store.js';
import { ScheduleService } from './schedule.service.js';
import { readCalendars } from './slot.store.js';

/** What visitors would be offered by hours that are being edited: by the very function that lists the slots. Writes nothing. */
@Injectable()
export class SlotPreviews {
  constructor(
    private readonly offerings: OfferingService,
    private readonly availability: AvailabilityService,
    private readonly schedules: ScheduleService,
  ) {}

  /** Throws NamesNothing for an offering or schedule that is not there, Invalid for an offering of others. */
  async preview(tx: Tx, coachId: string, asked: SlotPreviewAsked): Promise<SlotPreview> {
    const kept = await this.kept(tx, coachId, asked.schedule ?? null);
    const offering = await namedAt('offering', () => this.offerings.get(tx, asked.offering));
    if (!offering.coaches.some(({ id }) => id === coachId))
      throw new Invalid([{ path: 'offering', message: 'This coach does not offer it.' }]);
    const dates = { from: asked.from, to: asked.to, timeZone: asked.timeZone ?? asked.availability.timeZone };
    const [before, after] = await this.startsBy(tx, coachId, offering, rangeOfDates(dates), [kept, asked.availability]);
    const changes = slotChanges(before ?? [], after ?? []);
    const changeOf = new Map(changes.map(({ start, change }) => [instantText(start), change]));
    const counted = (...kinds: string[]) => changes.filter(({ change }) => kinds.includes(change)).length;
    const listed = changes.map(({ start }) => ({ start, coach: '' }));
    return {
      timeZone: dates.timeZone,
      offering: offering.id,
      offered: counted('none', 'gained'),
      gained: counted('gained'),
      lost: counted('lost'),
      days: slotDays(listed, offering.durationMinutes * minuteMs, dates).map(({ date, slots }) => ({
        date,
        slots: slots.map(({ coach: _coach, ...slot }) => ({ ...slot, change: changeOf.get(slot.start) ?? 'none' })),
      })),
    };
  }

  private async kept(tx: Tx, coachId: string, schedule: string | null): Promise<Availability> {
    const usual = await this.availability.get(tx, coachId);
    if (schedule === null) return usual;
    const found = await namedAt('schedule', () => this.schedules.get(tx, schedule));
    if (found.coachId !== coachId)
      throw new NamesNothing([{ path: 'schedule', message: 'There is no such schedule.' }]);
    return found;
  }

  /** The starts by each of these hours over one and the same busy time; none of what visitors cannot book. */
  private async startsBy(
    tx: Tx,
    coachId: string,
    offering: OfferingRow,
    range: { readonly start: number; readonly end: number },
    hours: readonly Availability[],
  ): Promise<number[][]> {
    if (!offering.active || offering.kind === 'group') return [];
    const limited = offering.maxPerDay !== null || offering.maxPerWeek !== null;
    const [calendar] = await readCalendars(tx, { offeringId: offering.id, coachIds: [coachId], range, limited });
    if (!calendar) throw new NotFound('coach');
    return hours.map((availability) =>
      offeredBy([{ ...calendar, availability }], offering, tx.now(), range).map(({ start }) => start),
    );
  }
}
