import type { Ui } from '../document.js';

/** Behind a mailed link: a button, since programs that look at mails follow links, but press no buttons. */
export function OpenLinkPage({ ui: { t }, kind }: { ui: Ui; kind: 'sign-in' | 'form' }) {
  const words = t.openLink;
  const isForm = kind === 'form';
  return (
    <div class="stack">
      <h1>{isForm ? words.formTitle : words.signInTitle}</h1>
      <p>{isForm ? words.form : words.signIn}</p>
      <noscript dangerouslySetInnerHTML={{ __html: `<p class="note">${words.needsScript}</p>` }} />
      <p>
        <button class="btn main" type="button" id="open">
          {isForm ? words.formButton : words.signInButton}
        </button>
      </p>
      <p class="hide" role="status" id="answer"></p>
      {!isForm && (
        <p>
          <a href="/me">{words.askAgain}</a>
        </p>
      )}
    </div>
  );
}
