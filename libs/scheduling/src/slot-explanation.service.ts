import { Injectable } from '@nestjs/common';
import type { SlotExplanation } from '#contracts';
import { namedAt, NotFound, type Tx } from '#platform';
import { widen } from './domain/interval.js';
import { offeredReason, slotReasons, type AskedStart, type SlotReason } from './domain/slot-reasons.js';
import { OfferingService } from './offering.service.js';
import type { OfferingRow } from './offering.store.js';
import { rulesOf } from './rules-of-offering.js';
import { findCoach, readStanding, type ExplainedCoach } from './slot-explanation.store.js';
import { readCalendars } from './slot.store.js';

/** A start at which somebody would meet this coach. */
export interface StartAsked {
  readonly offering: string;
  readonly coach: string;
  readonly start: Date;
}

/** Why a start is offered or not: by the very rules that list the starts, in words for the people of the practice. */
@Injectable()
export class SlotExplanations {
  constructor(private readonly offerings: OfferingService) {}

  /** Throws NamesNothing for an offering or a coach that is not there. */
  async explain(tx: Tx, asked: StartAsked): Promise<SlotExplanation> {
    const offering = await namedAt('offering', () => this.offerings.get(tx, asked.offering));
    const coach = await namedAt('coach', () => coachOf(tx, asked.coach));
    const facts = await this.factsOf(tx, offering, coach, asked.start.getTime());
    const broken = slotReasons(facts);
    return broken.length === 0
      ? { outcome: 'offered', reasons: [told(offeredReason(facts), asked)] }
      : { outcome: 'not-offered', reasons: broken.map((reason) => told(reason, asked)) };
  }

  private async factsOf(tx: Tx, offering: OfferingRow, coach: ExplainedCoach, start: number): Promise<AskedStart> {
    const limited = offering.maxPerDay !== null || offering.maxPerWeek !== null;
    const range = { start, end: start + 1 };
    const [calendar] = await readCalendars(tx, { offeringId: offering.id, coachIds: [coach.id], range, limited });
    if (!calendar) throw new NotFound('coach');
    const rules = rulesOf(offering, calendar, tx.now());
    const own = { start, end: start + rules.durationMs };
    const around = widen(own, rules.bufferBeforeMs, rules.bufferAfterMs);
    const standing = await readStanding(tx, coach.id, around);
    const { availability, schedule, busy } = calendar;
    // Seen from where the hours are that it follows.
    const seenFrom = { ...coach, timeZone: availability?.timeZone ?? coach.timeZone };
    const closed = closedBy(offering, coach);
    return { start, rules, coach: seenFrom, availability, schedule, busy, standing, closed };
  }
}

async function coachOf(tx: Tx, id: string): Promise<ExplainedCoach> {
  const found = await findCoach(tx, id);
  if (!found) throw new NotFound('coach');
  return found;
}

function closedBy(offering: OfferingRow, coach: ExplainedCoach): AskedStart['closed'] {
  const closed: AskedStart['closed'][number][] = [];
  if (!offering.active) closed.push('inactive');
  if (offering.kind === 'group') closed.push('group');
  if (!coach.active) closed.push('left');
  else if (!offering.coaches.some(({ id }) => id === coach.id)) closed.push('not-theirs');
  return closed;
}

/** A reason with the way to where it is changed. */
export function told({ rule, text, about }: SlotReason, asked: StartAsked): SlotExplanation['reasons'][number] {
  return { rule, text, link: about === null ? null : pageOf(about, asked) };
}

/** Where in the studio it can be changed. */
function pageOf(about: Exclude<SlotReason['about'], null>, { coach }: StartAsked): string {
  if (typeof about === 'string') return `/studio/settings?coach=${coach}#${about}`;
  if ('appointment' in about) return `/studio/appointments/${about.appointment}`;
  if ('waiting' in about) return `/studio?whose=all#waiting-${about.waiting}`;
  if ('schedule' in about) return `/studio/settings?coach=${coach}&schedule=${about.schedule}#hours`;
  return `/studio/calendar?coach=${coach}&date=${about.date}&blocked=${about.blocked}`;
}
