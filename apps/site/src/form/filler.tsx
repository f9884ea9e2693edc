import type { AnswerValue, PortalAssignmentView, Problem, Question } from '#contracts';
import { checkAnswer } from '#form-engine';
import { useEffect, useRef, useState } from 'preact/hooks';
import { clearWhenIdle } from '../islands/idle.js';
import type { Texts } from '../texts/texts.js';
import { AskedQuestion } from './asked-question.js';
import { FirstPage } from './first-page.js';
import { firstMissing, isAnswered, isBlank, questionsToAsk, type LocalAnswers } from './flow.js';
import { Earlier, Held, Review, Thanks, ToEarlier, Unlock } from './pages-between.js';
import { saveWords } from './save-words.js';
import { Saver, type SaveState } from './saver.js';
import { onwards, stepOf, type Step } from './steps.js';

/** All that filling in a form needs; earlier answers are not among it. */
export interface FillerProps {
  readonly locale: string;
  readonly texts: Pick<Texts, 'form' | 'idle'>;
  readonly csrfToken: string;
  readonly assignment: PortalAssignmentView;
  readonly showsBefore: boolean;
}

const typingPauseMs = 700;
/** What stays true on the next page. */
const lasting: readonly SaveState[] = ['offline', 'signed-out', 'locked'];

/** A form, one question at a time; each answer is saved as it is given, and kept only in this page's memory. */
export function Filler({ locale, texts, csrfToken, assignment: given, showsBefore }: FillerProps) {
  const t = texts.form;
  const [assignment, setAssignment] = useState(given);
  const [answers, setAnswers] = useState<LocalAnswers>(given.answers);
  const [visited, setVisited] = useState<readonly string[]>(given.next === null ? [] : [given.next]);
  const [step, setStep] = useState<Step>(() => (showsBefore ? { at: 'before', from: stepOf(given) } : stepOf(given)));
  const [hasRead, setHasRead] = useState(!given.unlocked);
  const [fault, setFault] = useState<string | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const [saving, setSaving] = useState<SaveState>('idle');
  const saver = useRef<Saver>();
  const typing = useRef<ReturnType<typeof setTimeout>>();
  const moved = useRef(false);
  const known = { assignment, answers, visited };
  /** Some of what decides the way was said in an earlier visit, and only the server knows it. */
  const isResumed = !given.unlocked && given.status === 'started';

  useEffect(() => {
    saver.current = new Saver(given, csrfToken, setSaving);
    const { current } = saver;
    clearWhenIdle(texts.idle, {
      send: () => current.flush(),
      sendHeld: () => current.sendHeld(),
      letGo: () => void current.letGo(),
    });
    if (given.unlocked && given.status !== 'submitted') void readBefore();
  }, []);
  useEffect(() => {
    if (moved.current) document.getElementById(step.at === 'question' ? 'question' : 'heading')?.focus();
    moved.current = true;
  }, [step]);

  function go(to: Step): void {
    clearTimeout(typing.current);
    setFault(null);
    setNotice(null);
    setSaving((before) => (lasting.includes(before) ? before : 'idle'));
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

  /** Reads what was written before, which the page itself never holds; what was typed here meanwhile is newer. */
  async function readBefore(): Promise<void> {
    const read = await saver.current!.call('GET', '').catch(() => null);
    if (!read?.ok) return setNotice(t.notRead);
    const view = (await read.json()) as PortalAssignmentView;
    setAssignment(view);
    setAnswers((newer) => ({ ...view.answers, ...newer }));
    setHasRead(true);
  }

  /** To where the PIN is asked for, once nothing of this page would be lost. */
  async function askForPin(): Promise<void> {
    clearTimeout(typing.current);
    const question = given.definition.questions.find(({ id }) => step.at === 'question' && id === step.id);
    if (question) keep(question, answers[question.id]);
    if (await isAllSaved()) location.assign(`/me/private?wanted=${given.id}`);
  }

  async function isAllSaved(): Promise<boolean> {
    const left = await saver.current!.flush();
    if (left === 'locked') setSaving('locked');
    return left === 'none';
  }

  /** The earlier answers stay as they are. */
  function letGo(): void {
    const gone = saver.current!.letGo();
    if (step.at === 'question' && gone.includes(step.id)) clearTimeout(typing.current);
    setAnswers((before) => Object.fromEntries(Object.entries(before).filter(([id]) => !gone.includes(id))));
    setAssignment((before) => ({ ...before, answered: [...(before.answered ?? []), ...gone] }));
    setSaving('idle');
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
    go(onwards(view));
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
    if (!(await isAllSaved())) return;
    const answered = await saver.current!.call('POST', '/submit', {}).catch(() => null);
    if (!answered || answered.status >= 500) return setNotice(t.offline);
    if (answered.ok) return go({ at: 'thanks' });
    if (answered.status === 401) return setNotice(t.signedOut);
    const { type, errors = [] } = (await answered.json()) as Problem;
    if (type.endsWith('/private-locked')) return go({ at: 'locked' });
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
      <FirstPage {...{ t, notice }} name={assignment.name} page={assignment.firstPage} onAgree={() => void agree()} />
    );
  if (step.at === 'thanks') return <Thanks t={t} />;
  const asked = questionsToAsk(known);
  const lastAsked = asked.at(-1);
  const written = asked.filter(({ id }) => !isBlank(answers[id]));
  if (step.at === 'before')
    return (
      <Earlier
        {...{ t, locale, answers, notice }}
        questions={hasRead ? written : null}
        onChange={(id) => go({ at: 'question', id })}
        onGoOn={() => go(step.from)}
      />
    );
  const isOpen = assignment.unlocked;
  const before =
    saving === 'locked' ? (
      <Held t={t} onSave={() => void saver.current!.sendHeld()} onLetGo={letGo} />
    ) : (
      (isOpen ? written.length > 0 : isResumed) && (
        <ToEarlier {...{ t, isOpen }} onPress={() => (isOpen ? go({ at: 'before', from: step }) : void askForPin())} />
      )
    );
  const toLast = lastAsked && (() => go({ at: 'question', id: lastAsked.id }));
  if (step.at === 'locked')
    return (
      <>
        <Unlock {...{ t, saved }} onPrevious={toLast} onUnlock={() => void askForPin()} />
        {saving === 'locked' && before}
      </>
    );
  if (step.at === 'review')
    return (
      <>
        <Review t={t} said={notice ?? saved} onPrevious={() => toLast?.()} onSubmit={() => void submit()} />
        {before}
      </>
    );
  const found = asked.findIndex(({ id }) => id === step.id);
  const place = Math.max(0, found);
  const question = asked[place]!;
  const previous = asked[place - 1];
  return (
    <>
      <AskedQuestion
        {...{ t, question, notice, fault, saved }}
        position={place + 1}
        total={asked.length}
        value={answers[question.id]}
        isKept={!(question.id in answers) && (assignment.answered ?? []).includes(question.id)}
        onAnswer={(value) => answer(question, value)}
        onNext={() => next(question)}
        onPrevious={previous && (() => go({ at: 'question', id: previous.id }))}
      />
      {before}
    </>
  );
}
