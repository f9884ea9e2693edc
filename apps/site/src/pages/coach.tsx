import type { NextFree, PublicCoach, PublicPractice } from '#contracts';
import type { Ui } from '../document.js';
import { CoachFace } from '../parts/coach-face.js';
import { HelpPanel } from '../parts/help-panel.js';
import { OfferingList } from '../parts/offering-list.js';
import { dayAtTime, wallOf, zoneName } from '../printing.js';
import { fill } from '../texts/texts.js';

interface CoachPageProps {
  readonly ui: Ui;
  readonly practice: PublicPractice;
  readonly coach: PublicCoach;
  readonly nextFree: NextFree | null;
}

/** A coach's own page: who they are, when they are free next, how they work, what can be booked with them. */
export function CoachPage({ ui, practice, coach, nextFree }: CoachPageProps) {
  const { t, locale } = ui;
  const { name } = coach;
  const offerings = practice.offerings.filter(({ coaches }) => coaches.includes(coach.slug));
  return (
    <div class="loose">
      <CoachFace coach={coach} as="h1" />
      <HelpPanel ui={ui} practice={practice.slug} lines={practice.helpLines} />
      {nextFree && (
        <section class="stack" aria-labelledby="next-free">
          <p id="next-free">
            {fill(t.coach.nextFree, {
              zone: zoneName(coach.timeZone, t.common.zone),
              offering: nextFree.offering.name,
            })}
          </p>
          <p>
            <a class="btn main" href={nextFreeHref(practice, coach, nextFree)} aria-describedby="next-free">
              {dayAtTime(wallOf(nextFree.slot), locale, t.common)}
            </a>
          </p>
        </section>
      )}
      {coach.bio && (
        <section class="stack">
          <h2>{fill(t.coach.about, { name })}</h2>
          <p class="prose" dir="auto">
            {coach.bio}
          </p>
        </section>
      )}
      {coach.philosophy && (
        <section class="stack">
          <h2>{fill(t.coach.philosophy, { name })}</h2>
          <p class="prose" dir="auto">
            {coach.philosophy}
          </p>
        </section>
      )}
      <section class="stack">
        <h2>{fill(t.coach.offerings, { name })}</h2>
        <OfferingList ui={ui} practice={practice} offerings={offerings} coach={coach.slug} />
        <p class="soft">{fill(t.coach.worksOn, { name, zone: zoneName(coach.timeZone, t.common.zone) })}</p>
      </section>
      {coach.links.length > 0 && (
        <section class="stack">
          <h2>{t.coach.links}</h2>
          <ul>
            {coach.links.map(({ label, url }) => (
              <li key={url}>
                <a href={url} rel="noreferrer">
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** The booking page with that time chosen already; its zone is the reader's to settle there. */
function nextFreeHref({ slug }: PublicPractice, coach: PublicCoach, { slot, offering }: NextFree): string {
  const query = new URLSearchParams({ coach: coach.slug, from: slot.local.slice(0, 10), start: slot.start });
  return `/${slug}/book/${offering.slug}?${query.toString()}#details`;
}
