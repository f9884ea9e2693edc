import type { PrivateNews } from '#contracts';
import { Input } from '../booking/details.js';
import type { Ui } from '../document.js';
import { Passkeys, UsePasskey } from '../parts/own-passkeys.js';
import { NewPin, PinInput } from '../parts/pin-fields.js';
import { PrivateForm, type PrivateView } from '../parts/private-form.js';
import { SignOut } from '../parts/sign-out.js';
import { count, fill } from '../texts/texts.js';

interface Props {
  readonly ui: Ui;
  readonly view: PrivateView;
}

/** Where a PIN or passkey opens what is private, and, once it is open, where both are chosen. */
export function PrivatePage({ ui, view }: Props) {
  const { t } = ui;
  const words = t.private;
  const { access, news } = view;
  const { unlocked, factors, needsCode, maySet } = access;
  const hasOne = factors.pin || factors.passkeys.length > 0;
  const here = factors.passkeys.filter(({ host }) => host === view.host);
  const mayGive = here.length > 0 || (factors.pin && !needsCode);
  /** A PIN was just chosen, and nothing beside it: what goes on working when that is locked comes first. */
  const isPinAlone = news === 'kept' && factors.passkeys.length === 0;
  const elsewhere = factors.passkeys.find(({ host }) => host !== view.host);
  const said = news === null ? undefined : (words.news as Partial<Record<PrivateNews, string>>)[news];
  return (
    <div class="loose">
      <div class="stack">
        <h1>{unlocked ? words.settingsTitle : hasOne ? words.openTitle : words.chooseTitle}</h1>
        <p>{unlocked ? words.settings : hasOne ? words.open : maySet ? words.choose : words.nothingYet}</p>
        <p>
          <a href={view.back}>{words.back}</a>
        </p>
      </div>
      {said !== undefined && (
        <p class="note" role="status">
          {said}
        </p>
      )}
      {unlocked && access.wrongTries > 0 && <WrongTries ui={ui} view={view} />}
      {unlocked && access.wrongTries === 0 && view.wanted !== null && (
        <p>
          <a class="btn main" href={view.next}>
            {words.goOn}
          </a>
        </p>
      )}
      {!unlocked && here.length > 0 && <UsePasskey ui={ui} />}
      {!unlocked && here.length === 0 && elsewhere && (
        <p class="note">{fill(t.passkey.elsewhere, { host: elsewhere.host })}</p>
      )}
      {!unlocked && factors.pin && !needsCode && <Unlock ui={ui} view={view} />}
      {!unlocked && needsCode && <p class="note">{words.needsCode}</p>}
      {maySet ? (
        <>
          {isPinAlone && <Passkeys ui={ui} view={view} />}
          <Choose ui={ui} view={view} />
          {!isPinAlone && <Passkeys ui={ui} view={view} />}
        </>
      ) : unlocked && mayGive ? (
        <>
          <section class="card stack" id="give-again">
            <h2>{words.pinTitle}</h2>
            <p>{words.giveAgain}</p>
            {here.length > 0 && <UsePasskey ui={ui} />}
            {factors.pin && !needsCode && <Unlock ui={ui} view={view} />}
          </section>
          {factors.passkeys.length > 0 && <Passkeys ui={ui} view={view} />}
        </>
      ) : (
        <WithCode ui={ui} view={view} isOnlyWay={(!factors.pin && here.length === 0) || needsCode} />
      )}
      {unlocked && !view.formOnly && (
        <p>
          <a class="btn" href="/me/settings">
            {t.portal.contact}
          </a>
        </p>
      )}
      <div class="row">
        {unlocked && (
          <PrivateForm view={view} action="lock">
            <button class="btn" type="submit">
              {words.lock}
            </button>
          </PrivateForm>
        )}
        <SignOut ui={ui} csrfToken={view.csrfToken} />
      </div>
    </div>
  );
}

