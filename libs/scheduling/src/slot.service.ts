import { Injectable } from '@nestjs/common';
import type { SlotsView } from '#contracts';
import { Invalid, type Tx } from '#platform';
import type { HoursBefore } from './changing-hours.entity.js';
import { claimedSlot, type ClaimedSlot } from './claimed-slot.js';
import { nearestSlots } from './domain/nearest-slots.js';
import { rangeOfDates, slotDays, type AskedDates, type OfferedStart, type SlotView } from './domain/slot-days.js';
import { refusalFor, whyNotOffered, type SlotRule } from './domain/slots.js';
import { openingsBetween } from './domain/weekly-hours.js';
import { dayMs, minuteMs } from './domain/zone-transitions.js';
import { offeredBy, openedSince, type Formerly } from './offered-starts.js';
import type { OfferingCoachRow, OfferingRow } from './offering.store.js';
import { CalendarsStale, SlotNotOffered, SlotTaken } from './scheduling.errors.js';
import { rulesOf } from './rules-of-offering.js';
import { lockCalendars, readCalendars, triesFirstLock, type Calendar } from './slot.store.js';

/** A start somebody wants; `coach` is a slug, and without one the first free coach is taken. */
export interface SlotWanted {
  readonly start: Date;
  readonly coach?: string | undefined;
  /** The zone alternatives are told in. */
  readonly timeZone: string;
  /** Staff may lift every rule but an overlap. */
  readonly override?: boolean;
  readonly moving?: Moving | undefined;
  /** Throws CalendarsStale where the coach's other calendars were not looked at lately. */
  readonly mustBeFresh?: boolean;
}

/** An appointment that is to be moved: it is not in its own way, and its present time is no other one. */
export interface Moving {
  readonly id: string;
  readonly start: Date;
}

/** Releases those of these expired holds that may go; the others stay in the way. Answers whether any went. */
export type HoldRelease = (tx: Tx, appointmentIds: readonly string[]) => Promise<boolean>;

const alternativesAroundMs = 14 * dayMs;
/** Nobody who is far from everything is led farther than the list of starts reaches. */
const farthestMs = 62 * dayMs;
const mostAlternatives = 6;
/** Three coaches who are open day and night, every five minutes, for two months: nobody reads more at once. */
const mostListed = 50_000;

/** Start times: listed for visitors, and claimed by the very rules that list them. */
@Injectable()
export class SlotService {
  /** Every slot on the asked dates; an unknown coach is refused, and so is what nobody could read. Throws Invalid. */
  async list(
    tx: Tx,
    offering: OfferingRow,
    asked: AskedDates & { readonly coach?: string | undefined; readonly moving?: Moving | undefined },
  ): Promise<SlotsView> {
    const coaches = coachesFor(offering, asked.coach);
    const range = rangeOfDates(asked);
    const calendars = await this.read(tx, offering, coaches, range, asked.moving);
    const offered = otherThan(asked.moving, offeredBy(calendars, offering, tx.now(), range));
    if (offered.length > mostListed)
      throw new Invalid([
        { path: 'to', message: 'Too many times lie in these days. Ask for fewer days, or one coach.' },
      ]);
    const days = slotDays(offered, offering.durationMinutes * minuteMs, asked);
    return { timeZone: asked.timeZone, offering: offering.slug, days };
  }

  /** Of the slots with one coach on the asked dates, those that came with what was changed since `before`. */
  async opened(
    tx: Tx,
    offering: OfferingRow,
    asked: AskedDates & { readonly coach: string; readonly moving: Moving | undefined },
    before: HoursBefore,
  ): Promise<SlotView[]> {
    const former = formerly(before, offering, asked.moving !== undefined);
    const { maxPerDay, maxPerWeek } = former?.rules ?? offering;
    const limits = { maxPerDay: offering.maxPerDay ?? maxPerDay, maxPerWeek: offering.maxPerWeek ?? maxPerWeek };
    const range = rangeOfDates(asked);
    const coaches = coachesFor(offering, asked.coach);
    const [calendar] = await this.read(tx, { id: offering.id, ...limits }, coaches, range, asked.moving);
    if (!calendar) return [];
    const opened = otherThan(asked.moving, openedSince(former, calendar, offering, tx.now(), range));
    return slotDays(opened, offering.durationMinutes * minuteMs, asked).flatMap(({ slots }) => slots);
  }

