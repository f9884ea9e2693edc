import type { SitePage } from '#contracts';
import type { Ui } from '../document.js';
import { HelpPanel } from '../parts/help-panel.js';

type OpenLinkView = Extract<SitePage, { page: 'open-link' }>;

/** Behind a mailed link: a button, since programs that look at mails follow links, but press no buttons. */
export function OpenLinkPage({ ui, view }: { ui: Ui; view: OpenLinkView }) {
  const { t } = ui;
  const words = t.openLink;
  const isForm = view.kind === 'form';
  return (
    <div class="stack">
      <h1>{isForm ? words.formTitle : words.signInTitle}</h1>
      <p>{isForm ? words.form : words.signIn}</p>
      <HelpPanel ui={ui} practice={view.practice} lines={view.helpLines} />
      <noscript dangerouslySetInnerHTML={{ __html: `<p class="note">${words.needsScript}</p>` }} />
      <p class="scripted">
        <button class="btn main" type="button" id="open">
          {isForm ? words.formButton : words.signInButton}
        </button>
      </p>
      <p class="hide" role="status" id="answer"></p>
      {!isForm && (
        <p>
          <a href={view.practice === null ? '/me' : `/me?practice=${view.practice}`}>{words.askAgain}</a>
        </p>
      )}
    </div>
  );
}
