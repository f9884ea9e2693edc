import type { BookingPageView, SlotView } from '#contracts';
import { Booker } from '../booking/booker.js';
import { startsOf, type BookerProps, type Choice } from '../booking/booker-props.js';
import type { Ui } from '../document.js';
import { HelpPanel } from '../parts/help-panel.js';
import { dueNow, offeringLine, priceLine } from '../parts/offering-words.js';
import { WeekStays } from '../parts/week-stays.js';
import { money, percent } from '../printing.js';
import { count, fill } from '../texts/texts.js';

/** What the booker is told, in its language. */
export function bookerProps(view: BookingPageView, { t, locale }: Ui, framed = false): BookerProps {
  const { practice, offering, coach, terms } = view;
  const { dayAtTime, offset, zone, saveOffline, trouble } = t.common;
  const due = dueNow(offering);
  return {
    locale,
    texts: { booking: t.booking, common: { dayAtTime, offset, zone, saveOffline, trouble } },
    practice: practice.slug,
    offering: {
      slug: offering.slug,
      name: offering.name,
      kind: offering.kind,
      whoCalls: offering.whoCalls,
      approval: offering.approval,
    },
    priceWords: priceLine(offering, t, locale),
    termsWords:
      due.amount > 0
        ? count(t.offering.terms, terms.freeUntilHours, locale, { percent: percent(terms.feePercent, locale) })
        : null,
    dueWords: due.amount > 0 ? money(due, locale) : null,
    coach: coach?.slug ?? (offering.coaches.length === 1 ? offering.coaches[0]! : null),
    coaches: practice.coaches
      .filter(({ slug }) => offering.coaches.includes(slug))
      .map(({ slug, name, timeZone }) => ({ slug, name, timeZone })),
    // Of several coaches who are free at once one stands for all: the page shows each start once, and travels as light.
    slots: {
      ...view.slots,
      days: view.slots.days.map(({ date, slots }) => ({ date, slots: startsOf(slots).map(choice) })),
    },
    zoneChosen: view.zoneChosen,
    zones: view.zones,
    firstDay: view.firstDay,
    lastDay: view.lastDay,
    nextFree: view.nextFree,
    fields: view.fields,
    faults: view.faults,
    problem: view.problem,
    alternatives: view.alternatives,
    source: view.source,
    framed,
  };
}

const choice = ({ start, local, offset, doubled, coach }: SlotView): Choice => ({
  start,
  local,
  offset,
  coach,
  ...(doubled && { doubled }),
});

/** Times, then a few details, then paying; readable and usable before any script has run. */
export function BookingPage({ ui, view, booker }: { ui: Ui; view: BookingPageView; booker: BookerProps }) {
  const { t, locale } = ui;
  const { practice, offering, coach } = view;
  const [first, another] = booker.coaches;
  return (
    <div class="loose">
      <div>
        <h1>{offering.name}</h1>
        <p class="soft">
          {offeringLine(offering, t, locale)}
          {first && !another && <> · {fill(t.practice.withCoach, { names: first.name })}</>}
        </p>
        {offering.description && (
          <p class="prose" dir="auto">
            {offering.description}
          </p>
        )}
      </div>
      <HelpPanel ui={ui} practice={practice.slug} lines={practice.helpLines} />
      <p>
        {t.booking.price}: <b>{booker.priceWords}</b>
      </p>
      <div id="booker">
        <Booker {...booker} />
      </div>
      {offering.kind === 'individual' && (
        <p>
          <a href={waitHref(view)}>{t.waitlist.bookingDoor}</a>
        </p>
      )}
      <form id="zones" method="get">
        {coach && <input type="hidden" name="coach" value={coach.slug} />}
        {view.source && <input type="hidden" name="source" value={view.source} />}
        <WeekStays view={view} />
      </form>
    </div>
  );
}

/** Where one asks to hear of a time, with what was chosen here. */
function waitHref({ practice, offering, coach, slots, zoneChosen }: BookingPageView): string {
  const chosen = new URLSearchParams({
    ...(coach && { coach: coach.slug }),
    ...(zoneChosen && { zone: slots.timeZone }),
  }).toString();
  return `/${practice.slug}/wait/${offering.slug}${chosen && `?${chosen}`}`;
}
