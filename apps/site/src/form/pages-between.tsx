import type { Question } from '#contracts';
import type { Texts } from '../texts/texts.js';
import { answerWords } from './answer-words.js';
import type { LocalAnswers } from './flow.js';

interface EarlierProps {
  readonly t: Texts['form'];
  readonly locale: string;
  /** Those with an answer; nothing while the answers are on their way. */
  readonly questions: readonly Question[] | null;
  readonly notice: string | null;
  readonly answers: LocalAnswers;
  readonly onChange: (id: string) => void;
  readonly onGoOn: () => void;
}

/** What was written so far, for whoever has proved to be its person; each answer can be changed. */
export function Earlier({ t, locale, questions, notice, answers, onChange, onGoOn }: EarlierProps) {
  return (
    <div class="stack tall">
      <h1 id="heading" tabindex={-1}>
        {t.beforeTitle}
      </h1>
      <p role="status">{notice ?? (questions ? '' : t.reading)}</p>
      <dl class="stack">
        {questions?.map((question) => (
          <div class="card" key={question.id}>
            <dt>{question.label}</dt>
            <dd class="prose" dir="auto">
              <b>{answerWords(question, answers[question.id]!, t, locale)}</b>
            </dd>
            <dd>
              <button
                class="btn"
                type="button"
                aria-label={`${t.change}: ${question.label}`}
                onClick={() => onChange(question.id)}
              >
                {t.change}
              </button>
            </dd>
          </div>
        ))}
      </dl>
      <button class="btn main" type="button" onClick={onGoOn}>
        {t.goOn}
      </button>
    </div>
  );
}

/** Handed in. */
export function Thanks({ t }: { t: Texts['form'] }) {
  return (
    <div class="stack">
      <h1 id="heading" tabindex={-1}>
        {t.thanksTitle}
      </h1>
      <p>{t.thanks}</p>
      <p>
        <a class="btn" href="/me/home">
          {t.home}
        </a>
      </p>
    </div>
  );
}

interface ReviewProps {
  readonly t: Texts['form'];
  /** How saving stands, or what is missing. */
  readonly said: string;
  readonly onPrevious: () => void;
  readonly onSubmit: () => void;
}

/** After the last question. */
export function Review({ t, said, onPrevious, onSubmit }: ReviewProps) {
  return (
    <div class="stack">
      <h1 id="heading" tabindex={-1}>
        {t.reviewTitle}
      </h1>
      <p>{t.review}</p>
      <p role="status">{said}</p>
      <div class="row">
        <button class="btn" type="button" onClick={onPrevious}>
          {t.previous}
        </button>
        <button class="btn main" type="button" onClick={onSubmit}>
          {t.submit}
        </button>
      </div>
    </div>
  );
}

interface UnlockProps {
  readonly t: Texts['form'];
  /** How saving stands. */
  readonly saved: string;
  readonly onPrevious: (() => void) | undefined;
  readonly onUnlock: () => void;
}

/** Where what comes next hangs on what was said in an earlier visit, which a mailed link alone does not open. */
export function Unlock({ t, saved, onPrevious, onUnlock }: UnlockProps) {
  return (
    <div class="stack">
      <h1 id="heading" tabindex={-1}>
        {t.unlockTitle}
      </h1>
      <p>{t.unlock}</p>
      <p>{t.unlockHelp}</p>
      <p role="status">{saved}</p>
      <div class="row">
        {onPrevious && (
          <button class="btn" type="button" onClick={onPrevious}>
            {t.previous}
          </button>
        )}
        <button class="btn main" type="button" onClick={onUnlock}>
          {t.toUnlock}
        </button>
      </div>
    </div>
  );
}

interface HeldProps {
  readonly t: Texts['form'];
  readonly onSave: () => void;
  readonly onLetGo: () => void;
}

/** What can be done about a change that waits on this page until the person has opened what it changes. */
export function Held({ t, onSave, onLetGo }: HeldProps) {
  return (
    <div class="row">
      <a class="btn" href="/me/private" target="_blank">
        {t.unlockInTab}
      </a>
      <button class="btn" type="button" onClick={onSave}>
        {t.saveHeld}
      </button>
      <button class="btn" type="button" onClick={onLetGo}>
        {t.keepGiven}
      </button>
    </div>
  );
}

interface ToEarlierProps {
  readonly t: Texts['form'];
  /** Whether what was written can be read here, or takes the PIN first. */
  readonly isOpen: boolean;
  readonly onPress: () => void;
}

/** The way to what was written before. */
export function ToEarlier({ t, isOpen, onPress }: ToEarlierProps) {
  return (
    <p>
      <button class="quiet" type="button" onClick={onPress}>
        {isOpen ? t.seeBefore : t.showBefore}
      </button>
    </p>
  );
}
