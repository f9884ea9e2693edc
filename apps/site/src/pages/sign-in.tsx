import type { SitePage } from '#contracts';
import { Input } from '../booking/details.js';
import type { Ui } from '../document.js';
import { fill } from '../texts/texts.js';

type SignInView = Extract<SitePage, { page: 'sign-in' }>;

/** Asking for a link by mail; known and unknown addresses are answered alike. */
export function SignInPage({ ui: { t }, view }: { ui: Ui; view: SignInView }) {
  const words = t.signIn;
  if (view.asked)
    return (
      <div class="stack">
        <h1>{words.sentTitle}</h1>
        <p>{fill(words.sent, { email: view.email })}</p>
        <p>
          <a href={`/me?practice=${encodeURIComponent(view.practice)}`}>{words.again}</a>
        </p>
      </div>
    );
  const faultAt = (field: 'email' | 'practice') =>
    view.faults.some(({ path }) => path === field) ? words.errors[field] : undefined;
  const firstFault = faultAt('email') ? 'email' : faultAt('practice') ? 'practice' : null;
  const input = (field: 'email' | 'practice', hint?: string) => (
    <Input
      field={field}
      label={words[field]}
      hint={hint}
      error={faultAt(field)}
      control={(described) => (
        <input
          id={field}
          name={field}
          type={field === 'email' ? 'email' : 'text'}
          required
          maxLength={field === 'email' ? 254 : 60}
          autocomplete={field === 'email' ? 'email' : 'off'}
          value={view[field]}
          autofocus={firstFault === field}
          aria-invalid={faultAt(field) ? 'true' : undefined}
          aria-describedby={described}
        />
      )}
    />
  );
  return (
    <div class="loose">
      <div class="stack">
        <h1>{words.title}</h1>
        <p>{words.intro}</p>
      </div>
      <form method="post" action="/me" class="card stack">
        {input('email')}
        {view.practice === '' || faultAt('practice') ? (
          input('practice', words.practiceHint)
        ) : (
          <input type="hidden" name="practice" value={view.practice} />
        )}
        <button class="btn main" type="submit">
          {words.send}
        </button>
      </form>
    </div>
  );
}
