import { Injectable } from '@nestjs/common';
import type { BookingFields, BookingPageView, PublicCoach, SlotView } from '#contracts';
import { Database, NotFound, type Here } from '#platform';
import { PracticeService } from '#practices';
import { defaultPolicy, OfferingService, SlotService } from '#scheduling';
import { onTheWall } from '../portal/own-appointments.js';
import { publicPractice } from '../public/public-practice.js';
import { zonesWith } from './time-zone-choice.js';
import { weekShown } from './week-shown.js';

const dayMs = 86_400_000;

/** Which times to show, and what stands in the form already. */
export interface BookingPageAsked {
  readonly from?: string | undefined;
  readonly zone?: string | undefined;
  readonly coach?: string | undefined;
  readonly source?: string | undefined;
  readonly fields?: Partial<BookingFields>;
  readonly faults?: BookingPageView['faults'];
  readonly problem?: BookingPageView['problem'];
  readonly alternatives?: readonly SlotView[];
}

const nothingTyped: BookingFields = { start: '', name: '', email: '', phone: '', partnerName: '', partnerEmail: '' };

/** Gathers what a booking page shows, in one reading. */
@Injectable()
export class BookingPages {
  constructor(
    private readonly db: Database,
    private readonly practices: PracticeService,
    private readonly offerings: OfferingService,
    private readonly slots: SlotService,
  ) {}

  /** Throws NotFound for an offering, or a coach, that nobody may book. */
  view(here: Here, slug: string, asked: BookingPageAsked): Promise<BookingPageView> {
    const { practices, offerings } = this;
    return this.db.inPractice({ ...here, readOnly: true }, async (tx) => {
      const practice = await publicPractice(tx, { practices, offerings });
      const offering = practice.offerings.find((one) => one.slug === slug);
      if (!offering) throw new NotFound('offering');
      const row = await this.offerings.getBySlug(tx, slug);
      const coach = coachNamed(asked.coach, practice.coaches, offering.coaches);
      const timeZone = asked.zone ?? homeZone(coach, practice.coaches, offering.coaches) ?? practice.timeZone;
      const today = onTheWall(tx.now(), timeZone).local.slice(0, 10);
      const end = new Date(tx.now().getTime() + row.bookingWindowDays * dayMs);
      const lastDay = onTheWall(end, timeZone).local.slice(0, 10);
      const list = (from: string, to: string) => this.slots.list(tx, row, { from, to, timeZone, coach: coach?.slug });
      const { slots, nextFree } = await weekShown(list, { from: asked.from, today, lastDay });
      return {
        practice,
        offering,
        coach,
        slots,
        zoneChosen: asked.zone !== undefined,
        firstDay: today,
        lastDay,
        nextFree,
        zones: zonesWith(timeZone),
        fields: { ...nothingTyped, ...asked.fields },
        faults: asked.faults ?? [],
        problem: asked.problem ?? null,
        alternatives: asked.alternatives ?? [],
        source: asked.source ?? null,
        terms: defaultPolicy,
      };
    });
  }
}

function coachNamed(slug: string | undefined, all: readonly PublicCoach[], offered: readonly string[]) {
  if (slug === undefined) return null;
  const coach = all.find((one) => one.slug === slug && offered.includes(one.slug));
  if (!coach) throw new NotFound('coach');
  return coach;
}

/** The zone of whoever would be met, where that is one person. */
function homeZone(coach: PublicCoach | null, all: readonly PublicCoach[], offered: readonly string[]) {
  const only = coach ?? (offered.length === 1 ? all.find(({ slug }) => slug === offered[0]) : undefined);
  return only?.timeZone;
}