/** The one sign by which somebody learns that another guesses, and what they can do about it. */
function WrongTries({ ui: { t, locale }, view }: Props) {
  const words = t.private;
  return (
    <section class="card stack" role="status" id="wrong-tries">
      <h2>{count(words.wrongTries, view.access.wrongTries, locale)}</h2>
      <p>{words.wrongTriesHarmless}</p>
      <p>{words.wrongTriesDo}</p>
      <PrivateForm view={view} action="seen">
        <input type="hidden" name="shown" value={view.access.wrongTries} />
        <button class="btn main" type="submit">
          {view.wanted === null ? words.seen : words.goOn}
        </button>
      </PrivateForm>
    </section>
  );
}

function Unlock({ ui, view }: Props) {
  const { t, locale } = ui;
  const words = t.private;
  const { news, triesLeft, waitSeconds, access } = view;
  const wait = news === 'code-too-soon' ? '' : waitText(ui, waitSeconds);
  const left = triesLeft === null ? '' : count(words.triesLeft, triesLeft, locale);
  const error = news === 'wrong-pin' ? [words.wrongPin, left, wait].filter(Boolean).join(' ') : wait || undefined;
  return (
    <PrivateForm view={view} action="unlock" look={access.unlocked ? 'stack' : 'card stack'}>
      <input type="hidden" name="tried" value={view.tried} />
      <PinInput id="pin" name="pin" label={words.pin} error={error} />
      <button class={access.factors.passkeys.some(({ host }) => host === view.host) ? 'btn' : 'btn main'} type="submit">
        {access.unlocked ? words.itIsMe : words.unlock}
      </button>
      {!access.unlocked && <p class="hint">{count(words.idle, access.idleMinutes, locale)}</p>}
    </PrivateForm>
  );
}

function waitText(ui: Ui, seconds: number | null): string {
  return seconds === null ? '' : fill(ui.t.private.wait, { time: waitWords(ui, seconds) });
}

/** A PIN to choose where nothing more has to be proved. */
function Choose({ ui, view }: Props) {
  const words = ui.t.private;
  return (
    <PrivateForm view={view} action="choose" look="card stack">
      <input type="hidden" name="code" value="" />
      <h2>{words.pinTitle}</h2>
      <p>{view.access.factors.pin ? words.pinSet : words.pinNone}</p>
      <NewPin ui={ui} fault={pinFault(view)} />
      <button class={view.access.unlocked ? 'btn' : 'btn main'} type="submit">
        {view.access.factors.pin ? words.change : words.keep}
      </button>
    </PrivateForm>
  );
}

/** The way back for whoever has nothing else: a code that the coach says, and a new PIN with it. */
function WithCode({ ui, view, isOnlyWay }: Props & { isOnlyWay: boolean }) {
  const words = ui.t.private;
  const tooSoon = view.news === 'code-too-soon';
  const wrong = view.news === 'wrong-code' || tooSoon;
  const refused = tooSoon ? waitText(ui, view.waitSeconds) : words.wrongCode;
  const content = (
    <>
      <p>{words.askForCode}</p>
      <PrivateForm view={view} action="choose" look="stack">
        <Input
          field="code"
          label={words.code}
          hint={words.codeHint}
          error={wrong ? refused : undefined}
          control={(described) => (
            <input
              id="code"
              name="code"
              type="text"
              required
              maxLength={40}
              autocomplete="off"
              autofocus={wrong}
              aria-invalid={wrong ? 'true' : undefined}
              aria-describedby={described}
            />
          )}
        />
        <NewPin ui={ui} fault={pinFault(view)} />
        <button class={isOnlyWay ? 'btn main' : 'btn'} type="submit">
          {words.useCode}
        </button>
      </PrivateForm>
    </>
  );
  if (isOnlyWay) return <section class="card stack">{content}</section>;
  return (
    <details open={wrong || pinFault(view) !== null}>
      <summary>{words.forgotten}</summary>
      <div class="card stack">{content}</div>
    </details>
  );
}

const pinFault = ({ news }: PrivateView) => (news === 'weak-pin' || news === 'two-pins' ? news : null);

/** How long to wait, as people say it. */
function waitWords({ t, locale }: Ui, seconds: number): string {
  return seconds < 60
    ? count(t.private.seconds, seconds, locale)
    : count(t.common.minutes, Math.ceil(seconds / 60), locale);
}