  /**
   * Makes a start the caller's: locks the calendar, releases holds whose time is over, and checks the list afresh.
   * Throws SlotNotOffered or SlotTaken with other times.
   */
  async claim(tx: Tx, offering: OfferingRow, wanted: SlotWanted, release: HoldRelease): Promise<ClaimedSlot> {
    const { coaches } = await this.lock(tx, offering, wanted);
    let calendars = await this.look(tx, offering, coaches, wanted);
    const expired = holdsIn(calendars);
    if (expired.length > 0 && (await release(tx, expired))) calendars = await this.look(tx, offering, coaches, wanted);
    const { coachId: id, slug, schedule } = await this.choose(tx, offering, coaches, calendars, wanted);
    const name = coaches.find((coach) => coach.id === id)?.name ?? '';
    return claimedSlot(offering, { id, slug, name }, wanted.start.getTime(), schedule?.id ?? null);
  }

  /**
   * Locks the calendars in which a start is wanted, for somebody who claims it only after much else. Whoever had to wait for
   * them hears at once where it went meanwhile, so that nobody waits for the rest. Throws SlotNotOffered or SlotTaken with
   * other times.
   */
  async inTurn(tx: Tx, offering: OfferingRow, wanted: SlotWanted): Promise<void> {
    const { coaches, waited } = await this.lock(tx, offering, wanted);
    if (waited) await this.lookFirst(tx, offering, coaches, wanted);
  }

  /**
   * Locks the calendars, and answers whose they are. Whoever finds them locked looks before they wait, so that the many who
   * want one slot do not queue up to hear that it is gone, or that a hold is in the way which the first of them lets go.
   */
  private async lock(tx: Tx, offering: OfferingRow, wanted: SlotWanted) {
    const coaches = coachesFor(offering, wanted.coach);
    const ids = coaches.map(({ id }) => id);
    const isMine = await triesFirstLock(tx, ids);
    if (!isMine) await this.lookFirst(tx, offering, coaches, wanted);
    if (!isMine || ids.length > 1) await lockCalendars(tx, ids);
    return { coaches, waited: !isMine };
  }

  /** Throws where the start can be nobody's who asks now. */
  private async lookFirst(
    tx: Tx,
    offering: OfferingRow,
    coaches: readonly OfferingCoachRow[],
    wanted: SlotWanted,
  ): Promise<void> {
    const seen = await this.look(tx, offering, coaches, wanted);
    await this.choose(tx, offering, coaches, seen, wanted).catch((refusal: unknown) => {
      // A hold that goes may be what a limit counted.
      if (!(refusal instanceof SlotNotOffered) || holdsIn(seen).length === 0) throw refusal;
    });
  }

  /** The calendars around a wanted start. Throws CalendarsStale. */
  private async look(
    tx: Tx,
    offering: OfferingRow,
    coaches: readonly OfferingCoachRow[],
    { start, moving, mustBeFresh }: SlotWanted,
  ): Promise<Calendar[]> {
    const range = around(start.getTime(), alternativesAroundMs);
    const calendars = await this.read(tx, offering, coaches, range, moving);
    const stale = mustBeFresh ? calendars.flatMap(({ staleFeeds }) => staleFeeds) : [];
    if (stale.length > 0) throw new CalendarsStale(stale);
    return calendars;
  }

  /** The first calendar, by the coach's slug, in which the start is free; throws with other times where there is none. */
  private async choose(
    tx: Tx,
    offering: OfferingRow,
    coaches: readonly OfferingCoachRow[],
    calendars: readonly Calendar[],
    wanted: SlotWanted,
  ): Promise<Calendar> {
    const refusals = calendars.map((calendar) => refusalFor(brokenRules(calendar, offering, wanted, tx.now())));
    const chosen = calendars[refusals.findIndex((refusal) => refusal === undefined)];
    if (chosen) return chosen;
    const others = await this.others(tx, offering, coaches, calendars, wanted);
    throw refusals.includes('slot-taken') ? new SlotTaken(others, holdsIn(calendars)) : new SlotNotOffered(others);
  }

