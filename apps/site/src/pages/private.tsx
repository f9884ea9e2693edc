import type { PrivateNews, SitePage } from '#contracts';
import { Input } from '../booking/details.js';
import type { ComponentChildren } from 'preact';
import type { Ui } from '../document.js';
import { MakePasskey } from '../parts/make-passkey.js';
import { NewPin, PinInput } from '../parts/pin-fields.js';
import { SignOut } from '../parts/sign-out.js';
import { fullDate } from '../printing.js';
import { count, fill } from '../texts/texts.js';

type PrivateView = Extract<SitePage, { page: 'private' }>;
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
          <Form view={view} action="lock">
            <button class="btn" type="submit">
              {words.lock}
            </button>
          </Form>
        )}
        <SignOut ui={ui} csrfToken={view.csrfToken} />
      </div>
    </div>
  );
}

type Action = 'unlock' | 'seen' | 'choose' | 'remove' | 'lock';

/** Whatever is done here is a plain form of this page. */
function Form({
  view,
  action,
  look,
  children,
}: {
  view: PrivateView;
  action: Action;
  look?: string;
  children: ComponentChildren;
}) {
  return (
    <form method="post" action="/me/private" class={look}>
      <input type="hidden" name="csrfToken" value={view.csrfToken} />
      <input type="hidden" name="action" value={action} />
      {view.wanted !== null && <input type="hidden" name="wanted" value={view.wanted} />}
      {children}
    </form>
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
      <Form view={view} action="seen">
        <button class="btn main" type="submit">
          {view.wanted === null ? words.seen : words.goOn}
        </button>
      </Form>
    </section>
  );
}

function UsePasskey({ ui: { t } }: { ui: Ui }) {
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

function Unlock({ ui, view }: Props) {
  const { t, locale } = ui;
  const words = t.private;
  const { news, triesLeft, waitSeconds, access } = view;
  const wait = news === 'code-too-soon' ? '' : waitText(ui, waitSeconds);
  const left = triesLeft === null ? '' : count(words.triesLeft, triesLeft, locale);
  const error = news === 'wrong-pin' ? [words.wrongPin, left, wait].filter(Boolean).join(' ') : wait || undefined;
  return (
    <Form view={view} action="unlock" look="card stack">
      <input type="hidden" name="tried" value={view.tried} />
      <PinInput id="pin" name="pin" label={words.pin} error={error} />
      <button class={access.factors.passkeys.some(({ host }) => host === view.host) ? 'btn' : 'btn main'} type="submit">
        {words.unlock}
      </button>
      <p class="hint">{count(words.idle, access.idleMinutes, locale)}</p>
    </Form>
  );
}

function waitText(ui: Ui, seconds: number | null): string {
  return seconds === null ? '' : fill(ui.t.private.wait, { time: waitWords(ui, seconds) });
}

/** A PIN to choose where nothing more has to be proved. */
function Choose({ ui, view }: Props) {
  const words = ui.t.private;
  return (
    <Form view={view} action="choose" look="card stack">
      <input type="hidden" name="code" value="" />
      <h2>{words.pinTitle}</h2>
      <p>{view.access.factors.pin ? words.pinSet : words.pinNone}</p>
      <NewPin ui={ui} fault={pinFault(view)} />
      <button class={view.access.unlocked ? 'btn' : 'btn main'} type="submit">
        {view.access.factors.pin ? words.change : words.keep}
      </button>
    </Form>
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
      <Form view={view} action="choose" look="stack">
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
      </Form>
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

function Passkeys({ ui, view }: Props) {
  const { t, locale } = ui;
  const words = t.passkey;
  const { passkeys } = view.access.factors;
  return (
    <section class="card stack">
      <h2>{words.title}</h2>
      {passkeys.length === 0 && <p>{view.access.factors.pin ? words.whyToo : words.none}</p>}
      <ul class="stack">
        {passkeys.map(({ id, name, host, createdAt }) => (
          <li class="row apart" key={id}>
            <span>
              <b dir="auto">{name}</b>{' '}
              <span class="soft">{fill(words.since, { date: fullDate(createdAt, locale) })}</span>{' '}
              {host !== view.host && <span class="soft">{fill(words.onlyAt, { host })}</span>}
            </span>
            <Form view={view} action="remove">
              <input type="hidden" name="passkey" value={id} />
              <button class="btn away" type="submit" aria-label={fill(words.removeOf, { name })}>
                {words.remove}
              </button>
            </Form>
          </li>
        ))}
      </ul>
      <MakePasskey ui={ui} />
      <noscript>{words.needsScript}</noscript>
    </section>
  );
}

/** How long to wait, as people say it. */
function waitWords({ t, locale }: Ui, seconds: number): string {
  return seconds < 60
    ? count(t.private.seconds, seconds, locale)
    : count(t.common.minutes, Math.ceil(seconds / 60), locale);
}
