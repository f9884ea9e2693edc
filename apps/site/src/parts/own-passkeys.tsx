import type { Ui } from '../document.js';
import { fullDate } from '../printing.js';
import { fill } from '../texts/texts.js';
import { MakePasskey } from './make-passkey.js';
import { PrivateForm, type PrivateView } from './private-form.js';

/** Opens what is private with a passkey of this device. */
export function UsePasskey({ ui: { t } }: { ui: Ui }) {
  return (
    <>
      <div class="scripted stack" id="use-passkey">
        <button class="btn main" type="button" id="use-passkey-button">
          {t.passkey.use}
        </button>
        <p class="hide" role="status" id="use-passkey-answer"></p>
      </div>
      <noscript>{t.passkey.needsScript}</noscript>
    </>
  );
}

/** The passkeys somebody has and, where they may change that now, the way to remove each and to make one more. */
export function Passkeys({ ui, view }: { ui: Ui; view: PrivateView }) {
  const { t, locale } = ui;
  const words = t.passkey;
  const { factors, maySet } = view.access;
  const { passkeys } = factors;
  return (
    <section class="card stack">
      <h2>{words.title}</h2>
      {passkeys.length === 0 && <p>{factors.pin ? words.whyToo : words.none}</p>}
      <ul class="stack">
        {passkeys.map(({ id, name, host, createdAt }) => (
          <li class="row apart" key={id}>
            <span>
              <b dir="auto">{name}</b>{' '}
              <span class="soft">{fill(words.since, { date: fullDate(createdAt, locale) })}</span>{' '}
              {host !== view.host && <span class="soft">{fill(words.onlyAt, { host })}</span>}
            </span>
            {maySet && (
              <PrivateForm view={view} action="remove">
                <input type="hidden" name="passkey" value={id} />
                <button class="btn away" type="submit" aria-label={fill(words.removeOf, { name })}>
                  {words.remove}
                </button>
              </PrivateForm>
            )}
          </li>
        ))}
      </ul>
      {maySet && (
        <>
          <MakePasskey ui={ui} />
          <noscript>{words.needsScript}</noscript>
        </>
      )}
    </section>
  );
}
