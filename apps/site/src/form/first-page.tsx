import type { FormFirstPage } from '#contracts';
import { useState } from 'preact/hooks';
import type { Texts } from '../texts/texts.js';

interface FirstPageProps {
  readonly name: string;
  readonly page: FormFirstPage;
  readonly t: Texts['form'];
  readonly notice: string | null;
  readonly onAgree: () => void;
}

/** Read before the first question: who reads the answers, how long they are kept, what this is not; and agreed to. */
export function FirstPage({ name, page, t, notice, onAgree }: FirstPageProps) {
  const [isAdult, setAdult] = useState(false);
  const [accepts, setAccepts] = useState(false);
  const [fault, setFault] = useState(false);
  const box = (checked: boolean, set: (to: boolean) => void, words: string) => (
    <label class="check">
      <input
        type="checkbox"
        checked={checked}
        aria-invalid={fault && !checked ? 'true' : undefined}
        aria-describedby={fault && !checked ? 'agree-fault' : undefined}
        onChange={(event) => set(event.currentTarget.checked)}
      />
      <span>{words}</span>
    </label>
  );
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (isAdult && accepts) return onAgree();
        const form = event.currentTarget;
        setFault(true);
        requestAnimationFrame(() => form.querySelector<HTMLInputElement>('input:not(:checked)')?.focus());
      }}
    >
      <h1 id="heading" tabindex={-1}>
        {name}
      </h1>
      <p>{t.before}</p>
      <div class="card stack">
        <h2>{t.whoReads}</h2>
        <p>{page.whoReads}</p>
        <h2>{t.keptFor}</h2>
        <p>{page.keptFor}</p>
        <h2>{t.notTherapy}</h2>
        <p>{page.notTherapy}</p>
        <p>{page.notEmergency}</p>
      </div>
      {box(isAdult, setAdult, page.adult)}
      {box(accepts, setAccepts, page.consent)}
      {fault && !(isAdult && accepts) && (
        <p class="bad" id="agree-fault">
          {t.agreeFault}
        </p>
      )}
      {notice && (
        <p class="note" role="status">
          {notice}
        </p>
      )}
      <button class="btn main" type="submit">
        {t.agree}
      </button>
    </form>
  );
}
