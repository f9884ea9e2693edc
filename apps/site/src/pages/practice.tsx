import type { PublicPractice } from '#contracts';
import type { Ui } from '../document.js';
import { CoachFace } from '../parts/coach-face.js';
import { HelpPanel } from '../parts/help-panel.js';
import { OfferingList } from '../parts/offering-list.js';
import { fill } from '../texts/texts.js';

/** A practice: who one can talk to, and what can be booked. */
export function PracticePage({ ui, practice }: { ui: Ui; practice: PublicPractice }) {
  const { t } = ui;
  return (
    <div class="loose">
      <div class="stack">
        <h1>{practice.name}</h1>
        <p>{t.practice.questionsFirst}</p>
      </div>
      <HelpPanel ui={ui} practice={practice.slug} lines={practice.helpLines} />
      <section class="stack">
        <h2>{t.practice.coaches}</h2>
        {practice.coaches.length === 0 && <p>{t.practice.noCoaches}</p>}
        <ul class="grid two">
          {practice.coaches.map((coach) => (
            <li class="card stack" key={coach.slug}>
              <CoachFace coach={coach} as="h3" />
              <p>
                <a class="btn" href={`/${practice.slug}/${coach.slug}`}>
                  {fill(t.practice.meet, { name: coach.name })}
                </a>
              </p>
            </li>
          ))}
        </ul>
      </section>
      <section class="stack">
        <h2>{t.practice.offerings}</h2>
        <OfferingList ui={ui} practice={practice} offerings={practice.offerings} />
      </section>
    </div>
  );
}