  /** Other times around the wished one; where that is far from anything that can be booked, the nearest that can. */
  private async others(
    tx: Tx,
    offering: OfferingRow,
    coaches: readonly OfferingCoachRow[],
    calendars: readonly Calendar[],
    wanted: SlotWanted,
  ): Promise<SlotView[]> {
    const now = tx.now();
    const near = alternatives(calendars, offering, wanted, now, around(wanted.start.getTime(), alternativesAroundMs));
    if (near.length > 0) return near;
    const bookable = Math.min(Math.max(wanted.start.getTime(), now.getTime()), latestStart(offering, now));
    for (const reach of [alternativesAroundMs, farthestMs]) {
      const range = around(bookable, reach);
      const calendarsThere = await this.read(tx, offering, coaches, range, wanted.moving);
      const found = alternatives(calendarsThere, offering, wanted, now, range);
      if (found.length > 0) return found;
    }
    return [];
  }

  private read(
    tx: Tx,
    offering: Pick<OfferingRow, 'id' | 'maxPerDay' | 'maxPerWeek'>,
    coaches: readonly OfferingCoachRow[],
    range: { start: number; end: number },
    moving?: Moving,
  ) {
    return readCalendars(tx, {
      offeringId: offering.id,
      coachIds: coaches.map(({ id }) => id),
      range,
      limited: offering.maxPerDay !== null || offering.maxPerWeek !== null,
      without: moving?.id,
    });
  }
}

const otherThan = (moving: Moving | undefined, offered: OfferedStart[]): OfferedStart[] =>
  moving ? offered.filter(({ start }) => start !== moving.start.getTime()) : offered;

/** What is moved keeps the length that was agreed on, whatever the offering's was. */
function formerly(before: HoursBefore, { id, durationMinutes }: OfferingRow, isMoved: boolean): Formerly | null {
  const rules = before.offerings[id];
  const hours = rules && (rules.scheduleId === null ? before.usual : before.schedules[rules.scheduleId]);
  return rules && hours ? { availability: hours, rules: isMoved ? { ...rules, durationMinutes } : rules } : null;
}

function coachesFor(offering: OfferingRow, slug: string | undefined): OfferingCoachRow[] {
  const active = offering.coaches.filter((coach) => coach.active);
  if (slug === undefined) return active;
  const chosen = active.filter((coach) => coach.slug === slug);
  if (chosen.length === 0) throw new Invalid([{ path: 'coach', message: 'This coach does not offer it.' }]);
  return chosen;
}

const around = (instant: number, reach: number) => ({ start: instant - reach, end: instant + reach });

const latestStart = (offering: OfferingRow, now: Date) => now.getTime() + offering.bookingWindowDays * dayMs;

function brokenRules(calendar: Calendar, offering: OfferingRow, wanted: SlotWanted, now: Date): SlotRule[] {
  const start = wanted.start.getTime();
  const rules = rulesOf(offering, calendar, now);
  const openings = calendar.availability
    ? openingsBetween(calendar.availability, { start, end: start + 1 }, rules.durationMs)
    : [];
  const broken = whyNotOffered(start, openings, calendar.busy, rules);
  return wanted.override ? broken.filter((rule) => rule === 'busy') : broken;
}

function alternatives(
  calendars: readonly Calendar[],
  offering: OfferingRow,
  wanted: SlotWanted,
  now: Date,
  range: { start: number; end: number },
): SlotView[] {
  const start = wanted.start.getTime();
  const offered = otherThan(wanted.moving, offeredBy(calendars, offering, now, range));
  const nearest = nearestSlots(offered, start, mostAlternatives);
  if (nearest.length === 0) return [];
  const dates = (instant: number) => new Date(instant).toISOString().slice(0, 10);
  const asked = { from: dates(range.start - dayMs), to: dates(range.end + dayMs), timeZone: wanted.timeZone };
  return slotDays(nearest, offering.durationMinutes * minuteMs, asked).flatMap(({ slots }) => slots);
}

const holdsIn = (calendars: readonly Calendar[]) => calendars.flatMap(({ expiredHolds }) => expiredHolds);
