import type { AnswerValue, PortalAssignmentView, Problem, Question } from '#contracts';
import { checkAnswer } from '#form-engine';
import { useEffect, useRef, useState } from 'preact/hooks';
import { fill, type Texts } from '../texts/texts.js';
import { FirstPage } from './first-page.js';
import { firstMissing, isAnswered, isBlank, questionsToAsk, type LocalAnswers } from './flow.js';
import { QuestionField } from './question-field.js';
import { saveWords } from './save-words.js';
import { Saver, type SaveState } from './saver.js';

/** All that filling in a form needs; earlier answers are not among it. */
export interface FillerProps {
  readonly locale: string;
  readonly texts: Pick<Texts, 'form' | 'idle'>;
  readonly csrfToken: string;
  readonly assignment: PortalAssignmentView;
}

type Step =
  | { readonly at: 'first' }
  | { readonly at: 'question'; readonly id: string }
  | { readonly at: 'review' }
  | { readonly at: 'thanks' };

const typingPauseMs = 700;

/** A form, one question at a time; each answer is saved as it is given, and kept only in this page's memory. */
export function Filler({ texts, csrfToken, assignment: given }: FillerProps) {
  const t = texts.form;
  const [assignment, setAssignment] = useState(given);
  const [answers, setAnswers] = useState<LocalAnswers>(given.answers);
  const [visited, setVisited] = useState<readonly string[]>(given.next === null ? [] : [given.next]);
  const [step, setStep] = useState<Step>(() => stepOf(given));
  const [fault, setFault] = useState<string | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const [saving, setSaving] = useState<SaveState>('idle');
  const saver = useRef<Saver>();
  const typing = useRef<ReturnType<typeof setTimeout>>();
  const moved = useRef(false);
  const known = { assignment, answers, visited };
  /** Some of what decides the way was said in an earlier visit, and only the server knows it. */
  const isResumed = !given.unlocked && given.progress.answered > Object.keys(given.answers).length;

  useEffect(() => {
    saver.current = new Saver(given.id, csrfToken, given.revision, setSaving);
  }, []);
  useEffect(() => {
    if (moved.current) document.getElementById(step.at === 'question' ? 'question' : 'heading')?.focus();
    moved.current = true;
  }, [step]);

  function go(to: Step): void {
    clearTimeout(typing.current);
    setFault(null);
    setNotice(null);
    setSaving((before) => (before === 'offline' || before === 'signed-out' ? before : 'idle'));
    setStep(to);
    if (to.at === 'question') setVisited((before) => (before.includes(to.id) ? before : [...before, to.id]));
    scrollTo({ top: 0 });
  }

  function answer(question: Question, value: AnswerValue): void {
    setAnswers((before) => ({ ...before, [question.id]: value }));
    setFault(null);
    setSaving('idle');
    clearTimeout(typing.current);
    const isTyped = question.kind === 'short_text' || question.kind === 'long_text' || question.kind === 'date';
    typing.current = setTimeout(() => keep(question, value), isTyped ? typingPauseMs : 0);
  }

  function keep(question: Question, value: AnswerValue | undefined): void {
    if (value === undefined) return;
    if (isBlank(value)) saver.current?.keep(question.id, null);
    else if (checkAnswer(question, value) === null) saver.current?.keep(question.id, value);
  }

  function next(question: Question): void {
    const value = answers[question.id];
    const wrong = isBlank(value) ? null : checkAnswer(question, value!);
    const missing = question.required && !isAnswered(known, question.id);
    if (wrong !== null || missing) {
      setFault(wrong ?? t.required);
      document.querySelector<HTMLElement>('[name="answer"]')?.focus();
      return;
    }
    clearTimeout(typing.current);
    keep(question, value);
    if (isResumed) return void goOnAfter(question);
    goToNext(question);
  }

  /** Goes on where the server says, since what was answered in an earlier visit is not known here. */
  async function goOnAfter(question: Question): Promise<void> {
    await saver.current!.flush();
    const read = await saver.current!.call('GET', `?after=${encodeURIComponent(question.id)}`).catch(() => null);
    if (!read?.ok) return goToNext(question);
    const view = (await read.json()) as PortalAssignmentView;
    setAssignment(view);
    go(view.next === null ? { at: 'review' } : { at: 'question', id: view.next });
  }

  function goToNext(question: Question): void {
    const asked = questionsToAsk(known);
    const following = asked[asked.findIndex(({ id }) => id === question.id) + 1];
    go(following ? { at: 'question', id: following.id } : { at: 'review' });
  }

  async function agree(): Promise<void> {
    const { consentVersion } = assignment.firstPage;
    const answered = await saver
      .current!.call('POST', '/consent', { adult: true, accepted: true, consentVersion })
      .catch(() => null);
    if (!answered) return setNotice(t.offline);
    if (answered.ok) {
      const view = (await answered.json()) as PortalAssignmentView;
      setAssignment(view);
      return go(stepOf(view));
    }
    if (answered.status === 409) {
      const fresh = await saver.current!.call('GET', '').catch(() => null);
      if (fresh?.ok) setAssignment((await fresh.json()) as PortalAssignmentView);
      return setNotice(t.outdated);
    }
    setNotice(answered.status === 401 ? t.signedOut : t.offline);
  }

  async function submit(): Promise<void> {
    const open = isResumed ? null : firstMissing(known);
    if (open) return miss(open.id);
    if (!(await saver.current!.flush())) return;
    const answered = await saver.current!.call('POST', '/submit', {}).catch(() => null);
    if (!answered || answered.status >= 500) return setNotice(t.offline);
    if (answered.ok) return go({ at: 'thanks' });
    if (answered.status === 401) return setNotice(t.signedOut);
    const { errors = [] } = (await answered.json()) as Problem;
    const missing = errors[0]?.path.replace(/^answers\./, '');
    if (missing) miss(missing);
    else location.reload();
  }

  function miss(id: string): void {
    go({ at: 'question', id });
    setNotice(t.missing);
  }

  const saved = saveWords(saving, t);
  if (step.at === 'first')
    return (
      <FirstPage
        name={assignment.name}
        page={assignment.firstPage}
        t={t}
        notice={notice}
        onAgree={() => void agree()}
      />
    );
  if (step.at === 'thanks')
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
  const asked = questionsToAsk(known);
  const lastAsked = asked.at(-1);
  if (step.at === 'review')
    return (
      <div class="stack">
        <h1 id="heading" tabindex={-1}>
          {t.reviewTitle}
        </h1>
        <p>{t.review}</p>
        <p role="status">{notice ?? saved}</p>
        <div class="row">
          <button class="btn" type="button" onClick={() => lastAsked && go({ at: 'question', id: lastAsked.id })}>
            {t.previous}
          </button>
          <button class="btn main" type="button" onClick={() => void submit()}>
            {t.submit}
          </button>
        </div>
      </div>
    );
  const place = Math.max(
    0,
    asked.findIndex(({ id }) => id === step.id),
  );
  const question = asked[place]!;
  const before = asked[place - 1];
  const isKept = !(question.id in answers) && (assignment.answered ?? []).includes(question.id);
  const isEmpty = isBlank(answers[question.id]);
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        next(question);
      }}
    >
      <p class="soft">{fill(t.progress, { position: place + 1, total: asked.length })}</p>
      {notice && <p class="note">{notice}</p>}
      <h1 id="question" tabindex={-1}>
        {question.label}
      </h1>
      {question.help && (
        <p class="soft prose" id="help">
          {question.help}
        </p>
      )}
      <p class="hint" id="kept">
        {isKept ? t.given : question.required ? '' : t.optional}
      </p>
      <QuestionField
        key={question.id}
        question={question}
        value={answers[question.id]}
        error={fault !== null}
        t={t}
        onAnswer={(value) => answer(question, value)}
      />
      {fault && (
        <p class="bad" id="fault" role="alert">
          {fault}
        </p>
      )}
      <p class="soft small" role="status">
        {saved}
      </p>
      <div class="row">
        {before && (
          <button class="btn" type="button" onClick={() => go({ at: 'question', id: before.id })}>
            {t.previous}
          </button>
        )}
        <button class="btn main" type="submit">
          {isEmpty && isKept ? t.keepGiven : isEmpty && !question.required ? t.skip : t.next}
        </button>
      </div>
    </form>
  );
}

function stepOf({ status, consent, next }: PortalAssignmentView): Step {
  if (status === 'submitted') return { at: 'thanks' };
  if (!consent.given) return { at: 'first' };
  return next === null ? { at: 'review' } : { at: 'question', id: next };
}
