import type { PublicPractice } from '#contracts';
import type { Ui } from '../document.js';
import { HelpPanel } from '../parts/help-panel.js';
import { OfferingList } from '../parts/offering-list.js';

/** What can be booked, for a frame on a page elsewhere; each leads on in the frame. */
export function OfferingsPage({ ui, practice }: { ui: Ui; practice: PublicPractice }) {
  const { t } = ui;
  return (
    <div class="loose">
      <div class="stack">
        <h1>{t.practice.offerings}</h1>
        <p>{t.practice.questionsFirst}</p>
      </div>
      <HelpPanel ui={ui} practice={practice.slug} lines={practice.helpLines} />
      <OfferingList ui={ui} practice={practice} offerings={practice.offerings} as="h2" framed />
    </div>
  );
}
