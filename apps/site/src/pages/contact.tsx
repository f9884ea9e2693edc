import type { SitePage } from '#contracts';
import { Input } from '../booking/details.js';
import type { Ui } from '../document.js';
import { ZoneOptions } from '../parts/zone-options.js';

type ContactView = Extract<SitePage, { page: 'contact' }>;

const levels = ['discreet', 'time_only', 'none'] as const;

/** How a client may be written to, and beside it what a lock screen will show. Every step is a plain form. */
export function ContactPage({ ui: { t }, view }: { ui: Ui; view: ContactView }) {
  const words = t.contact;
  const { chosen, preview, state, faults } = view;
  const wrongHours = faults.some(({ path }) => path.startsWith('quietHours'));
  const said = { open: null, tried: null, saved: words.saved, stale: words.stale }[state];
  return (
    <div class="loose">
      <div class="stack">
        <h1>{words.title}</h1>
        <p>{words.intro}</p>
        <p>
          <a href="/me/home">{words.back}</a>
        </p>
      </div>
      {said !== null && (
        <p class="note" role="status">
          {said}
        </p>
      )}
      <form method="post" action="/me/settings" class="card loose">
        <input type="hidden" name="csrfToken" value={view.csrfToken} />
        <input type="hidden" name="revision" value={chosen.revision} />
        <fieldset class="stack" aria-describedby="level-hint">
          <legend>{words.level}</legend>
          {levels.map((level) => (
            <label class="check" key={level}>
              <input type="radio" name="level" value={level} checked={chosen.level === level} />
              <span>{words.levels[level]}</span>
            </label>
          ))}
          <p class="hint" id="level-hint">
            {words.levelHint}
          </p>
        </fieldset>
        <Choose
          name="sender"
          label={words.sender}
          usual={words.usualSender}
          of={words.senders}
          chosen={chosen.sender}
        />
        <Choose
          name="subject"
          label={words.subject}
          usual={words.usualSubject}
          hint={words.subjectHint}
          of={words.subjects}
          chosen={chosen.subject}
        />
        <fieldset class="stack" aria-describedby={wrongHours ? 'hours-hint hours-error' : 'hours-hint'}>
          <legend>{words.hours}</legend>
          <p class="hint" id="hours-hint">
            {words.hoursHint}
          </p>
          <div class="row">
            {(['from', 'to'] as const).map((end) => (
              <div class="field" key={end}>
                <label for={`quiet-${end}`}>{words[end]}</label>
                <input
                  id={`quiet-${end}`}
                  name={end === 'from' ? 'quietFrom' : 'quietTo'}
                  type="time"
                  value={chosen.quietHours?.[end] ?? ''}
                  autofocus={wrongHours && end === 'from'}
                  aria-invalid={wrongHours ? 'true' : undefined}
                />
              </div>
            ))}
          </div>
          {wrongHours && (
            <p class="bad" id="hours-error">
              {words.hoursFault}
            </p>
          )}
        </fieldset>
        <Input
          field="timeZone"
          label={words.timeZone}
          hint={words.timeZoneHint}
          error={faults.some(({ path }) => path === 'timeZone') ? t.joining.zoneMissing : undefined}
          control={(described) => (
            <select id="timeZone" name="timeZone" aria-describedby={described}>
              <ZoneOptions zones={view.zones} chosen={chosen.timeZone} />
            </select>
          )}
        />
        <div class="row">
          <button class="btn main" type="submit" name="action" value="save">
            {words.save}
          </button>
          <button class="btn" type="submit" name="action" value="try" formaction="/me/settings#preview">
            {words.tryOut}
          </button>
        </div>
      </form>
      <section class="stack" id="preview" tabindex={-1} aria-labelledby="preview-title">
        <h2 id="preview-title">{words.preview}</h2>
        {state === 'tried' && (
          <p class="note" role="status">
            {words.tried}
          </p>
        )}
        <p class="soft">{preview.data.length === 0 ? words.previewNone : words.previewHint}</p>
        <ul class="grid">
          {preview.data.slice(0, 4).map(({ template, lockScreen }, index) => {
            const [sender, subject, ...first] = lockScreen.split('\n');
            return (
              <li class="stack" key={index}>
                <h3 class="soft">{mailName(words.mails, template)}</h3>
                <p class="card lock">
                  <b>{sender}</b>
                  <br />
                  {subject}
                  <br />
                  <span class="soft">{first.join(' ')}</span>
                </p>
              </li>
            );
          })}
        </ul>
      </section>
      <section class="stack" aria-labelledby="watched-title">
        <h2 id="watched-title">{words.watched}</h2>
        <p>{words.watchedText}</p>
      </section>
    </div>
  );
}

function mailName(names: Ui['t']['contact']['mails'], template: string): string {
  return (names as Readonly<Record<string, string>>)[template] ?? names.other;
}

interface ChooseProps {
  readonly name: string;
  readonly label: string;
  readonly usual: string;
  /** What the usual is. */
  readonly hint?: string;
  readonly of: Readonly<Record<string, string>>;
  readonly chosen: string | null;
}

/** One of a neutral list, or the usual. */
function Choose({ name, label, usual, hint, of, chosen }: ChooseProps) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {hint !== undefined && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <select id={name} name={name} aria-describedby={hint === undefined ? undefined : `${name}-hint`}>
        <option value="" selected={chosen === null}>
          {usual}
        </option>
        {Object.entries(of).map(([key, text]) => (
          <option key={key} value={key} selected={chosen === key}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
