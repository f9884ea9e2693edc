import type { PublicCoach, PublicPractice } from '#contracts';
import type { Ui } from '../document.js';
import { CoachFace } from '../parts/coach-face.js';
import { HelpPanel } from '../parts/help-panel.js';
import { OfferingList } from '../parts/offering-list.js';
import { zoneName } from '../printing.js';
import { fill } from '../texts/texts.js';

/** A coach's own page: who they are, how they work, what can be booked with them. */
export function CoachPage({ ui, practice, coach }: { ui: Ui; practice: PublicPractice; coach: PublicCoach }) {
  const { t } = ui;
  const { name } = coach;
  const offerings = practice.offerings.filter(({ coaches }) => coaches.includes(coach.slug));
  return (
    <div class="loose">
      <CoachFace coach={coach} as="h1" />
      <HelpPanel ui={ui} lines={practice.helpLines} />
      {coach.bio && (
        <section class="stack">
          <h2>{fill(t.coach.about, { name })}</h2>
          <p class="prose">{coach.bio}</p>
        </section>
      )}
      {coach.philosophy && (
        <section class="stack">
          <h2>{fill(t.coach.philosophy, { name })}</h2>
          <p class="prose">{coach.philosophy}</p>
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
