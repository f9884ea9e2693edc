import type { SitePage } from '#contracts';
import type { Ui } from '../document.js';
import { Filler, type FillerProps } from '../form/filler.js';
import { HelpPanel } from '../parts/help-panel.js';

type FormView = Extract<SitePage, { page: 'form' }>;

/** A form that was asked of this person. */
export function FormPage({ ui, view, filler }: { ui: Ui; view: FormView; filler: FillerProps }) {
  return (
    <div class="loose">
      <HelpPanel ui={ui} practice={view.practice.slug} lines={view.helpLines} />
      <noscript dangerouslySetInnerHTML={{ __html: `<p class="note">${ui.t.openLink.needsScript}</p>` }} />
      <div id="filler" class="scripted stack">
        <Filler {...filler} />
      </div>
    </div>
  );
}
