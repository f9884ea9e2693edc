import type { SitePage } from '#contracts';
import { Input } from '../booking/details.js';
import type { Ui } from '../document.js';
import { ZoneOptions } from '../parts/zone-options.js';

type JoiningPageView = Extract<SitePage, { page: 'joining' }>;

/** Behind a mailed invitation: what accepting means, and two ways to refuse. It names neither who asked nor what about. */
export function JoiningPage({ ui, view }: { ui: Ui; view: JoiningPageView }) {
  const words = ui.t.joining;
  if (view.state === 'accepted')
    return (
      <div class="stack" role="status">
        <h1>{words.accepted.title}</h1>
        <p>{words.accepted.text}</p>
        <p>
          <a href={`/me?practice=${view.practice ?? ''}`}>{words.ownPage}</a>
        </p>
      </div>
    );
  if (view.state === 'never')
    return (
      <div class="stack" role="status">
        <h1>{words.never.title}</h1>
        <p>{words.never.text}</p>
      </div>
    );
  return (
    <div class="loose">
      <div class="stack" {...(view.state !== 'open' && { role: 'status' })}>
        <h1>{words[view.state].title}</h1>
        <p>{words[view.state].text}</p>
        {view.state === 'open' && <p>{words.othersMayRead}</p>}
      </div>
      {view.state !== 'over' && <Accepting ui={ui} view={view} />}
      <section class="card stack">
        <h2>{words.refuse}</h2>
        <p class="soft">{words.toldToNobody}</p>
        {view.state === 'open' && (
          <Refusing token={view.token} answer="not_me" label={words.notMe} hint={words.notMeHint} />
        )}
        <Refusing token={view.token} answer="never" label={words.neverAgain} hint={words.neverHint} />
      </section>
    </div>
  );
}

function Accepting({ ui: { t }, view }: { ui: Ui; view: JoiningPageView }) {
  const words = t.joining;
  const faultAt = (field: string) => view.faults.some(({ path }) => path === field);
  return (
    <form method="post" action={`/i/${view.token}`} class="card stack">
      <input type="hidden" name="answer" value="accept" />
      <h2>{view.state === 'open' ? words.accept : words.mistake}</h2>
      <ul class="stack">
        {(['told', 'mails', 'shown'] as const).map((key) => (
          <li key={key}>{words.whatHappens[key]}</li>
        ))}
      </ul>
      <Input
        field="name"
        label={words.name}
        error={faultAt('name') ? words.nameMissing : undefined}
        control={(described) => (
          <input
            id="name"
            name="name"
            type="text"
            required
            maxLength={120}
            autocomplete="name"
            dir="auto"
            value={view.name}
            autofocus={faultAt('name')}
            aria-invalid={faultAt('name') ? 'true' : undefined}
            aria-describedby={described}
          />
        )}
      />
      <Input
        field="timeZone"
        label={words.timeZone}
        error={faultAt('timeZone') ? words.zoneMissing : undefined}
        control={(described) => (
          <select id="timeZone" name="timeZone" aria-describedby={described}>
            <ZoneOptions zones={view.zones} chosen={view.timeZone} />
          </select>
        )}
      />
      <p>
        <button class="btn main" type="submit">
          {words.acceptButton}
        </button>
      </p>
    </form>
  );
}

interface RefusingProps {
  readonly token: string;
  readonly answer: 'not_me' | 'never';
  readonly label: string;
  readonly hint: string;
}

/** One way to refuse, with what it means; a form of its own, so that it works without a script. */
function Refusing({ token, answer, label, hint }: RefusingProps) {
  return (
    <form method="post" action={`/i/${token}`} class="stack">
      <input type="hidden" name="answer" value={answer} />
      <p class="hint" id={`${answer}-hint`}>
        {hint}
      </p>
      <p>
        <button class="btn away" type="submit" aria-describedby={`${answer}-hint`}>
          {label}
        </button>
      </p>
    </form>
  );
}
