import { Injectable } from '@nestjs/common';
import type { SlotExplanation } from '#contracts';
import { newId, NotFound, type Tx } from '#platform';
import { selectAppointments, type AppointmentRow } from './appointment.store.js';
import { claimedSlot, type ClaimedSlot } from './claimed-slot.js';
import { widen } from './domain/interval.js';
import { nearestSlots } from './domain/nearest-slots.js';
import { seriesStarts, type SeriesRule } from './domain/series-starts.js';
import { keptBySeries, seriesTimes, type SeriesChange, type SeriesTime } from './domain/series-times.js';
import { slotDays, type SlotView } from './domain/slot-days.js';
import { slotsBetween } from './domain/slots.js';
import { dayMs } from './domain/zone-transitions.js';
import type { OfferingRow } from './offering.store.js';
import { rulesOf } from './rules-of-offering.js';
import { CalendarsStale } from './scheduling.errors.js';
import { Series } from './series.entity.js';
import { told } from './slot-explanation.service.js';
import { findCoach, readStanding, type ExplainedCoach } from './slot-explanation.store.js';
import { lockCalendars, readCalendars } from './slot.store.js';

/** Times that come back, as somebody wants them; without a zone on the wall of the coach. */
export interface SeriesAsked {
  readonly first: Date | string;
  readonly timeZone?: string | undefined;
  readonly everyWeeks: number;
  readonly times: number;
  readonly changes: readonly SeriesChange[];
}

/** How each of them comes out, with other times near those that cannot be. */
export interface SeriesLook {
  readonly coach: ExplainedCoach;
  readonly rule: SeriesRule;
  readonly times: readonly (Omit<SeriesTime, 'reasons'> & {
    readonly reasons: SlotExplanation['reasons'];
    readonly alternatives: readonly SlotView[];
  })[];
  /** By which of the coach's hours, where they are not the usual ones. */
  readonly scheduleId: string | null;
  /** Holds whose time is over, which may be what is in the way. */
  readonly overdueHolds: readonly string[];
}

/** Within half a week to either side, so that what is offered instead belongs to the same week of the series. */
const nearbyMs = 3.5 * dayMs;
const mostAlternatives = 6;

/** Appointments at one time of the week: what would become of each before anything is made, and what was made. */
@Injectable()
export class SeriesService {
  /** Looks at all times in one question to the calendar; undefined where there are no such dates. */
  async look(tx: Tx, offering: OfferingRow, coachId: string, asked: SeriesAsked): Promise<SeriesLook | undefined> {
    const coach = await findCoach(tx, coachId);
    if (!coach) throw new NotFound('coach');
    const rule = { timeZone: asked.timeZone ?? coach.timeZone, everyWeeks: asked.everyWeeks, times: asked.times };
    const occurrences = seriesStarts(asked.first, rule);
    if (!occurrences) return undefined;
    const starts = [
      ...occurrences.flatMap(({ reading }) => (reading.exists === 'once' ? [reading.instant] : reading.choices)),
      ...asked.changes.flatMap(({ start }) => start ?? []),
    ];
    const range = widen({ start: Math.min(...starts), end: Math.max(...starts) + 1 }, nearbyMs, nearbyMs);
    const limited = offering.maxPerDay !== null || offering.maxPerWeek !== null;
    const [calendar] = await readCalendars(tx, { offeringId: offering.id, coachIds: [coachId], range, limited });
    if (!calendar) throw new NotFound('coach');
    const rules = rulesOf(offering, calendar, tx.now());
    const { availability, schedule, busy } = calendar;
    // Seen from where the hours are that it follows.
    const seenFrom = { ...coach, timeZone: availability?.timeZone ?? coach.timeZone };
    const standing = await readStanding(tx, coachId, widen(range, dayMs, dayMs));
    const times = seriesTimes(occurrences, asked.changes, {
      ...{ rules, coach: seenFrom, availability, schedule, busy, standing },
    });
    const taken = [...busy, ...keptBySeries(times, rules)];
    const near = ({ start, local, outcome, choices }: SeriesTime): SlotView[] => {
      if (!availability || !['taken', 'not-offered', 'unclear'].includes(outcome)) return [];
      const wished = start ?? choices[0] ?? Date.parse(`${local}Z`);
      const around = widen({ start: wished, end: wished + 1 }, nearbyMs, nearbyMs);
      const offered = slotsBetween(availability, taken, rules, around).map((at) => ({
        start: at,
        coach: calendar.slug,
      }));
      const dates = { from: dateAt(around.start - dayMs), to: dateAt(around.end + dayMs), timeZone: rule.timeZone };
      return slotDays(nearestSlots(offered, wished, mostAlternatives), rules.durationMs, dates).flatMap(
        ({ slots }) => slots,
      );
    };
    return {
      coach,
      rule,
      times: times.map((time) => {
        const reasons = time.reasons.map((reason) =>
          told(reason, { offering: offering.id, coach: coachId, start: new Date(time.start ?? 0) }),
        );
        return { ...time, reasons, alternatives: near(time) };
      }),
      scheduleId: schedule?.id ?? null,
      overdueHolds: calendar.expiredHolds,
    };
  }

  /** Nobody else writes into the coach's calendar until the transaction ends. Throws CalendarsStale. */
  async lockCalendar(tx: Tx, offering: OfferingRow, coachId: string): Promise<void> {
    await lockCalendars(tx, [coachId]);
    const range = { start: tx.now().getTime(), end: tx.now().getTime() + 1 };
    const asked = { offeringId: offering.id, coachIds: [coachId], range, limited: false };
    const stale = (await readCalendars(tx, asked)).flatMap(({ staleFeeds }) => staleFeeds);
    if (stale.length > 0) throw new CalendarsStale(stale);
  }

  /** A time that was looked at under the lock is the caller's. */
  claimed(offering: OfferingRow, { coach, scheduleId }: SeriesLook, start: number): ClaimedSlot {
    const slug = offering.coaches.find(({ id }) => id === coach.id)?.slug ?? '';
    return claimedSlot(offering, { ...coach, slug }, start, scheduleId);
  }

  /** What joins the appointments of a series. */
  async add(tx: Tx, { coach, rule }: SeriesLook, times: number): Promise<string> {
    const id = newId();
    await tx.query(
      'INSERT INTO series (id, coach_id, time_zone, every_weeks, times, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
      [id, coach.id, rule.timeZone, rule.everyWeeks, times, tx.now()],
    );
    tx.audit('series.made', id);
    return id;
  }

  /** Throws NotFound. */
  async get(tx: Tx, id: string): Promise<Series> {
    const found = await tx.repository(Series).findOneBy({ practiceId: tx.practiceId, id });
    if (!found) throw new NotFound('series');
    return found;
  }

  /** All appointments of a series in the order in which they were made, whatever became of them. */
  appointmentsOf(tx: Tx, id: string): Promise<AppointmentRow[]> {
    return selectAppointments(tx, 'WHERE a.series_id = $1 ORDER BY a.series_place', [id]);
  }

  /** Calendar before rows, as whoever claims a time does: what ends one of them in this very moment has ended it then. */
  async lockAll(tx: Tx, { id, coachId }: Series): Promise<void> {
    await lockCalendars(tx, [coachId]);
    await tx.query('SELECT 1 FROM appointments WHERE series_id = $1 ORDER BY id FOR UPDATE', [id]);
  }
}

const dateAt = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
