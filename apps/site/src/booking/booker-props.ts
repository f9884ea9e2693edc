import type {
  BookingFields,
  BookingPageView,
  FieldFault,
  PublicCoach,
  PublicOffering,
  SlotsView,
  SlotView,
} from '#contracts';
import type { Texts } from '../texts/texts.js';

/** The words the booker needs, and no others: they travel with the page. */
export interface BookerTexts {
  readonly booking: Texts['booking'];
  readonly common: Pick<Texts['common'], 'dayAtTime' | 'offset' | 'zone' | 'saveOffline' | 'trouble'>;
}

/** A time to choose. When it ends is shown nowhere here, and a page full of times is lighter without it. */
export type Choice = Omit<SlotView, 'end'>;

/** The times of some days. */
export interface Choices extends Pick<SlotsView, 'timeZone' | 'offering'> {
  readonly days: readonly { readonly date: string; readonly slots: readonly Choice[] }[];
}

/** All that the booker shows, on the server and again in the browser. */
export interface BookerProps {
  readonly locale: string;
  readonly texts: BookerTexts;
  readonly practice: string;
  readonly offering: Pick<PublicOffering, 'slug' | 'name' | 'kind' | 'whoCalls' | 'approval'>;
  readonly priceWords: string;
  /** Due on booking, as people write it; null where nothing is. */
  readonly dueWords: string | null;
  /** What cancelling costs, where something is to be paid. */
  readonly termsWords: string | null;
  /** The slug of whom somebody chose, or of the only one there is; null where anybody may come, and then nobody is named. */
  readonly coach: string | null;
  readonly coaches: readonly Pick<PublicCoach, 'slug' | 'name' | 'timeZone'>[];
  readonly slots: Choices;
  readonly zoneChosen: boolean;
  readonly zones: readonly string[];
  readonly firstDay: string;
  readonly lastDay: string;
  readonly nextFree: Choice | null;
  readonly fields: BookingFields;
  readonly faults: readonly FieldFault[];
  readonly problem: BookingPageView['problem'];
  readonly alternatives: readonly Choice[];
  readonly source: string | null;
  /** Whether it stands in a frame on a page elsewhere, where nothing is booked: the whole page goes on with it. */
  readonly framed: boolean;
}

export const daysAtOnce = 7;

/** A date some days away: 2027-01-31 and 1 give 2027-02-01. */
export function addDays(date: string, days: number): string {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/** The first days of the weeks before and after, or null where nothing can be booked there. */
export function neighbours({ slots, firstDay, lastDay }: Pick<BookerProps, 'slots' | 'firstDay' | 'lastDay'>) {
  const from = slots.days[0]?.date ?? firstDay;
  const later = addDays(from, daysAtOnce);
  const before = addDays(from, -daysAtOnce);
  return {
    earlier: from > firstDay ? (before < firstDay ? firstDay : before) : null,
    later: later <= lastDay ? later : null,
  };
}

/** The address of a week of this page, which works without a script too. */
export function weekHref({ slots, coach, source }: Pick<BookerProps, 'slots' | 'coach' | 'source'>, from: string) {
  const query = new URLSearchParams({ from, zone: slots.timeZone });
  if (coach) query.set('coach', coach);
  if (source) query.set('source', source);
  return `?${query.toString()}#times`;
}

/** Who is met, where that is settled. */
export function coachOf({ coach, coaches }: Pick<BookerProps, 'coach' | 'coaches'>) {
  return coaches.find(({ slug }) => slug === coach);
}

/** Each start once, whoever is free then. */
export function startsOf<Slot extends Choice>(slots: readonly Slot[]): Slot[] {
  const seen = new Set<string>();
  return slots.filter(({ start }) => !seen.has(start) && seen.add(start));
}
